package dev.timestep.task.forecast;

import dev.timestep.data.Batches;
import dev.timestep.judge.Part;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Workers;
import dev.timestep.task.Fitting;
import dev.timestep.task.Recipe;
import dev.timestep.task.RunStamp;
import dev.timestep.task.TaskListener;
import dev.timestep.task.TrainingStoppedException;
import dev.timestep.task.forecast.baseline.Anchor;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import dev.timestep.train.TrainingResult;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Trains a forecasting network on a table and compares it with the baselines.
 *
 * <pre>{@code
 * ForecastRun run = ForecastTraining.run(Path.of("us-births.csv"), ForecastOptions.of("births"),
 *     TaskListener.NONE);
 * System.Logger log = ...; log.log(INFO, run.gate().verdict().sentence());
 * }</pre>
 *
 * <p>The recipe is that of {@link Recipe}; the best epoch is chosen on the validation windows.
 * Where no epoch is better than the untrained network, which forecasts its {@link Anchor}, that one
 * is kept and counts as epoch 0. The network is then mixed with the ridge regression ({@link Mix}),
 * step by step, as the validation windows say. What is judged was not fitted on validation or test
 * rows. After the judgement all is fitted again on all rows ({@link Refit}), if the options ask for
 * it; that answers.
 */
public final class ForecastTraining {
  private static final int VALIDATION_BATCH = 256;

  private final ForecastOptions options;
  private final ForecastPlan plan;
  private final ForecastInputs inputs;
  private final ForecastNetwork network;
  private final Engine engine;
  private final Optional<ForecastModel> from;

  private ForecastTraining(
      ForecastOptions options, ForecastPlan plan, Optional<ForecastModel> from, Engine engine) {
    this.options = options;
    this.plan = plan;
    this.from = from;
    this.inputs = plan.pipeline().over(plan.table());
    this.network =
        new ForecastNetwork(
            from.map(ForecastModel::network).orElse(options.network()),
            inputs.widths(),
            options.targets().size(),
            options.run().seed());
    from.ifPresent(model -> network.startFrom(model.module()));
    this.engine = engine;
  }

  /** Reads a file, trains, and judges. */
  public static ForecastRun run(Path file, ForecastOptions options, TaskListener listener) {
    return run(TableReader.read(file, options.columns(), options.read()), options, listener);
  }

  /**
   * Trains on a table, and judges. Where the options name a checkpoint, training is saved there on
   * the way; whoever saves the model removes it then.
   *
   * @throws IllegalArgumentException when the data or the options do not fit; the message says why
   * @throws TrainingStoppedException when the listener asked for it
   */
  public static ForecastRun run(TimeTable table, ForecastOptions options, TaskListener listener) {
    Optional<ForecastModel> from = options.run().from().map(ForecastModels::load);
    ForecastPlan plan =
        from.map(model -> Continuation.plan(table, options, model))
            .orElseGet(() -> ForecastPlan.of(table, options));
    Keep.requirePossible(options.keep(), plan);
    Fitting.requireCheckpoint(options.run());
    try (Workers workers = new Workers(options.run().threads())) {
      Engine engine = new Engine(KernelProvider.chosen(), workers);
      return new ForecastTraining(options, plan, from, engine).run(listener);
    }
  }

  private ForecastRun run(TaskListener listener) {
    long start = System.nanoTime();
    TrainingResult training = train(listener);
    double trainingSeconds = seconds(start);
    int[] tests = plan.windows().origins(Part.TEST);
    listener.scoring(tests.length, "test windows");
    NetworkForecasts forecasts =
        NetworkForecasts.of(
            engine, network, inputs, tests, done -> listener.scored(done, tests.length));
    listener.doing("Fitting and scoring the baselines.");
    BaselineGate gate = plan.gate(inputs, options.keep());
    Optional<Mix> mix = mix(gate);
    NetworkForms forms = ForecastModel.forms(forecasts, mix, options.keep(), inputs);
    GateResult result =
        gate.judge(forms, options.run().seed(), Remedy.TRAINING_OPTIONS)
            .noting(LeakCheck.of(plan, inputs.series(), forms.judgedName(), forms.judged()));
    String kept = Keep.chosen(options.keep(), result);
    Optional<JudgedIntervals> intervals = intervals(gate, mix, forms, result, kept);
    ForecastModel judged =
        new ForecastModel(
            plan.pipeline(),
            network,
            inputs.widths(),
            stamp(training, result, trainingSeconds),
            plan.table().reading(),
            kept,
            mix,
            Keep.baseline(kept, gate),
            intervals.map(JudgedIntervals::delivered),
            Optional.empty());
    ForecastModel model = options.training().refit() ? refitted(judged, gate, listener) : judged;
    return new ForecastRun(
        model,
        plan,
        training,
        result,
        forms.judged(),
        gate.forecaster(result.best()),
        model.lacking(plan.table()).isPresent()
            ? Optional.empty()
            : Optional.of(model.predict(plan.table(), engine)),
        intervals,
        seconds(start),
        trainingSeconds);
  }

  /** Intervals of every model, where quantiles are asked for. */
  private Optional<JudgedIntervals> intervals(
      BaselineGate gate, Optional<Mix> mix, NetworkForms tests, GateResult result, String kept) {
    if (options.quantiles().isEmpty()) {
      return Optional.empty();
    }
    int[] before = plan.windows().origins(Part.VALIDATION);
    NetworkForms earlier =
        ForecastModel.forms(
            NetworkForecasts.of(engine, network, inputs, before), mix, options.keep(), inputs);
    return Optional.of(
        JudgedIntervals.of(plan, inputs, gate, earlier, tests, result, kept, options.quantiles()));
  }

  private ForecastModel refitted(ForecastModel judged, BaselineGate gate, TaskListener listener) {
    listener.doing(
        String.format(
            Locale.ROOT, "Fitting again on all %,d rows, as it was chosen.", plan.table().rows()));
    int epochs = options.training().epochsFor(plan.count(Part.TRAIN));
    return judged.withRefitted(
        new Refit(judged, inputs, gate.penalties(), engine).fit(epochs, options.run(), from));
  }

  /** The shares are chosen on validation windows, as the epoch and the penalty were. */
  private Optional<Mix> mix(BaselineGate gate) {
    int[] origins = plan.windows().origins(Part.VALIDATION);
    return gate.linear()
        .map(
            ridge -> {
              double[][] shares =
                  Mix.choose(
                      NetworkForecasts.of(engine, network, inputs, origins),
                      ridge.over(inputs),
                      inputs.series(),
                      origins,
                      plan.windows().horizon());
              return new Mix(shares, ridge);
            });
  }

  private TrainingResult train(TaskListener listener) {
    TrainingOptions how = options.training();
    // A checkpoint is for one content of the file, whatever its name.
    String file = plan.table().fingerprint().substring(0, 12);
    int[] trainOrigins = plan.windows().origins(Part.TRAIN);
    int[] validationOrigins = plan.windows().origins(Part.VALIDATION);
    Batches<ForecastBatch> train =
        Batches.shuffled(
            inputs.dataset(trainOrigins, "train rows of " + file),
            how.batch(),
            options.run().seed());
    Batches<ForecastBatch> validation =
        Batches.inOrder(
            inputs.dataset(validationOrigins, "validation rows of " + file), VALIDATION_BATCH);
    int epochs = how.epochsFor(trainOrigins.length);
    return Fitting.fit(
        new ForecastObjective(network, how.loss()),
        train,
        validation,
        Recipe.of(epochs, how.batch(), how.learningRate(), how.patience()),
        options.run(),
        engine,
        ForecastWords.plan(plan, network.parameterCount(), how),
        listener,
        () -> from.ifPresentOrElse(m -> network.startFrom(m.module()), network::forecastAnchor));
  }

  private ForecastStamp stamp(TrainingResult training, GateResult gate, double seconds) {
    TimeTable table = plan.table();
    Split split = plan.windows().split();
    return new ForecastStamp(
        RunStamp.of(
                table.file(),
                table.fingerprint(),
                options.run().seed(),
                engine,
                seconds,
                from.map(model -> model.stamp().run().fingerprint()))
            .judged(gate.verdict().sentence()),
        ForecastPipeline.fingerprint(table, options.targets(), split.train() + split.validation()),
        table.rows(),
        split.train(),
        split.validation(),
        split.test(),
        network.config(),
        options.training(),
        training.bestEpoch().orElse(training.history().size()),
        training.history().size(),
        options.training().refit() ? table.rows() : 0,
        gate.network().metrics().mae(),
        gate.best(),
        gate.bestBaseline().metrics().mae());
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) * 1e-9;
  }
}
