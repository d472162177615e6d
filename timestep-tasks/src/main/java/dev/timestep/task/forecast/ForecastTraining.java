package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.data.Batches;
import dev.timestep.io.model.FileCheckpointStore;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Workers;
import dev.timestep.task.forecast.Split.Part;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import dev.timestep.train.AdamW;
import dev.timestep.train.CheckpointStore;
import dev.timestep.train.Clipping;
import dev.timestep.train.CosineDecay;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import dev.timestep.train.TrainingResult;
import dev.timestep.train.WarmUp;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Trains a forecasting network on a table and compares it with the baselines.
 *
 * <pre>{@code
 * ForecastRun run = ForecastTraining.run(Path.of("us-births.csv"), ForecastOptions.of("births"),
 *     ForecastListener.NONE);
 * System.Logger log = ...; log.log(INFO, run.gate().verdict().sentence());
 * }</pre>
 *
 * <p>Recipe: AdamW with weight decay {@value #WEIGHT_DECAY}, {@value #WARM_UP} steps of warm-up and
 * a cosine down to zero, gradients clipped at a global norm of {@value #CLIP_NORM}, weights
 * averaged with decay {@value #AVERAGE_DECAY}; after each epoch the average is scored on the
 * validation windows, and the best one is kept. Where no epoch is better than the untrained
 * network, which forecasts its {@link Anchor}, that one is kept and counts as epoch 0. Nothing is
 * fitted on test rows, and nothing is refitted on validation rows.
 */
public final class ForecastTraining {
  private static final double WEIGHT_DECAY = 0.01;
  private static final int WARM_UP = 50;
  private static final double CLIP_NORM = 1.0;
  private static final double AVERAGE_DECAY = 0.99;
  private static final int VALIDATION_BATCH = 256;

  private final ForecastOptions options;
  private final ForecastPlan plan;
  private final ForecastInputs inputs;
  private final ForecastNetwork network;
  private final Engine engine;

  private ForecastTraining(ForecastOptions options, ForecastPlan plan, Engine engine) {
    this.options = options;
    this.plan = plan;
    this.inputs = plan.pipeline().over(plan.table());
    this.network =
        new ForecastNetwork(
            options.network(), inputs.widths(), options.targets().size(), options.seed());
    this.engine = engine;
  }

  /** Reads a file, trains, and judges. */
  public static ForecastRun run(Path file, ForecastOptions options, ForecastListener listener) {
    return run(TableReader.read(file, options.targets(), options.read()), options, listener);
  }

  /**
   * Trains on a table, and judges. Where the options name a checkpoint, training is saved there on
   * the way; whoever saves the model removes it then.
   *
   * @throws IllegalArgumentException when the data or the options do not fit; the message says why
   * @throws TrainingStoppedException when the listener asked for it
   */
  public static ForecastRun run(
      TimeTable table, ForecastOptions options, ForecastListener listener) {
    ForecastPlan plan = ForecastPlan.of(table, options);
    Optional<FileCheckpointStore> checkpoints = options.checkpoint().map(FileCheckpointStore::new);
    if (options.resume() && checkpoints.flatMap(FileCheckpointStore::load).isEmpty()) {
      throw new TaskException(
          setting("resume")
              + " expects the checkpoint of an interrupted run; received "
              + options.checkpoint().map(path -> path + ", which does not exist").orElse("none")
              + ". Leave "
              + setting("resume")
              + " out to train from the start.");
    }
    try (Workers workers = new Workers(options.threads())) {
      Engine engine = new Engine(KernelProvider.chosen(), workers);
      return new ForecastTraining(options, plan, engine).run(listener, checkpoints.orElse(null));
    }
  }

  private ForecastRun run(ForecastListener listener, @Nullable CheckpointStore checkpoints) {
    long start = System.nanoTime();
    TrainingResult training = train(listener, checkpoints);
    double trainingSeconds = seconds(start);
    if (training.reason() == TrainingResult.Reason.STOP_REQUESTED) {
      throw new TrainingStoppedException(training);
    }
    int[] tests = plan.windows().origins(Part.TEST);
    listener.scoring(tests.length);
    NetworkForecasts forecasts =
        NetworkForecasts.of(
            engine, network, inputs, tests, done -> listener.scored(done, tests.length));
    listener.fittingBaselines();
    BaselineGate gate = plan.gate(inputs);
    GateResult result = gate.judge(forecasts, options.seed());
    ForecastModel model =
        new ForecastModel(
            plan.pipeline(),
            network,
            inputs.widths(),
            stamp(training, result, trainingSeconds),
            plan.table().reading());
    return new ForecastRun(
        model,
        plan,
        training,
        result,
        forecasts,
        gate.forecaster(result.best()),
        model.predict(plan.table(), engine),
        seconds(start),
        trainingSeconds);
  }

  private TrainingResult train(ForecastListener listener, @Nullable CheckpointStore checkpoints) {
    TrainingOptions how = options.training();
    // A checkpoint is for one content of the file, whatever its name.
    String file = plan.table().fingerprint().substring(0, 12);
    int[] trainOrigins = plan.windows().origins(Part.TRAIN);
    int[] validationOrigins = plan.windows().origins(Part.VALIDATION);
    Batches<ForecastBatch> train =
        Batches.shuffled(
            inputs.dataset(trainOrigins, "train rows of " + file), how.batch(), options.seed());
    Batches<ForecastBatch> validation =
        Batches.inOrder(
            inputs.dataset(validationOrigins, "validation rows of " + file), VALIDATION_BATCH);
    int epochs = how.epochsFor(trainOrigins.length);
    TrainerConfig config =
        TrainerConfig.defaults()
            .withEpochs(epochs)
            .withSeed(options.seed())
            .withClipping(Clipping.byNorm(CLIP_NORM))
            .withSchedule(new WarmUp(WARM_UP, new CosineDecay(epochs)))
            .withPatience(how.patience())
            .withAverageDecay(AVERAGE_DECAY);
    Trainer<ForecastBatch> trainer =
        new Trainer<>(
            new ForecastObjective(network, how.loss()),
            new AdamW(how.learningRate(), WEIGHT_DECAY),
            config,
            engine);
    listener.planned(plan, network.parameterCount(), trainer::requestStop);
    double anchorLoss = trainer.evaluate(validation);
    listener.starting(anchorLoss);
    TrainingResult result;
    if (options.resume() && checkpoints != null) {
      checkpoints.load().ifPresent(listener::resuming);
      result = trainer.resume(train, validation, listener, checkpoints);
    } else {
      result = trainer.fit(train, validation, listener, checkpoints);
    }
    return result.reason() == TrainingResult.Reason.STOP_REQUESTED
            || result.bestLoss().orElse(Double.POSITIVE_INFINITY) < anchorLoss
        ? result
        : keepAnchor(result, anchorLoss);
  }

  private TrainingResult keepAnchor(TrainingResult result, double loss) {
    network.forecastAnchor();
    return new TrainingResult(
        result.reason(),
        result.history(),
        OptionalInt.of(0),
        OptionalDouble.of(loss),
        result.steps());
  }

  private ForecastStamp stamp(TrainingResult training, GateResult gate, double seconds) {
    TimeTable table = plan.table();
    Split split = plan.windows().split();
    return new ForecastStamp(
        table.file(),
        table.fingerprint(),
        ForecastPipeline.fingerprint(table, options.targets(), split.train() + split.validation()),
        table.rows(),
        split.train(),
        split.validation(),
        split.test(),
        options.network(),
        options.training(),
        options.seed(),
        training.bestEpoch().orElse(training.history().size()),
        training.history().size(),
        engine.kernels().name(),
        engine.workers().threads(),
        seconds,
        gate.network().metrics().mae(),
        gate.best(),
        gate.bestBaseline().metrics().mae(),
        gate.verdict().sentence(),
        Optional.ofNullable(ForecastTraining.class.getPackage().getImplementationVersion())
            .orElse("development"),
        Runtime.version().toString());
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) * 1e-9;
  }
}
