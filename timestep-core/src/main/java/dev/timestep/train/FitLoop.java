package dev.timestep.train;

import dev.timestep.data.Batches;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.TrainingResult.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@link Trainer#fit}: its position between steps, and how it progresses.
 *
 * <p>All that decides what comes next is in {@link #state()}, between any two steps; nothing else
 * is carried over.
 */
final class FitLoop<B> {
  private static final System.Logger LOG = System.getLogger(FitLoop.class.getName());

  private final Trainer<B> trainer;
  private final TrainerConfig config;
  private final Batches<B> train;
  private final @Nullable Batches<B> validation;
  private final TrainingListener listener;
  private final @Nullable CheckpointStore checkpoints;
  private final int batches;

  private final List<EpochResult> history = new ArrayList<>();
  private int epoch;
  private int batch;
  private MeanLoss loss = new MeanLoss();
  private long examples;
  private double learningRate;
  private double seconds;
  private int bestEpoch;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int epochsWithoutGain;
  private Schedule.Memory schedule = Schedule.Memory.start();
  private SequencedMap<String, Tensor> bestWeights = new LinkedHashMap<>();

  private boolean interrupted;
  private long lastCheckpoint = System.nanoTime();

  FitLoop(
      Trainer<B> trainer,
      Batches<B> train,
      @Nullable Batches<B> validation,
      TrainingListener listener,
      @Nullable CheckpointStore checkpoints) {
    this.trainer = trainer;
    this.config = trainer.config();
    this.train = train;
    this.validation = validation;
    this.listener = listener;
    this.checkpoints = checkpoints;
    this.batches = train.count();
    if (batches == 0) {
      throw new IllegalArgumentException("Trainer.fit expects training batches; received none.");
    }
    Measures.check(config, validation != null);
    if (config.patience() > 0 && validation == null) {
      throw new IllegalArgumentException(
          "Trainer.fit expects validation batches to stop early (patience "
              + config.patience()
              + "); received none. Hold some data back, or set patience to 0.");
    }
  }

  TrainingResult run() {
    trainer.clearStopRequest();
    tryMetrics();
    try {
      Reason reason = epochs();
      returnedWeights().ifPresent(trainer::assign);
      TrainingResult result =
          new TrainingResult(
              reason,
              history,
              bestEpoch == 0 ? OptionalInt.empty() : OptionalInt.of(bestEpoch),
              bestEpoch == 0 ? OptionalDouble.empty() : OptionalDouble.of(bestLoss),
              trainer.steps());
      listener.trainingEnded(result);
      return result;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Metrics that do not fit the targets are better refused before an epoch than after it. */
  private void tryMetrics() {
    if (validation != null && validation.count() > 0 && !config.metrics().isEmpty()) {
      trainer.evaluate(validation.get(0, 0), new MeanLoss(), Measures.fresh(config.metrics()));
    }
  }

  private Reason epochs() {
    while (epoch < config.epochs()) {
      if (config.patience() > 0 && epochsWithoutGain >= config.patience()) {
        return Reason.STOPPED_EARLY;
      }
      while (batch < batches) {
        oneStep();
        if (mustStop()) {
          checkpoint();
          return Reason.STOP_REQUESTED;
        }
        if (batch < batches && checkpointDue()) {
          checkpoint();
        }
      }
      List<Metric> metrics = Measures.fresh(config.metrics());
      OptionalDouble validationLoss = validate(metrics);
      if (validationLoss.isEmpty() && validation != null) {
        checkpoint();
        return Reason.STOP_REQUESTED;
      }
      endEpoch(validationLoss, Measures.values(metrics));
      checkpoint();
    }
    return Reason.EPOCHS_DONE;
  }

  // ---------------------------------------------------------------- a step, an epoch

  private void oneStep() {
    long start = System.nanoTime();
    var progress = new Schedule.Progress((long) epoch * batches + batch, batches);
    learningRate = trainer.baseRate() * config.schedule().factor(progress, schedule);
    StepResult result =
        trainer.step(train.get(epoch, batch), learningRate, epoch + 1, batch + 1, loss);
    examples += result.examples();
    batch++;
    seconds += (System.nanoTime() - start) * 1e-9;
    listener.stepEnded(
        new StepEvent(
            epoch + 1, config.epochs(), batch, batches, result, loss.value(), examples / seconds));
  }

  /** The validation loss; empty without validation data, or when a stop was requested meanwhile. */
  private OptionalDouble validate(List<Metric> metrics) {
    if (validation == null) {
      return OptionalDouble.empty();
    }
    Optional<SequencedMap<String, Tensor>> averaged = trainer.averagedWeights();
    SequencedMap<String, Tensor> own = averaged.isPresent() ? trainer.weights() : null;
    averaged.ifPresent(trainer::assign);
    try {
      return validate(validation, metrics);
    } finally {
      if (own != null) {
        trainer.assign(own);
      }
    }
  }

  private OptionalDouble validate(Batches<B> held, List<Metric> metrics) {
    MeanLoss mean = new MeanLoss();
    for (int index = 0; index < held.count(); index++) {
      B part = held.get(0, index);
      double value = trainer.evaluate(part, mean, metrics);
      if (!Double.isFinite(value)) {
        var context =
            new NonFiniteDiagnosis(
                epoch + 1, 0, trainer.steps(), learningRate, config.clipping(), NormHistory.NONE);
        throw context.explain(
            "The loss of validation batch " + (index + 1), value, trainer.evidence(part));
      }
      if (mustStop()) {
        return OptionalDouble.empty();
      }
    }
    return OptionalDouble.of(mean.value());
  }

  private void endEpoch(OptionalDouble validationLoss, SequencedMap<String, Double> metrics) {
    double trainLoss = loss.value();
    var measured =
        new EpochResult(
            epoch + 1, trainLoss, validationLoss, learningRate, false, seconds, metrics);
    boolean best = validationLoss.isPresent() && isBest(measured);
    epochsWithoutGain++;
    if (best) {
      bestLoss = validationLoss.getAsDouble();
      bestEpoch = epoch + 1;
      epochsWithoutGain = 0;
      bestWeights = trainer.averagedWeights().orElseGet(trainer::weights);
    }
    schedule = config.schedule().afterEpoch(schedule, validationLoss.orElse(trainLoss));
    EpochResult result =
        new EpochResult(epoch + 1, trainLoss, validationLoss, learningRate, best, seconds, metrics);
    history.add(result);
    epoch++;
    batch = 0;
    loss = new MeanLoss();
    examples = 0;
    seconds = 0;
    listener.epochEnded(result);
  }

  /** Whether an epoch is better than the best so far, which the history holds with every bit. */
  private boolean isBest(EpochResult measured) {
    Goal goal = config.goal();
    double value = goal.of(measured);
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException(
          "Trainer.fit expects a number for its goal ("
              + goal
              + ") after each epoch; received NaN after epoch "
              + measured.epoch()
              + ". Check that the validation data have what the metric counts.");
    }
    double before = bestEpoch == 0 ? goal.worst() : goal.of(history.get(bestEpoch - 1));
    return goal.better(value, before, config.minimumGain());
  }

  private Optional<SequencedMap<String, Tensor>> returnedWeights() {
    return bestEpoch > 0 ? Optional.of(bestWeights) : trainer.averagedWeights();
  }

  // ---------------------------------------------------------------- stopping and checkpoints

  /**
   * An interrupt is taken off the thread until the end, because files cannot be written while it is
   * pending.
   */
  private boolean mustStop() {
    interrupted |= Thread.interrupted();
    return interrupted || trainer.stopRequested();
  }

  private boolean checkpointDue() {
    return checkpoints != null
        && (System.nanoTime() - lastCheckpoint) * 1e-9 >= config.checkpointSeconds();
  }

  private void checkpoint() {
    if (checkpoints == null) {
      return;
    }
    TrainingState state = state();
    checkpoints.save(state);
    lastCheckpoint = System.nanoTime();
    listener.checkpointWritten(state);
  }

  private TrainingState state() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    trainer.weights().forEach((name, t) -> tensors.put(TrainingState.WEIGHTS + name, t));
    bestWeights.forEach((name, t) -> tensors.put(TrainingState.BEST + name, t));
    trainer
        .averagedWeights()
        .ifPresent(all -> all.forEach((name, t) -> tensors.put(TrainingState.AVERAGE + name, t)));
    trainer
        .optimizer()
        .tensors()
        .forEach((name, t) -> tensors.put(TrainingState.OPTIMIZER + name, t));
    trainer
        .objective()
        .carried()
        .forEach((name, t) -> tensors.put(TrainingState.CARRIED + name, t));
    var counters =
        new TrainingState.Counters(
            trainer.steps(),
            trainer.optimizer().steps(),
            trainer.averageUpdates(),
            epoch,
            batch,
            loss.sums(),
            examples,
            learningRate,
            seconds,
            bestEpoch,
            bestLoss,
            epochsWithoutGain,
            schedule,
            trainer.engine().kernels().name());
    return new TrainingState(settings(), counters, history, tensors);
  }

  private SequencedMap<String, String> settings() {
    SequencedMap<String, String> settings = trainer.settings();
    settings.put("training data", train.describe());
    settings.put("validation data", validation == null ? "none" : validation.describe());
    return settings;
  }

  /** Takes up where {@code state} was made. */
  void restore(TrainingState state) {
    List<String> differences = state.differences(settings());
    if (!differences.isEmpty()) {
      throw new CheckpointMismatchException(differences);
    }
    TrainingState.Counters counters = state.counters();
    String kernels = trainer.engine().kernels().name();
    if (!counters.kernels().equals(kernels)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The checkpoint was computed with the kernels {0}, and training continues with {1}: the"
              + " result will not have the same bits.",
          counters.kernels(),
          kernels);
    }
    trainer.restore(state);
    history.clear();
    history.addAll(state.history());
    epoch = counters.epoch();
    batch = counters.batch();
    loss = new MeanLoss(counters.losses());
    examples = counters.examples();
    learningRate = counters.learningRate();
    seconds = counters.seconds();
    bestEpoch = counters.bestEpoch();
    bestLoss = counters.bestLoss();
    epochsWithoutGain = counters.epochsWithoutGain();
    schedule = counters.schedule();
    bestWeights = state.under(TrainingState.BEST);
  }
}
