package dev.timestep.task.forecast.rolling;

import com.google.gson.JsonElement;
import dev.timestep.judge.Omitted;
import dev.timestep.judge.Part;
import dev.timestep.report.CommandExample;
import dev.timestep.report.DataSummary;
import dev.timestep.report.Diagnostics;
import dev.timestep.report.ForecastPage;
import dev.timestep.report.ForecastPlots;
import dev.timestep.report.ForecastReport;
import dev.timestep.report.ForecastWindow;
import dev.timestep.report.LabelledScores;
import dev.timestep.report.LossCurve;
import dev.timestep.report.ModelSummary;
import dev.timestep.report.NextForecast;
import dev.timestep.report.Numbers;
import dev.timestep.report.PageAxis;
import dev.timestep.report.ProtocolStamp;
import dev.timestep.report.ProtocolStamp.Fact;
import dev.timestep.report.RowSpan;
import dev.timestep.report.SplitPart;
import dev.timestep.report.StepErrors;
import dev.timestep.report.TargetForecasts;
import dev.timestep.task.Commands;
import dev.timestep.task.forecast.IntervalReports;
import dev.timestep.task.forecast.ReportParts;
import dev.timestep.task.forecast.StepWords;
import dev.timestep.task.forecast.backtest.BacktestRun;
import dev.timestep.task.forecast.backtest.WindowForecast;
import dev.timestep.task.table.TimeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Turns what rolling origins found into the records that the report page shows. */
final class RollingReports {
  private final RollingRun run;
  private final TimeTable table;
  private final List<String> targets;

  private RollingReports(RollingRun run) {
    this.run = run;
    table = run.table();
    targets = run.model().targets();
  }

  /** The page of a run. */
  static String page(RollingRun run, Commands commands) {
    return ForecastPage.render(new RollingReports(run).report(commands));
  }

  /** The plots of that page as pictures. */
  static SequencedMap<String, String> plots(RollingRun run, Commands commands) {
    return ForecastPlots.svg(new RollingReports(run).report(commands));
  }

  private ForecastReport report(Commands commands) {
    String all = targets.size() == 1 ? targets.getFirst() : "All targets";
    return new ForecastReport(
        String.join(", ", targets) + ", " + span(run.model().horizon()).words() + " ahead",
        run.marked(),
        new DataSummary(
            table.file(),
            table.rows(),
            table.axis().frequency().label(),
            targets,
            List.of(),
            table.markedNotes()),
        axis(0, table.rows()),
        parts(),
        forecasts(),
        scores(all),
        List.of(
            new StepErrors(
                all,
                steps(run.judged()),
                List.of(new StepErrors.Line(run.best().label(), steps(run.best()))))),
        LossCurve.NONE,
        Optional.empty(),
        Optional.of(next()),
        summary(),
        List.of(
            new CommandExample(
                "Forecast the next " + span(run.model().horizon()).words(), commands.predict()),
            new CommandExample("Score the model on newer data", commands.evaluate()),
            new CommandExample("Show what is in the model file", commands.inspect())),
        stamp(commands),
        new Diagnostics(
            run.intervals().map(IntervalReports::scores),
            IntervalReports.residuals(targets, this::judged, run.origins().rows(), table)));
  }

  private List<LabelledScores> scores(String all) {
    List<LabelledScores> tables = new ArrayList<>();
    tables.add(new LabelledScores(all, run.marked().scores()));
    for (int k = 0; k < targets.size() && targets.size() > 1; k++) {
      tables.add(new LabelledScores(targets.get(k), run.byTarget().get(k).scores()));
    }
    return tables;
  }

  /** What is judged, at one of the origins. */
  private double[][] judged(int origin) {
    return Stream.of(run.judged().forecasts().get(origin - run.origins().first()))
        .map(WindowForecast::point)
        .toArray(double[][]::new);
  }

  private RowSpan span(int rows) {
    return StepWords.span(table.axis().frequency(), rows);
  }

  private PageAxis axis(int from, int to) {
    return ReportParts.axis(table.axis(), from, to);
  }

  /** Rows before the first origin, and those that were forecast. */
  private List<SplitPart> parts() {
    int first = run.origins().first();
    return List.of(
        new SplitPart(Part.TRAIN, 0, first, 0),
        new SplitPart(Part.TEST, first, table.rows(), run.origins().count()));
  }

  private List<TargetForecasts> forecasts() {
    int[] rows = run.origins().rows();
    List<TargetForecasts> all = new ArrayList<>();
    for (int k = 0; k < targets.size(); k++) {
      List<ForecastWindow> windows = new ArrayList<>();
      for (int w = 0; w < rows.length; w++) {
        windows.add(
            new ForecastWindow(rows[w], point(run.judged(), w, k), point(run.best(), w, k)));
      }
      all.add(
          new TargetForecasts(
              targets.get(k),
              Numbers.of(table.column(targets.get(k))),
              run.best().label(),
              windows));
    }
    return all;
  }

  private static Numbers point(BacktestRun model, int window, int target) {
    return Numbers.of(model.forecasts().get(window)[target].point());
  }

  private Numbers steps(BacktestRun model) {
    return Numbers.generate(
        run.origins().horizon(),
        h ->
            model
                .scores()
                .step(h)
                .figure(run.marked().scores().primary())
                .value()
                .orElse(Double.NaN));
  }

  private NextForecast next() {
    List<NextForecast.Values> values = new ArrayList<>();
    for (int k = 0; k < targets.size(); k++) {
      values.add(
          new NextForecast.Values(
              targets.get(k),
              Numbers.of(run.next().values()[k]),
              IntervalReports.bands(run.next(), k)));
    }
    return new NextForecast(
        axis(table.rows(), table.rows() + run.model().horizon()), values, Optional.of(labels()));
  }

  private String labels() {
    return String.join(
        ", ", run.model().series().stream().map(ChosenSeries::label).distinct().toList());
  }

  private ModelSummary summary() {
    List<ModelSummary.Layer> layers = new ArrayList<>();
    for (int k = 0; k < targets.size(); k++) {
      ChosenSeries one = run.model().series().get(k);
      layers.add(
          new ModelSummary.Layer(
              targets.get(k), one.fitted().choice(), numbers(one.fitted().settings())));
    }
    return new ModelSummary(
        "A model of each series by itself: " + labels(),
        span(table.rows()),
        span(run.model().horizon()),
        layers);
  }

  /** How many numbers a model stores. */
  private static long numbers(JsonElement settings) {
    if (settings.isJsonObject()) {
      return settings.getAsJsonObject().entrySet().stream()
          .mapToLong(field -> numbers(field.getValue()))
          .sum();
    }
    if (settings.isJsonArray()) {
      return settings.getAsJsonArray().asList().stream().mapToLong(RollingReports::numbers).sum();
    }
    return settings.isJsonPrimitive() && settings.getAsJsonPrimitive().isNumber() ? 1 : 0;
  }

  private ProtocolStamp stamp(Commands commands) {
    List<Fact> further = new ArrayList<>();
    further.add(
        new Fact(
            "Rolling origins",
            "%d, each with a window of %d rows and only the rows before it known"
                .formatted(run.origins().count(), run.origins().horizon())));
    further.add(
        new Fact(
            "Fitted",
            "to %d of %d rows, after the judgement"
                .formatted(run.model().stamp().fittedRows(), table.rows())));
    for (Omitted one : run.marked().scores().omitted()) {
      further.add(new Fact("Left out", one.label() + ": " + one.reason()));
    }
    return run.model()
        .stamp()
        .run()
        .protocol("rows before each origin only", run.seconds(), commands, further);
  }
}
