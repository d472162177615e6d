package dev.timestep.task.forecast;

import dev.timestep.judge.CountText;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Part;
import dev.timestep.judge.ScoreTable;
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
import dev.timestep.report.RowSpan;
import dev.timestep.report.SplitPart;
import dev.timestep.report.StepErrors;
import dev.timestep.report.TargetForecasts;
import dev.timestep.task.Commands;
import dev.timestep.task.forecast.covariate.Covariate;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.table.CalendarSpec;
import dev.timestep.task.table.TimeTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Turns a forecast run into the records that the report page shows. */
final class ForecastReports {
  private static final String ALL = "All targets";
  private static final int TITLE_TARGETS = 4;

  private final ForecastRun run;
  private final TimeTable table;
  private final List<String> targets;

  private ForecastReports(ForecastRun run) {
    this.run = run;
    this.table = run.plan().table();
    this.targets = run.plan().pipeline().inputs().targets();
  }

  /** The page of a run. */
  static String page(ForecastRun run, Commands commands) {
    return ForecastPage.render(new ForecastReports(run).report(commands));
  }

  /** The plots of that page as pictures. */
  static SequencedMap<String, String> plots(ForecastRun run, Commands commands) {
    return ForecastPlots.svg(new ForecastReports(run).report(commands));
  }

  private ForecastReport report(Commands commands) {
    return new ForecastReport(
        title(),
        findings(),
        summary(),
        axis(0, table.rows()),
        parts(),
        forecasts(),
        scores(),
        stepErrors(),
        ReportParts.losses(
            run.model().stamp().training(), run.training(), run.model().stamp().bestEpoch()),
        Optional.empty(),
        run.following().map(this::next),
        architecture(),
        usage(commands),
        stamp(commands),
        new Diagnostics(
            run.intervals().map(JudgedIntervals::scores).map(IntervalReports::scores),
            IntervalReports.residuals(
                targets, run.network(), run.plan().windows().origins(Part.TEST), table)));
  }

  private String title() {
    String names =
        targets.size() <= TITLE_TARGETS
            ? String.join(", ", targets)
            : String.join(", ", targets.subList(0, TITLE_TARGETS - 1))
                + " and "
                + (targets.size() - TITLE_TARGETS + 1)
                + " more";
    return names + ", " + span(horizon()).words() + " ahead";
  }

  private RowSpan span(int rows) {
    return StepWords.span(table.axis().frequency(), rows);
  }

  private int horizon() {
    return run.gate().horizon();
  }

  /** The findings with the network under the name of its cell. */
  private Findings findings() {
    Findings found = run.gate().marked();
    return found.withScores(named(found.scores()));
  }

  private ScoreTable named(ScoreTable scores) {
    String name = cell() + " network";
    return scores.network().id().equals(BaselineGate.NETWORK)
        ? scores.withNetworkLabel(name)
        : scores.withBeside(scores.beside().stream().map(one -> one.withLabel(name)).toList());
  }

  private DataSummary summary() {
    List<String> notes = new ArrayList<>();
    table.markedNotes().forEach(note -> notes.add(note));
    for (Map.Entry<String, Integer> cells : table.filledCells().entrySet()) {
      if (cells.getValue() > 0) {
        notes.add(
            cells.getValue() == 1
                ? "1 cell of " + cells.getKey() + " was filled."
                : cells.getValue() + " cells of " + cells.getKey() + " were filled.");
      }
    }
    InputSpec inputs = run.plan().pipeline().inputs();
    return new DataSummary(
        table.file(),
        table.rows(),
        table.axis().frequency().label(),
        targets,
        furtherInputs(inputs),
        notes);
  }

  private static List<String> furtherInputs(InputSpec spec) {
    CalendarSpec calendar = spec.calendar();
    List<String> inputs = new ArrayList<>(calendar.features());
    if (!calendar.holidays().isEmpty()) {
      inputs.add("holidays of " + calendar.holidays());
    }
    for (Covariate one : spec.covariates()) {
      inputs.add(one.column() + (one.ahead() ? " (known in advance)" : " (of the past)"));
    }
    return inputs;
  }

  private PageAxis axis(int from, int to) {
    return ReportParts.axis(table.axis(), from, to);
  }

  private List<SplitPart> parts() {
    Split split = run.plan().windows().split();
    List<SplitPart> parts = new ArrayList<>();
    for (Part part : Part.values()) {
      parts.add(new SplitPart(part, split.begin(part), split.end(part), run.plan().count(part)));
    }
    return parts;
  }

  private List<TargetForecasts> forecasts() {
    List<TargetForecasts> all = new ArrayList<>();
    for (int k = 0; k < targets.size(); k++) {
      List<ForecastWindow> windows = new ArrayList<>();
      for (int origin : run.plan().windows().origins(Part.TEST)) {
        windows.add(
            new ForecastWindow(
                origin,
                Numbers.of(run.network().forecast(origin)[k]),
                Numbers.of(run.bestBaseline().forecast(origin)[k])));
      }
      all.add(
          new TargetForecasts(
              targets.get(k),
              Numbers.of(table.column(targets.get(k))),
              run.gate().bestBaseline().label(),
              windows));
    }
    return all;
  }

  private List<LabelledScores> scores() {
    List<LabelledScores> tables = new ArrayList<>();
    tables.add(
        new LabelledScores(targets.size() == 1 ? targets.getFirst() : ALL, findings().scores()));
    for (int k = 0; k < targets.size() && targets.size() > 1; k++) {
      tables.add(new LabelledScores(targets.get(k), named(run.gate().scoresOf(k))));
    }
    return tables;
  }

  private List<StepErrors> stepErrors() {
    List<StepErrors.Line> lines =
        Stream.concat(
                run.gate().baselines().stream()
                    .sorted(Comparator.comparingDouble(score -> score.metrics().mae()))
                    .limit(3),
                run.gate().beside().stream())
            .map(
                score ->
                    new StepErrors.Line(score.label(), Numbers.of(score.metrics().maeByStep())))
            .toList();
    return List.of(
        new StepErrors(
            targets.size() == 1 ? targets.getFirst() : ALL,
            Numbers.of(run.gate().network().metrics().maeByStep()),
            lines));
  }

  private NextForecast next(Forecast forecast) {
    List<NextForecast.Values> values = new ArrayList<>();
    for (int k = 0; k < targets.size(); k++) {
      values.add(
          new NextForecast.Values(
              targets.get(k),
              Numbers.of(forecast.values()[k]),
              IntervalReports.bands(forecast, k)));
    }
    return new NextForecast(
        // A single row does not tell that rows are months; with those before it, it does.
        axis(0, table.rows() + horizon()).slice(table.rows(), table.rows() + horizon()),
        values,
        run.model().kept().equals(ForecastOptions.MIX)
            ? Optional.of(
                "mix of network and "
                    + run.model()
                        .mix()
                        .map(mix -> mix.ridge().label())
                        .orElse(LinearKind.RIDGE.label()))
            : run.model().baseline().map(KeptBaseline::label));
  }

  private String cell() {
    return run.model().network().cell().label().toUpperCase(Locale.ROOT);
  }

  private ModelSummary architecture() {
    SequencedMap<String, Long> sizes = new LinkedHashMap<>();
    run.model()
        .weightShapes()
        .forEach(
            (name, shape) ->
                sizes.merge(
                    name.substring(0, name.lastIndexOf('.')), (long) shape.size(), Long::sum));
    var network = run.model().network();
    List<ModelSummary.Layer> layers = new ArrayList<>();
    sizes.forEach((name, size) -> layers.add(new ModelSummary.Layer(name, describe(name), size)));
    return new ModelSummary(
        cell()
            + " encoder and decoder, "
            + network.hidden()
            + " units, "
            + network.layers()
            + (network.layers() == 1 ? " layer" : " layers"),
        span(run.gate().lookback()),
        span(horizon()),
        layers);
  }

  private String describe(String name) {
    InputSpec inputs = run.plan().pipeline().inputs();
    if (name.startsWith("encoder")) {
      return "reads " + inputs.encoderRows() + " rows in steps of " + inputs.segment();
    }
    if (name.startsWith("near")) {
      return "reads the last " + inputs.near().rows() + " rows one by one, with their calendar";
    }
    if (name.startsWith("decoder")) {
      return "runs over the " + inputs.horizon() + " rows to be forecast";
    }
    return name.equals("skip")
        ? "linear map from a row's inputs to its forecast"
        : "from the decoder's state to the forecast";
  }

  private List<CommandExample> usage(Commands commands) {
    return List.of(
        new CommandExample("Forecast the next " + span(horizon()).words(), commands.predict()),
        new CommandExample("Score the model on newer data", commands.evaluate()),
        new CommandExample("Show what is in the model file", commands.inspect()));
  }

  private ProtocolStamp stamp(Commands commands) {
    ForecastStamp stamp = run.model().stamp();
    List<Fact> further = new ArrayList<>();
    run.model()
        .baseline()
        .ifPresent(kept -> further.add(new Fact("Kept", "the " + kept.label() + " answers")));
    if (stamp.refitRows() > 0) {
      further.add(
          new Fact(
              "Fitted again",
              String.format(
                  Locale.ROOT,
                  "after the judgement on all %,d rows, %s",
                  stamp.refitRows(),
                  CountText.of(stamp.bestEpoch(), "epoch"))));
    }
    run.plan()
        .pipeline()
        .transforms()
        .words()
        .forEach(words -> further.add(new Fact("Transform", "the network reads " + words)));
    run.model().mix().ifPresent(mix -> further.add(new Fact("Mix", mix.words())));
    run.gate().fits().forEach(fit -> further.add(new Fact("Fit", fit)));
    run.gate().marked().notes().forEach(note -> further.add(new Fact("Note", note)));
    run.gate()
        .marked()
        .scores()
        .omitted()
        .forEach(one -> further.add(new Fact("Left out", one.label() + ": " + one.reason())));
    return stamp.run().protocol("training rows only", run.seconds(), commands, further);
  }
}
