package dev.timestep.cli;

import dev.timestep.report.BaselineRow;
import dev.timestep.report.BaselineTable;
import dev.timestep.report.BootstrapInterval;
import dev.timestep.report.CommandExample;
import dev.timestep.report.DataSummary;
import dev.timestep.report.ForecastPage;
import dev.timestep.report.ForecastReport;
import dev.timestep.report.ForecastWindow;
import dev.timestep.report.LossCurve;
import dev.timestep.report.ModelSummary;
import dev.timestep.report.NextForecast;
import dev.timestep.report.Numbers;
import dev.timestep.report.ProtocolStamp;
import dev.timestep.report.ProtocolStamp.Fact;
import dev.timestep.report.RowSpan;
import dev.timestep.report.SplitPart;
import dev.timestep.report.StepErrors;
import dev.timestep.report.TargetForecasts;
import dev.timestep.report.TimeAxis;
import dev.timestep.report.Verdict;
import dev.timestep.task.forecast.ForecastRun;
import dev.timestep.task.forecast.ForecastStamp;
import dev.timestep.task.forecast.InputSpec;
import dev.timestep.task.forecast.Metrics;
import dev.timestep.task.forecast.ModelScore;
import dev.timestep.task.forecast.Split;
import dev.timestep.task.forecast.Split.Part;
import dev.timestep.task.table.TimeTable;
import dev.timestep.train.EpochResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

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

  /**
   * Writes the page of a run.
   *
   * @param called the arguments of the run
   * @param next the arguments that predict with its model
   */
  static void write(ForecastRun run, Path model, List<String> called, List<String> next, Path file)
      throws IOException {
    ForecastPage.write(new ForecastReports(run).report(model, called, next), file);
  }

  private ForecastReport report(Path model, List<String> called, List<String> next) {
    return new ForecastReport(
        title(),
        verdict(),
        summary(),
        axis(0, table.rows()),
        parts(),
        forecasts(),
        scores(),
        interval(),
        stepErrors(),
        losses(),
        Optional.empty(),
        Optional.of(next()),
        architecture(),
        usage(model, next),
        stamp(called));
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

  private Verdict verdict() {
    Verdict.Outcome outcome =
        switch (run.gate().verdict().outcome()) {
          case NETWORK_WINS -> Verdict.Outcome.NETWORK_WINS;
          case NETWORK_LOSES -> Verdict.Outcome.BASELINE_WINS;
          case NO_DIFFERENCE -> Verdict.Outcome.NO_DIFFERENCE;
          case NOT_ENOUGH_WINDOWS -> Verdict.Outcome.NOT_ENOUGH_WINDOWS;
        };
    return new Verdict(outcome, Flags.in(run.gate().verdict().sentence()));
  }

  private DataSummary summary() {
    List<String> notes = new ArrayList<>();
    table.markedNotes().forEach(note -> notes.add(Flags.in(note)));
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
        inputs.calendar().features(),
        notes);
  }

  private TimeAxis axis(int from, int to) {
    if (!table.axis().hasTime()) {
      return TimeAxis.ofRows(from + 1L, to - from);
    }
    List<LocalDateTime> times = new ArrayList<>();
    for (int row = from; row < to; row++) {
      times.add(table.axis().local(row));
    }
    return TimeAxis.of(times);
  }

  private List<SplitPart> parts() {
    Split split = run.plan().windows().split();
    List<SplitPart> parts = new ArrayList<>();
    for (Part part : Part.values()) {
      parts.add(
          new SplitPart(
              SplitPart.Role.valueOf(part.name()),
              split.begin(part),
              split.end(part),
              run.plan().count(part)));
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

  private List<BaselineTable> scores() {
    List<BaselineTable> tables = new ArrayList<>();
    tables.add(scores(targets.size() == 1 ? targets.getFirst() : ALL, Optional.empty()));
    for (int k = 0; k < targets.size() && targets.size() > 1; k++) {
      tables.add(scores(targets.get(k), Optional.of(k)));
    }
    return tables;
  }

  private BaselineTable scores(String label, Optional<Integer> target) {
    double best =
        run.gate().baselines().stream()
            .mapToDouble(score -> metrics(score, target).mae())
            .min()
            .orElseThrow();
    List<BaselineRow> rows = new ArrayList<>();
    rows.add(row(run.gate().network(), target, best, true));
    run.gate().baselines().forEach(score -> rows.add(row(score, target, best, false)));
    return new BaselineTable(label, rows);
  }

  private static Metrics metrics(ModelScore score, Optional<Integer> target) {
    return target.map(k -> score.byTarget().get(k)).orElse(score.metrics());
  }

  private BaselineRow row(
      ModelScore score, Optional<Integer> target, double best, boolean network) {
    Metrics metrics = metrics(score, target);
    return new BaselineRow(
        network ? cell() + " network" : score.label(),
        network,
        metrics.mae(),
        metrics.rmse(),
        metrics.mase().orElse(Double.NaN),
        Metrics.skill(metrics.mae(), best).orElse(Double.NaN));
  }

  private Optional<BootstrapInterval> interval() {
    return run.gate()
        .interval()
        .map(
            interval ->
                // The page counts a lead of the network as positive.
                new BootstrapInterval(
                    run.gate().bestBaseline().label(),
                    interval.confidence(),
                    -interval.high(),
                    -interval.difference(),
                    -interval.low(),
                    interval.blockLength(),
                    interval.resamples()));
  }

  private List<StepErrors> stepErrors() {
    List<StepErrors.Line> lines =
        run.gate().baselines().stream()
            .sorted(Comparator.comparingDouble(score -> score.metrics().mae()))
            .limit(3)
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

  private LossCurve losses() {
    List<EpochResult> history = run.training().history();
    return new LossCurve(
        run.model().stamp().training().loss().label(),
        Numbers.generate(history.size(), at -> history.get(at).trainLoss()),
        Numbers.generate(history.size(), at -> history.get(at).validationLoss().orElse(Double.NaN)),
        run.model().stamp().bestEpoch());
  }

  private NextForecast next() {
    List<NextForecast.Values> values = new ArrayList<>();
    for (int k = 0; k < targets.size(); k++) {
      values.add(new NextForecast.Values(targets.get(k), Numbers.of(run.next().values()[k])));
    }
    return new NextForecast(axis(table.rows(), table.rows() + horizon()), values);
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
    if (name.startsWith("decoder")) {
      return "runs over the " + inputs.horizon() + " rows to be forecast";
    }
    return name.equals("skip")
        ? "linear map from a row's inputs to its forecast"
        : "from the decoder's state to the forecast";
  }

  private List<CommandExample> usage(Path model, List<String> next) {
    List<String> score = new ArrayList<>(next);
    score.set(0, "evaluate");
    return List.of(
        new CommandExample("Forecast the next " + span(horizon()).words(), Program.line(next)),
        new CommandExample("Score the model on newer data", Program.line(score)),
        new CommandExample("Show what is in the model file", Program.line("inspect", model)));
  }

  private ProtocolStamp stamp(List<String> called) {
    ForecastStamp stamp = run.model().stamp();
    List<Fact> further = new ArrayList<>();
    run.gate().notes().forEach(note -> further.add(new Fact("Note", Flags.in(note))));
    run.gate()
        .omitted()
        .forEach(one -> further.add(new Fact("Left out", one.label() + ": " + one.reason())));
    return new ProtocolStamp(
        "training rows only",
        stamp.seed(),
        stamp.threads(),
        stamp.kernels(),
        Program.line(called),
        "sha256:" + stamp.fingerprint(),
        run.seconds(),
        ZonedDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z", Locale.ROOT)),
        List.of(new Fact("Timestep", stamp.version()), new Fact("Java", stamp.java())),
        further);
  }
}
