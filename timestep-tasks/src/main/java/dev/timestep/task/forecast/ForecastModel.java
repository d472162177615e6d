package dev.timestep.task.forecast;

import dev.timestep.autograd.Module;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.judge.Part;
import dev.timestep.kernel.Engine;
import dev.timestep.task.Prediction;
import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.Source;
import dev.timestep.task.TaskEvaluation;
import dev.timestep.task.TaskListener;
import dev.timestep.task.TaskModel;
import dev.timestep.task.forecast.covariate.CovariateRows;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.ReadSettings;
import dev.timestep.task.table.TableColumns;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import dev.timestep.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * A trained forecasting model: immutable, and safe to share between threads.
 *
 * <pre>{@code
 * ForecastModel model = ForecastModels.load(Path.of("births.timestep"));
 * Forecast next = model.predict(TableReader.read(file, model.targets(), model.reading().options()));
 * }</pre>
 */
public final class ForecastModel implements TaskModel {
  private final ForecastPipeline pipeline;
  private final ForecastNetwork network;
  private final ForecastInputWidths widths;
  private final ForecastStamp stamp;
  private final TableReading reading;
  private final String kept;
  private final Optional<Mix> mix;
  private final Optional<KeptBaseline> baseline;
  private final Optional<ForecastQuantiles> quantiles;
  private final Optional<Refitted> refitted;

  ForecastModel(
      ForecastPipeline pipeline,
      ForecastNetwork network,
      ForecastInputWidths widths,
      ForecastStamp stamp,
      TableReading reading,
      String kept,
      Optional<Mix> mix,
      Optional<KeptBaseline> baseline,
      Optional<ForecastQuantiles> quantiles,
      Optional<Refitted> refitted) {
    this.quantiles = quantiles;
    this.reading = reading;
    this.pipeline = pipeline;
    this.network = network;
    this.widths = widths;
    this.stamp = stamp;
    this.kept = kept;
    this.mix = mix;
    this.baseline = baseline;
    this.refitted = refitted;
  }

  /** The same with what was fitted again on all rows, to answer. */
  ForecastModel withRefitted(Refitted other) {
    return new ForecastModel(
        pipeline,
        network,
        widths,
        stamp,
        reading,
        kept,
        mix,
        baseline,
        quantiles,
        Optional.of(other));
  }

  @Override
  public String type() {
    return ForecastModels.TYPE;
  }

  @Override
  public ModelArchive archive() {
    return ForecastModels.archive(this);
  }

  @Override
  public TaskEvaluation evaluate(Source data, TaskListener listener, Engine engine) {
    TimeTable table = read(data, listener);
    listener.doing(
        String.format(
            Locale.ROOT, "Scoring the network and the baselines on %,d rows.", table.rows()));
    return evaluate(table, engine);
  }

  @Override
  public Prediction predict(Source data, TaskListener listener, Engine engine) {
    TimeTable table = read(data, listener);
    listener.doing(
        String.format(Locale.ROOT, "Forecasting %,d rows.", pipeline.inputs().horizon()));
    return new ForecastPrediction(predict(table, engine), table);
  }

  /** Reads a table as the training file was read, but for what is asked otherwise. */
  private TimeTable read(Source data, TaskListener listener) {
    ReadSettings.refuseOthers(data.settings(), ReadSettings.NAMES, "A forecasting model");
    ReadOptions options = ReadSettings.over(reading, data.settings(), listener::note);
    listener.doing("Reading " + data.shortName() + ".");
    TimeTable table = TableReader.read(data, columns(), options);
    return table.withNotes(CovariateRows.unknown(pipeline.inputs().covariates(), table));
  }

  /** The columns that are forecast. */
  public List<String> targets() {
    return pipeline.inputs().targets();
  }

  /** The columns that are read: those that are forecast, and covariates. */
  public TableColumns columns() {
    return CovariateRows.columns(targets(), pipeline.inputs().covariates());
  }

  /** Inputs and scales. */
  public ForecastPipeline pipeline() {
    return pipeline;
  }

  /**
   * How the training file was read; {@link TableReading#options} reads later files the same way.
   */
  public TableReading reading() {
    return reading;
  }

  /** Cell, width, depth and dropout. */
  public RecurrentSettings network() {
    return network.config();
  }

  /** How the model was made. */
  public ForecastStamp stamp() {
    return stamp;
  }

  /**
   * What answers: {@value ForecastOptions#MIX}, {@value ForecastOptions#NETWORK}, or the name of a
   * baseline.
   */
  public String kept() {
    return kept;
  }

  /** What the network is mixed with; models from before version 4 have nothing. */
  Optional<Mix> mix() {
    return mix;
  }

  /** The intervals around its forecasts; nothing where none were asked for. */
  Optional<ForecastQuantiles> quantiles() {
    return quantiles;
  }

  /** What was fitted again on all rows and answers. */
  Optional<Refitted> refitted() {
    return refitted;
  }

  /** The baseline that answers in place of the network, as it was judged. */
  Optional<KeptBaseline> baseline() {
    return baseline;
  }

  ForecastInputWidths widths() {
    return widths;
  }

  /** The network as it was judged: training further starts from it, lest it know a test row. */
  Module module() {
    return network;
  }

  /** The shapes of the weights by name. */
  public SequencedMap<String, Shape> weightShapes() {
    SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
    network.parameters().forEach((name, parameter) -> shapes.put(name, parameter.shape()));
    return shapes;
  }

  /** Number of trained numbers. */
  public long parameterCount() {
    return network.parameterCount();
  }

  /** The rows after the table's last by the model that is kept, on the standard engine. */
  public Forecast predict(TimeTable table) {
    return predict(table, Engine.standard());
  }

  /**
   * The rows after the table's last by the model that is kept, fitted again on all rows where it
   * was. A baseline that was not gives exactly what it gave in training; the forecast of the
   * network, alone or mixed, has the digits that are known.
   *
   * @throws TableException when the table is of another frequency or too short, or has no values of
   *     the rows to be forecast in a column that is known in advance
   */
  public Forecast predict(TimeTable table, Engine engine) {
    check(table);
    int rows = table.rows();
    InputSpec inputs = pipeline.inputs();
    Refitted answers = answers();
    int history =
        Math.max(
            answers.baseline().map(KeptBaseline::history).orElse(inputs.lookback()),
            quantiles.map(ForecastQuantiles::history).orElse(0));
    if (rows < history) {
      throw new TableException(
          table.file()
              + " has "
              + rows
              + " rows; this model reads the last "
              + history
              + " rows before a forecast. Give a file with a longer history.");
    }
    lacking(table)
        .ifPresent(
            lacking -> {
              throw new TableException(lacking);
            });
    ForecastInputs over = pipeline.over(table);
    double[][] values =
        answers.baseline().isPresent()
            ? answers.baseline().get().forecast(over, rows)
            : NetworkForecasts.next(
                engine,
                answers.network(),
                over,
                rows,
                answers.mix().filter(one -> kept.equals(ForecastOptions.MIX)));
    List<String> times = new ArrayList<>();
    for (int h = 0; h < inputs.horizon(); h++) {
      times.add(table.axis().text(rows + h));
    }
    return new Forecast(
        targets(),
        times,
        values,
        quantiles
            .map(
                some ->
                    some.around(
                        values,
                        over,
                        rows,
                        answers.baseline().map(KeptBaseline::models).orElse(List.of())))
            .orElse(List.of()));
  }

  /** What a table lacks for a forecast of the rows after its last: sentences for the user. */
  Optional<String> lacking(TimeTable table) {
    boolean reads = answers().baseline().map(KeptBaseline.Linear.class::isInstance).orElse(true);
    return reads
        ? CovariateRows.missingAhead(columns().future(), table, pipeline.inputs().horizon())
        : Optional.empty();
  }

  /** Holds the model against baselines on a table, on the standard engine. */
  public ForecastEvaluation evaluate(TimeTable table) {
    return evaluate(table, Engine.standard());
  }

  /**
   * Holds the model against baselines on a table. Where the table begins with the rows that the
   * model was trained and validated on, these are left out, every later window counts, and the
   * weights that were judged are scored, never those that were fitted again on all rows; another
   * table is split 80/10/10 so that the ridge regression has rows to learn from, and the last part
   * counts.
   *
   * @throws TableException when the table is of another frequency, too short, or has no row that
   *     the model has not seen
   */
  public ForecastEvaluation evaluate(TimeTable table, Engine engine) {
    check(table);
    boolean same = isSameSeries(table);
    ForecastPlan plan =
        ForecastPlan.ofTrained(
            table,
            pipeline,
            same ? OptionalInt.of(stamp.trainRows()) : OptionalInt.empty(),
            stamp.validationRows());
    ForecastInputs inputs = pipeline.over(table);
    Refitted scored = same ? judged() : answers();
    NetworkForecasts forecasts =
        NetworkForecasts.of(engine, scored.network(), inputs, plan.windows().origins(Part.TEST));
    BaselineGate gate = plan.gate(inputs, kept);
    NetworkForms forms = forms(forecasts, scored.mix(), kept, inputs);
    GateResult result =
        gate.judge(forms, stamp.run().seed(), same ? Remedy.LATER_ROWS : Remedy.LONGER_FILE)
            .noting(LeakCheck.of(plan, inputs.series(), forms.judgedName(), forms.judged()));
    return new ForecastEvaluation(
        this,
        plan,
        result,
        forms.judged(),
        gate.forecaster(result.best()),
        same,
        scored.baseline().flatMap(one -> gate.score(one, inputs)),
        quantiles.map(
            some -> {
              int[] before = plan.windows().origins(Part.VALIDATION);
              NetworkForms earlier =
                  forms(
                      NetworkForecasts.of(engine, scored.network(), inputs, before),
                      scored.mix(),
                      kept,
                      inputs);
              return JudgedIntervals.of(
                  plan, inputs, gate, earlier, forms, result, kept, some.asked());
            }));
  }

  private Refitted judged() {
    return new Refitted(network, mix, baseline);
  }

  private Refitted answers() {
    return refitted.orElseGet(this::judged);
  }

  /** The network alone is judged where it answers, or where there is nothing to mix it with. */
  static NetworkForms forms(
      Forecaster network, Optional<Mix> mix, String kept, ForecastInputs inputs) {
    return new NetworkForms(
        network,
        mix.map(one -> one.over(inputs, network)),
        mix.isPresent() && !kept.equals(ForecastOptions.NETWORK));
  }

  boolean isSameSeries(TimeTable table) {
    int seen = stamp.trainRows() + stamp.validationRows();
    return table.rows() >= seen
        && ForecastPipeline.fingerprint(table, targets(), seen).equals(stamp.seenFingerprint());
  }

  private void check(TimeTable table) {
    Frequency wanted = pipeline.inputs().calendar().frequency();
    if (!wanted.sameStep(table.axis().frequency())) {
      throw new TableException(
          table.file()
              + ": the step between its rows is "
              + table.axis().frequency().label()
              + "; that of the model is "
              + wanted.label()
              + ". Give a file with the step of the model, or train a model on this file.");
    }
  }
}
