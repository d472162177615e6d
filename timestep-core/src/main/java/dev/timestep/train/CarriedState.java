package dev.timestep.train;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.RowOps;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.data.Batch;
import dev.timestep.data.StreamBatch;
import dev.timestep.nn.Loss;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.Signal;
import dev.timestep.nn.Streaming;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Truncated backpropagation through time (Williams and Peng 1990): a long sequence is learned
 * window by window, the state carried from one to the next, the gradient not. Keras' {@code
 * stateful=True}, PyTorch's {@code state.detach()}.
 *
 * <p>Where a row begins a new sequence it starts from the model's own initial state. The model must
 * be causal and answer every step. What is carried is that of the training batches; evaluation has
 * a state of its own. A checkpoint holds it, so that a resumed run gets the same bits.
 *
 * <pre>{@code
 * var model = Sequential.of(1, 42, Layers.lstm(64).sequences(), Layers.dense(1));
 * var trainer = new Trainer<>(
 *     new CarriedState(model, Losses.mse()), new Adam(1e-3), TrainerConfig.defaults());
 * trainer.fit(StreamBatches.of(inputs, targets, null, 50), null);
 * }</pre>
 */
public final class CarriedState implements Objective<StreamBatch> {
  private final Sequential model;
  private final Loss loss;
  private final Streaming streaming;
  private final SequencedMap<String, Tensor> training = new LinkedHashMap<>();
  private final SequencedMap<String, Tensor> evaluation = new LinkedHashMap<>();

  /**
   * An objective.
   *
   * @param model a causal network that answers every step
   * @param loss between its output and the targets
   * @throws IllegalArgumentException when a layer of the model looks ahead
   */
  public CarriedState(Sequential model, Loss loss) {
    this.model = model;
    this.loss = loss;
    this.streaming = model.streaming();
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return model.parameters();
  }

  @Override
  public Variable loss(Tape tape, StreamBatch window) {
    return term(tape, window, List.of()).loss();
  }

  /** Weighs by what the {@link Loss} is the mean of: real steps. */
  @Override
  public List<Term> terms(Tape tape, StreamBatch window) {
    return terms(tape, window, List.of());
  }

  @Override
  public List<Term> terms(Tape tape, StreamBatch window, List<Metric> metrics) {
    return List.of(term(tape, window, metrics));
  }

  private Term term(Tape tape, StreamBatch window, List<Metric> metrics) {
    Tensor inputs = window.batch().inputs();
    Signal input = Signal.ofSequences(tape, model, inputs, window.batch().lengths());
    SequencedMap<String, Tensor> carried = tape.isTraining() ? training : evaluation;
    Streaming.Streamed run = streaming.run(tape, input, start(tape, window, carried));
    carried.clear();
    run.state().forEach((name, part) -> carried.put(name, part.value()));
    if (!run.output().isSequence()) {
      throw new IllegalArgumentException(
          "CarriedState expects a model that answers every step; received "
              + model
              + ". Let its recurrent layers return sequences.");
    }
    Batch batch = window.batch();
    Term term =
        LossTerm.of(tape, loss, "The model", run.output(), batch.targets(), batch.sampleWeights());
    Metric.addAll(metrics, run.output(), batch.targets());
    return term;
  }

  private SequencedMap<String, Variable> start(
      Tape tape, StreamBatch window, Map<String, Tensor> carried) {
    SequencedMap<String, Variable> start = streaming.initialState(tape, window.batch().size());
    boolean[] begins = window.begins();
    start.replaceAll(
        (name, own) -> {
          Tensor before = carried.get(name);
          if (before == null || !before.shape().equals(own.shape())) {
            check(begins, name);
            return own;
          }
          return RowOps.select(begins, own, tape.constant(before));
        });
    return start;
  }

  private static void check(boolean[] begins, String name) {
    for (int row = 0; row < begins.length; row++) {
      if (!begins[row]) {
        throw new IllegalArgumentException(
            "CarriedState expects a state "
                + name
                + " from the batch before for row "
                + row
                + ", which goes on; there is none of as many rows. Pass the batches in their order,"
                + " and mark all rows of the first batch as starting.");
      }
    }
  }

  @Override
  public int examples(StreamBatch window) {
    return window.batch().size();
  }

  @Override
  public Optional<String> findNonFinite(StreamBatch window) {
    return window.batch().firstNonFinite();
  }

  @Override
  public String describe() {
    return loss.describe().isEmpty()
        ? model.configs().toString()
        : model.configs() + ", " + loss.describe();
  }

  @Override
  public SequencedMap<String, Tensor> carried() {
    return new LinkedHashMap<>(training);
  }

  @Override
  public void restore(Map<String, Tensor> carried) {
    training.clear();
    training.putAll(carried);
  }
}
