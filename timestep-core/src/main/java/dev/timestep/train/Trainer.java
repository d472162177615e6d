package dev.timestep.train;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.data.Batches;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.TrainingState.Counters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Trains the parameters of an objective by gradient descent.
 *
 * <p>{@link #step} does all of it: forward, backward, clipping, update. {@link #fit} calls it for
 * every batch of every epoch and adds validation, early stopping, checkpoints and events; another
 * loop can be written around {@link #step}.
 *
 * <p>Training gives the same bits for any number of threads, and for a run that was resumed from a
 * checkpoint. A trainer belongs to one thread; only {@link #requestStop()} may come from another.
 *
 * @param <B> the batch
 */
public final class Trainer<B> {
  private final Objective<B> objective;
  private final TrainerConfig config;
  private final Engine engine;
  private final SequencedMap<String, Parameter> parameters;
  private final ParameterChunks chunks;
  private final BufferBackup buffers;
  private final OptimizerState optimizer;
  private final @Nullable WeightAverage average;
  private final WeightRules rules;
  private final Tape tape;
  private final Tape inference;
  private volatile boolean stopRequested;
  private long steps;

  /** Whether all that the loss reads was found among the parameters. */
  private boolean listed;

  private NormHistory norms = NormHistory.NONE;

  /** A trainer on the standard engine. */
  public Trainer(Objective<B> objective, Optimizer optimizer, TrainerConfig config) {
    this(objective, optimizer, config, Engine.standard());
  }

  /** A trainer on a given engine. */
  public Trainer(Objective<B> objective, Optimizer optimizer, TrainerConfig config, Engine engine) {
    this.objective = objective;
    this.config = config;
    this.engine = engine;
    this.parameters = ParameterChunks.distinct(objective);
    this.chunks = new ParameterChunks(parameters);
    this.buffers = new BufferBackup(parameters.values());
    this.optimizer = new OptimizerState(optimizer, objective);
    this.average =
        config.averageDecay() == 0 ? null : new WeightAverage(config.averageDecay(), objective);
    this.rules = new WeightRules(config.rules(), parameters, config.seed());
    this.tape = Tape.training(engine, config.seed());
    this.inference = Tape.inference(engine);
  }

  public TrainerConfig config() {
    return config;
  }

  public Objective<B> objective() {
    return objective;
  }

  /** Steps done so far. */
  public long steps() {
    return steps;
  }

  // ---------------------------------------------------------------- the step

  /**
   * One training step at the optimizer's learning rate: forward, backward, clipping, update.
   *
   * @throws NonFiniteLossException when loss or gradient become NaN or infinite; weights, buffers
   *     and what the objective carries are then as before, as after any other exception
   */
  public StepResult step(B batch) {
    var progress = new Schedule.Progress(steps, Integer.MAX_VALUE);
    double factor = config.schedule().factor(progress, Schedule.Memory.start());
    return step(batch, optimizer.optimizer().learningRate() * factor);
  }

  /** One training step at this learning rate, whatever the schedule says. */
  public StepResult step(B batch, double learningRate) {
    return step(batch, learningRate, 0, 0, new MeanLoss());
  }

  /** The same as a step of an epoch, to whose mean loss it adds that of the batch. */
  StepResult step(B batch, double learningRate, int epoch, int index, MeanLoss mean) {
    long start = System.nanoTime();
    SequencedMap<String, Tensor> carried = objective.carried();
    buffers.save();
    BatchLoss loss;
    double norm;
    try {
      loss = backward(batch, learningRate, epoch, index);
      norm = chunks.gradientNorm(engine);
      if (!Double.isFinite(norm)) {
        throw diagnosis(learningRate, epoch, index)
            .explain(
                "The gradient's norm",
                norm,
                evidence(batch, tape, NonFiniteDiagnosis.firstBadGradient(parameters)));
      }
      checkSquares(batch, norm, learningRate, epoch, index);
    } catch (RuntimeException | OutOfMemoryError refused) {
      buffers.restore();
      objective.restore(carried);
      throw refused;
    }
    float factor = clippingFactor(norm);
    boolean clipped = factor != 1 || cut();
    update(learningRate, factor);
    norms = norms.with(steps, norm);
    steps++;
    mean.add(loss.parts());
    return new StepResult(
        loss.total(),
        norm,
        clipped,
        learningRate,
        objective.examples(batch),
        (System.nanoTime() - start) * 1e-9);
  }

  private void update(double learningRate, float factor) {
    ParameterChunks.Work averaging =
        average == null ? OptimizerState.NOTHING : average.nextUpdate();
    boolean constrained = rules.constrains();
    optimizer.apply(
        engine,
        learningRate,
        factor,
        rules.before(steps, learningRate),
        constrained ? OptimizerState.NOTHING : averaging);
    if (constrained) {
      rules.afterUpdate(engine);
      chunks.forTrained(engine, averaging);
    }
  }

  /** What clipping by norm multiplies gradients of this norm by. */
  private float clippingFactor(double norm) {
    return config.clipping() instanceof Clipping.ByNorm(double limit) && norm > limit
        ? (float) (limit / norm)
        : 1;
  }

  /** Clipping by value; whether any number was changed. */
  private boolean cut() {
    return config.clipping() instanceof Clipping.ByValue(double limit)
        && chunks.cut(engine, (float) limit);
  }

  /** Refuses a gradient whose square would overflow, after which a weight never moves again. */
  private void checkSquares(B batch, double norm, double learningRate, int epoch, int index) {
    double largest = optimizer.optimizer().largestGradient();
    double applied =
        config.clipping() instanceof Clipping.ByValue(double limit)
            ? Math.min(norm, limit)
            : norm * clippingFactor(norm);
    if (applied > largest) {
      throw diagnosis(learningRate, epoch, index)
          .tooLarge(norm, largest, evidence(batch, tape, Optional.empty()));
    }
  }

  private NonFiniteDiagnosis.Evidence evidence(B batch, Tape used, Optional<String> badPlace) {
    return new NonFiniteDiagnosis.Evidence(
        objective.findNonFinite(batch), parameters, badPlace, used.largestConstant());
  }

  /** The result of validation of a batch. */
  NonFiniteDiagnosis.Evidence evidence(B batch) {
    return evidence(batch, inference, Optional.empty());
  }

  private NonFiniteDiagnosis diagnosis(double learningRate, int epoch, int index) {
    return new NonFiniteDiagnosis(epoch, index, steps, learningRate, config.clipping(), norms);
  }

  /** The loss that a step learns from, and the parts of which it is the sum. */
  private record BatchLoss(double total, List<MeanLoss.Part> parts) {}

  /** Loss of a batch, with its gradients in the parameters. */
  private BatchLoss backward(B batch, double learningRate, int epoch, int index) {
    chunks.clearGradients(engine);
    tape.reset(steps);
    List<Objective.Term> terms = objective.terms(tape, batch);
    Variable penalized = tape.withPenalties(Objective.Term.sum(terms));
    Variable loss = rules.penalized(tape, penalized);
    float value = loss.data()[0];
    if (!Float.isFinite(value)) {
      throw diagnosis(learningRate, epoch, index)
          .explain("The loss", value, evidence(batch, tape, tape.firstNonFinite()));
    }
    checkListed();
    if (!loss.requiresGradient()) {
      throw nothingToTrain();
    }
    tape.backward(loss);
    return new BatchLoss(value, parts(batch, terms, value - (double) penalized.data()[0]));
  }

  private List<MeanLoss.Part> parts(B batch, List<Objective.Term> terms, double ofWeights) {
    List<MeanLoss.Part> parts = MeanLoss.Part.of(terms);
    List<Tape.Penalty> penalties = tape.penalties();
    for (int at = 0; at < penalties.size(); at++) {
      Tape.Penalty penalty = penalties.get(at);
      parts.add(new MeanLoss.Part(penalty.value().data()[0], penalty.weight()));
    }
    if (rules.penalizes()) {
      parts.add(new MeanLoss.Part(ofWeights, objective.examples(batch)));
    }
    return parts;
  }

  /** Refuses, in the first step, weights that would be left as they are. */
  private void checkListed() {
    if (!listed) {
      UnlistedParameters.check(objective, tape.usedParameters());
      listed = true;
    }
  }

  private IllegalStateException nothingToTrain() {
    long frozen = parameters.values().stream().filter(Parameter::frozen).count();
    return new IllegalStateException(
        "Trainer expects a loss that depends on a weight which is not frozen; "
            + frozen
            + " of the "
            + parameters.size()
            + " tensors of the model are frozen, "
            + parameters.keySet().stream().limit(5).toList()
            + (parameters.size() > 5 ? " and others" : "")
            + ". Call freeze(false) on those to train:"
            + " model.parameters().get(name).freeze(false).");
  }

  // ---------------------------------------------------------------- the loop

  /** {@link #fit(Batches, Batches, TrainingListener, CheckpointStore)} without the last two. */
  public TrainingResult fit(Batches<B> train, @Nullable Batches<B> validation) {
    return fit(train, validation, TrainingListener.NONE, null);
  }

  /**
   * {@link #fit(Batches, Batches, TrainingListener, CheckpointStore)} without checkpoints, for
   * example with {@link TrainingListener#printing}.
   */
  public TrainingResult fit(
      Batches<B> train, @Nullable Batches<B> validation, TrainingListener listener) {
    return fit(train, validation, listener, null);
  }

  /**
   * Trains for the epochs of the config, or until validation or {@link #requestStop()} ends it.
   *
   * <p>With validation data the model has the best weights afterwards, by the config's {@link
   * Goal}; without, the last (or their average, if the config asks for one).
   *
   * @param train the training batches
   * @param validation measured after each epoch; needed for early stopping and for metrics
   * @param listener follows the run
   * @param checkpoints where to leave the state of the run; null for nowhere
   * @throws NonFiniteLossException when a loss becomes NaN or infinite; the last checkpoint is not
   *     touched then
   */
  public TrainingResult fit(
      Batches<B> train,
      @Nullable Batches<B> validation,
      TrainingListener listener,
      @Nullable CheckpointStore checkpoints) {
    return new FitLoop<>(this, train, validation, listener, checkpoints).run();
  }

  /**
   * Goes on from the last checkpoint, to the same bits as a run that was never ended.
   *
   * @throws IllegalStateException when there is no checkpoint
   * @throws CheckpointMismatchException when the settings are not those of the checkpoint
   */
  public TrainingResult resume(
      Batches<B> train,
      @Nullable Batches<B> validation,
      TrainingListener listener,
      CheckpointStore checkpoints) {
    TrainingState state =
        checkpoints
            .load()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "There is no checkpoint to continue from. Start with fit."));
    var loop = new FitLoop<>(this, train, validation, listener, checkpoints);
    loop.restore(state);
    return loop.run();
  }

  /**
   * Asks {@link #fit} to end: it finishes the step, writes a checkpoint and returns. An interrupt
   * of the training thread does the same, and the thread stays interrupted.
   */
  public void requestStop() {
    stopRequested = true;
  }

  boolean stopRequested() {
    return stopRequested;
  }

  void clearStopRequest() {
    stopRequested = false;
  }

  // ---------------------------------------------------------------- looking

  /**
   * The mean loss over all batches with the model's weights as they are, dropout off: over real
   * time steps or over examples, as the loss is a mean, however the batches were cut.
   */
  public double evaluate(Batches<B> batches) {
    MeanLoss mean = new MeanLoss();
    for (int index = 0; index < batches.count(); index++) {
      evaluate(batches.get(0, index), mean, List.of());
    }
    return mean.value();
  }

  /**
   * The loss of a batch, dropout off, which is added to {@code mean}, and its predictions to the
   * metrics.
   */
  double evaluate(B batch, MeanLoss mean, List<Metric> metrics) {
    inference.reset(0);
    List<MeanLoss.Part> parts = MeanLoss.Part.of(objective.terms(inference, batch, metrics));
    mean.add(parts);
    return parts.stream().mapToDouble(MeanLoss.Part::loss).sum();
  }

  /**
   * How large the gradients of one batch are, by parameter and by time step. Nothing is updated.
   *
   * @throws NonFiniteLossException when the loss is NaN or infinite
   */
  public GradientReport gradientReport(B batch) {
    List<GradientReport.LayerFlow> layers = new ArrayList<>();
    SequencedMap<String, Tensor> carried = objective.carried();
    buffers.save();
    tape.probe(
        (place, norms) ->
            layers.add(new GradientReport.LayerFlow(place, Arrays.stream(norms).boxed().toList())));
    try {
      double loss = backward(batch, Double.NaN, 0, 0).total();
      List<GradientReport.ParameterNorm> norms = new ArrayList<>();
      parameters.forEach(
          (name, p) ->
              norms.add(
                  new GradientReport.ParameterNorm(
                      name, norm(p.pagedGradient()), norm(p.value().data()))));
      return new GradientReport(loss, chunks.gradientNorm(engine), norms, layers);
    } finally {
      tape.probe(null);
      buffers.restore();
      objective.restore(carried);
      chunks.clearGradients(engine);
    }
  }

  private double norm(float[] numbers) {
    return Math.sqrt(engine.kernels().reductions().sumOfSquares(numbers.length, numbers, 0));
  }

  // ---------------------------------------------------------------- state

  /** Copies of the weights. */
  SequencedMap<String, Tensor> weights() {
    SequencedMap<String, Tensor> copies = new LinkedHashMap<>();
    parameters.forEach((name, parameter) -> copies.put(name, parameter.value().copy()));
    return copies;
  }

  /** The weights to evaluate and to return: their average if the config asks for one. */
  Optional<SequencedMap<String, Tensor>> averagedWeights() {
    return Optional.ofNullable(average).map(WeightAverage::tensors);
  }

  void assign(Map<String, Tensor> weights) {
    parameters.forEach(
        (name, parameter) -> {
          Tensor value = weights.get(name);
          if (value == null) {
            throw new IllegalArgumentException(
                "The checkpoint has no weights " + name + ". It is damaged.");
          }
          parameter.assign(value);
        });
  }

  double baseRate() {
    return optimizer.optimizer().learningRate();
  }

  Engine engine() {
    return engine;
  }

  Map<String, Parameter> parameters() {
    return parameters;
  }

  OptimizerState optimizer() {
    return optimizer;
  }

  /** The settings on which the bits of a run depend, apart from the data. */
  SequencedMap<String, String> settings() {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("optimizer", optimizer.optimizer().toString());
    settings.put("schedule", config.schedule().toString());
    settings.put("clipping", config.clipping().toString());
    settings.put("seed", Long.toString(config.seed()));
    settings.put("patience", Integer.toString(config.patience()));
    settings.put("minimum gain", Double.toString(config.minimumGain()));
    settings.put("average decay", Double.toString(config.averageDecay()));
    if (!config.rules().isEmpty()) {
      settings.put("rules", config.rules().toString());
    }
    if (!config.goal().isLoss()) {
      settings.put("goal", config.goal().toString());
    }
    settings.put("model", objective.describe());
    parameters.forEach(
        (name, parameter) -> settings.put("parameter " + name, parameter.toString()));
    return settings;
  }

  long averageUpdates() {
    return average == null ? 0 : average.updates();
  }

  /** Takes up weights, memory and counts of a state. */
  void restore(TrainingState state) {
    Counters counters = state.counters();
    assign(state.under(TrainingState.WEIGHTS));
    optimizer.restore(state.under(TrainingState.OPTIMIZER), counters.optimizerSteps());
    if (average != null) {
      average.restore(state.under(TrainingState.AVERAGE), counters.averageUpdates());
    }
    objective.restore(state.under(TrainingState.CARRIED));
    steps = counters.steps();
    norms = NormHistory.NONE;
  }
}
