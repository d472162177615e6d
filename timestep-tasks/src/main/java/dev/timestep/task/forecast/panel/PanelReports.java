package dev.timestep.task.forecast.panel;

import dev.timestep.judge.Part;
import dev.timestep.report.CommandExample;
import dev.timestep.report.DataSummary;
import dev.timestep.report.Diagnostics;
import dev.timestep.report.ForecastPage;
import dev.timestep.report.ForecastPlots;
import dev.timestep.report.ForecastReport;
import dev.timestep.report.ForecastWindow;
import dev.timestep.report.LabelledScores;
import dev.timestep.report.ModelSummary;
import dev.timestep.report.NextForecast;
import dev.timestep.report.Numbers;
import dev.timestep.report.PageAxis;
import dev.timestep.report.ProtocolStamp;
import dev.timestep.report.ProtocolStamp.Fact;
import dev.timestep.report.SplitPart;
import dev.timestep.report.StepErrors;
import dev.timestep.report.TargetForecasts;
import dev.timestep.task.Commands;
import dev.timestep.task.forecast.ReportParts;
import dev.timestep.task.forecast.StepWords;
import dev.timestep.task.table.panel.PanelSeries;
import dev.timestep.task.table.panel.SkippedSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * Turns a run on many series into the records that the report page shows: scores of all, and plots
 * of some series that have their times in common, from the best forecast to the worst.
 */
final class PanelReports {
  private static final int SHOWN = 6;

  private final PanelRun run;
  private final PanelPlan plan;
  private final double[][][] delivered;
  private final String bestId;
  private final int[] shown;

  private PanelReports(PanelRun run) {
    this.run = run;
    plan = run.plan();
    delivered = run.judged().forecasts(run.model().kept());
    bestId = run.judged().findings().best().id();
    shown = shown();
  }

  static String page(PanelRun run, Commands commands) {
    return ForecastPage.render(new PanelReports(run).report(commands));
  }

  static SequencedMap<String, String> plots(PanelRun run, Commands commands) {
    return ForecastPlots.svg(new PanelReports(run).report(commands));
  }

  /** Judged series with the times of the first, spread from the lowest error to the highest. */
  private int[] shown() {
    int[] judged = run.judged().errors().series();
    PanelSeries first = plan.table().series().get(judged[0]);
    List<Integer> alike = new ArrayList<>();
    for (int s : judged) {
      PanelSeries one = plan.table().series().get(s);
      if (one.rows() == first.rows() && one.axis().text(0).equals(first.axis().text(0))) {
        alike.add(s);
      }
    }
    alike.sort(Comparator.comparingDouble(this::error));
    int count = Math.min(SHOWN, alike.size());
    int[] some = new int[count];
    for (int i = 0; i < count; i++) {
      some[i] = alike.get(count == 1 ? 0 : i * (alike.size() - 1) / (count - 1));
    }
    return some;
  }

  private double error(int s) {
    double sum = 0;
    for (int w : windows(s)) {
      for (int k = 0; k < delivered[w].length; k++) {
        for (int h = 0; h < delivered[w][k].length; h++) {
          int row = run.judged().errors().windows().origins()[w] + h;
          double value = plan.inputs().values(s)[k][row];
          sum += Math.abs(delivered[w][k][h] - value) / plan.inputs().scales(s).scale()[k];
        }
      }
    }
    return sum;
  }

  private int[] windows(int s) {
    int[] series = run.judged().errors().windows().series();
    return IntStream.range(0, series.length).filter(w -> series[w] == s).toArray();
  }

  private ForecastReport report(Commands commands) {
    int horizon = run.model().horizon();
    return new ForecastReport(
        "%s of %,d series, %s ahead"
            .formatted(
                String.join(", ", run.model().targets()),
                plan.table().series().size(),
                StepWords.span(plan.table().frequency(), horizon).words()),
        run.judged().findings(),
        data(),
        axis(shown[0], 0, plan.table().series().get(shown[0]).rows()),
        parts(),
        forecasts(),
        List.of(new LabelledScores("All series", run.judged().findings().scores())),
        List.of(steps()),
        ReportParts.losses(
            run.model().stamp().training(), run.training(), run.model().stamp().bestEpoch()),
        Optional.empty(),
        run.next().map(this::next),
        summary(),
        List.of(
            new CommandExample(
                "Forecast the next " + StepWords.span(plan.table().frequency(), horizon).words(),
                commands.predict()),
            new CommandExample("Score the model on newer data", commands.evaluate()),
            new CommandExample("Show what is in the model file", commands.inspect())),
        stamp(commands),
        Diagnostics.NONE);
  }

  private DataSummary data() {
    List<String> notes = new ArrayList<>(plan.table().markedNotes());
    notes.addAll(plan.notes());
    List<String> inputs = new ArrayList<>(plan.spec().inputs().calendar().features());
    plan.spec()
        .inputs()
        .covariates()
        .forEach(
            one -> inputs.add(one.column() + (one.ahead() ? " (known in advance)" : " (past)")));
    plan.spec().statics().forEach(one -> inputs.add(one.column() + " (of the series)"));
    return new DataSummary(
        plan.table().file(),
        plan.table().series().stream().mapToLong(PanelSeries::rows).sum(),
        plan.table().frequency().label(),
        run.model().targets(),
        inputs,
        notes);
  }

  private PageAxis axis(int s, int from, int to) {
    return ReportParts.axis(plan.table().series().get(s).axis(), from, to);
  }

  private List<SplitPart> parts() {
    int rows = plan.table().series().get(shown[0]).rows();
    int validation = plan.parts().validationFrom(rows);
    int test = plan.parts().testFrom(rows);
    int horizon = plan.parts().horizon();
    List<SplitPart> parts = new ArrayList<>();
    parts.add(new SplitPart(Part.TRAIN, 0, validation, plan.parts().trainOrigins(rows)));
    parts.add(
        new SplitPart(
            Part.VALIDATION, validation, test, Math.max(0, test - validation - horizon + 1)));
    parts.add(new SplitPart(Part.TEST, test, rows, windows(shown[0]).length));
    return parts;
  }

  private List<TargetForecasts> forecasts() {
    double[][][] best = run.judged().forecasts(bestId);
    String label = run.judged().findings().best().label();
    List<TargetForecasts> all = new ArrayList<>();
    for (int s : shown) {
      double[][] values = plan.inputs().values(s);
      for (int k = 0; k < values.length; k++) {
        List<ForecastWindow> windows = new ArrayList<>();
        for (int w : windows(s)) {
          windows.add(
              new ForecastWindow(
                  run.judged().errors().windows().origins()[w],
                  Numbers.of(delivered[w][k]),
                  Numbers.of(best[w][k])));
        }
        all.add(new TargetForecasts(name(s, k), Numbers.of(values[k]), label, windows));
      }
    }
    return all;
  }

  private String name(int s, int k) {
    String id = plan.table().series().get(s).id();
    return run.model().targets().size() == 1 ? id : id + ", " + run.model().targets().get(k);
  }

  private StepErrors steps() {
    PanelErrors errors = run.judged().errors();
    return new StepErrors(
        "all series, each in units of its seasonal change",
        Numbers.of(errors.bySteps(delivered)),
        List.of(
            new StepErrors.Line(
                run.judged().findings().best().label(),
                Numbers.of(errors.bySteps(run.judged().forecasts(bestId))))));
  }

  private NextForecast next(List<PanelForecast> forecasts) {
    double[] levels = run.model().quantiles().asked().all();
    int low = Arrays.binarySearch(levels, 0.05);
    int high = Arrays.binarySearch(levels, 0.95);
    List<NextForecast.Values> values = new ArrayList<>();
    for (int s : shown) {
      PanelForecast one = forecasts.get(s);
      for (int k = 0; k < one.values().length; k++) {
        values.add(
            new NextForecast.Values(
                name(s, k),
                Numbers.of(one.values()[k]),
                List.of(
                    new NextForecast.Band(
                        0.9,
                        Numbers.of(one.quantiles()[low][k]),
                        Numbers.of(one.quantiles()[high][k])))));
      }
    }
    int rows = plan.table().series().get(shown[0]).rows();
    return new NextForecast(
        axis(shown[0], rows, rows + run.model().horizon()),
        values,
        Optional.of(
            run.model().kept().equals("mix")
                ? "mix of network and ridge regression"
                : run.model().kept()));
  }

  private ModelSummary summary() {
    long weights = run.model().fit().network().parameterCount();
    return new ModelSummary(
        "One network for all series (%s), mixed with a ridge regression on the same inputs"
            .formatted(run.model().fit().network().config().cell().label()),
        StepWords.span(plan.table().frequency(), plan.parts().lookback()),
        StepWords.span(plan.table().frequency(), run.model().horizon()),
        List.of(new ModelSummary.Layer("network", "encoder, near rows and decoder", weights)));
  }

  private ProtocolStamp stamp(Commands commands) {
    List<Fact> further = new ArrayList<>();
    further.add(
        new Fact(
            "Series",
            "%,d, of which %,d are judged on %,d windows"
                .formatted(
                    plan.table().series().size(),
                    run.judged().errors().series().length,
                    run.judged().errors().windows().count())));
    further.add(
        new Fact(
            "Parts",
            "the last %,d rows of each series test, the %,d before them validate"
                .formatted(plan.parts().test(), plan.parts().validation())));
    for (SkippedSeries one : plan.table().skipped()) {
      further.add(new Fact("Left out", one.id() + ": " + one.reason()));
    }
    return run.model()
        .stamp()
        .run()
        .protocol("training rows of each series only", run.seconds(), commands, further);
  }
}
