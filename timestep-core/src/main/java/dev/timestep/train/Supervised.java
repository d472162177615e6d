package dev.timestep.train;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layer;
import dev.timestep.nn.Loss;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.Signal;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Learning from examples: a model, and a loss between its output and the targets of a {@link
 * Batch}.
 *
 * <p>Where the model returns a value per step, targets are read as one per step, and padding does
 * not count; where it returns one value per sequence, they are one per sequence.
 *
 * <pre>{@code
 * var model = Sequential.of(1, 42, Layers.lstm(32), Layers.dense(1));
 * var trainer = new Trainer<>(
 *     new Supervised(model, Losses.mse()), new Adam(1e-3), TrainerConfig.defaults());
 * trainer.fit(Batches.shuffled(new TensorDataset(inputs, targets), 32, 42), null);
 * }</pre>
 *
 * @param model the network
 * @param loss between its output and the targets
 */
public record Supervised(Layer model, Loss loss) implements Objective<Batch> {

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return model.parameters();
  }

  @Override
  public Variable loss(Tape tape, Batch batch) {
    return term(tape, batch).loss();
  }

  /** Weighs by what the {@link Loss} is the mean of: real steps, or sequences. */
  @Override
  public List<Term> terms(Tape tape, Batch batch) {
    return List.of(term(tape, batch));
  }

  @Override
  public List<Term> terms(Tape tape, Batch batch, List<Metric> metrics) {
    Signal output = run(tape, batch.inputs(), batch.lengths());
    Term term = term(tape, output, batch);
    Metric.addAll(metrics, output, batch.targets());
    return List.of(term);
  }

  private Term term(Tape tape, Batch batch) {
    return term(tape, run(tape, batch.inputs(), batch.lengths()), batch);
  }

  private Term term(Tape tape, Signal output, Batch batch) {
    return LossTerm.of(tape, loss, "The model", output, batch.targets(), batch.sampleWeights());
  }

  @Override
  public int examples(Batch batch) {
    return batch.size();
  }

  @Override
  public Optional<String> findNonFinite(Batch batch) {
    return batch.firstNonFinite();
  }

  @Override
  public String describe() {
    String layers =
        model instanceof Sequential sequential ? sequential.configs().toString() : model.kind();
    return loss.describe().isEmpty() ? layers : layers + ", " + loss.describe();
  }

  /**
   * The model's output for sequences, batch-first.
   *
   * @param inputs {@code [batch, time, features]}, or token ids {@code [batch, time]}
   * @param lengths real steps of each sequence, or null when all are full
   */
  public Tensor predict(Engine engine, Tensor inputs, @Nullable Lengths lengths) {
    return predict(Tape.inference(engine), inputs, lengths);
  }

  /** Adds the model's predictions for all batches to {@code metrics}. */
  public void measure(Engine engine, Batches<Batch> batches, Metric... metrics) {
    Tape tape = Tape.inference(engine);
    for (int index = 0; index < batches.count(); index++) {
      Batch batch = batches.get(0, index);
      tape.reset(0);
      Metric.addAll(List.of(metrics), run(tape, batch.inputs(), batch.lengths()), batch.targets());
    }
  }

  private Tensor predict(Tape tape, Tensor inputs, @Nullable Lengths lengths) {
    return run(tape, inputs, lengths).toBatchFirst();
  }

  private Signal run(Tape tape, Tensor inputs, @Nullable Lengths lengths) {
    return model.forward(tape, Signal.ofSequences(tape, model, inputs, lengths));
  }
}
