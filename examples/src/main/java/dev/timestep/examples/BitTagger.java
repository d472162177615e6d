package dev.timestep.examples;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Metric;
import dev.timestep.train.Metrics;
import dev.timestep.train.Sgd;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Tags each bit of a sequence: does it differ from the bit before? Once with weight tensors and a
 * loop of gradient descent, once with layers and the trainer.
 *
 * <p>No single bit determines its tag, and no weighted sum of two bits does: the network has to
 * remember a bit and to compare.
 *
 * <p>What is different from the published versions:
 *
 * <ul>
 *   <li>There is a score for each step, {@code [time, batch, 2]}, and a tag for each step; a
 *       version that keeps only the last output is not a tagger.
 *   <li>A step's tag reads the hidden state <i>after</i> that step's bit.
 *   <li>Gradients are cleared after each update; otherwise all earlier ones count again.
 *   <li>Weights start at random. If they start at zero, all hidden units stay equal.
 * </ul>
 */
public final class BitTagger {
  private static final int UNITS = 16;
  private static final int STEPS = 1000;
  private static final double RATE = 0.5;

  private BitTagger() {}

  /** Trains by hand from a seed; returns the share of correct tags on new sequences. */
  public static double byHand(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Parameter w = new Parameter(Init.glorotUniform(1, UNITS, random));
    Parameter u = new Parameter(Init.orthogonal(UNITS, UNITS, random));
    Parameter b = new Parameter(Tensor.zeros(UNITS));
    Parameter v = new Parameter(Init.glorotUniform(UNITS, 2, random));
    Parameter c = new Parameter(Tensor.zeros(2));
    List<Parameter> weights = List.of(w, u, b, v, c);

    Batch train = sequences(64, 20, seed);
    Tensor tags = train.targets().swapBatchAndTime();
    Tape tape = Tape.recording(Engine.standard());
    for (int step = 0; step < STEPS; step++) {
      tape.reset(step);
      Variable scores = scores(tape, train.inputs(), weights);
      tape.backward(Losses.softmaxCrossEntropy().apply(scores, tags, null));
      for (Parameter weight : weights) {
        float[] value = weight.value().data();
        for (int at = 0; at < value.length; at++) {
          value[at] -= (float) RATE * weight.gradient()[at];
        }
        weight.changed();
        weight.clearGradient();
      }
    }

    Batch test = sequences(64, 30, seed + 1);
    Tensor scores = scores(Tape.inference(Engine.standard()), test.inputs(), weights).value();
    Metric accuracy = Metrics.accuracy();
    accuracy.add(scores.swapBatchAndTime(), test.targets(), null);
    return accuracy.value();
  }

  /** h_t = tanh(x_t·W + h_{t−1}·U + b), score_t = h_t·V + c: [time, batch, 2]. */
  private static Variable scores(Tape tape, Tensor bits, List<Parameter> weights) {
    Variable w = tape.parameter(weights.get(0));
    Variable u = tape.parameter(weights.get(1));
    Variable b = tape.parameter(weights.get(2));
    Variable v = tape.parameter(weights.get(3));
    Variable c = tape.parameter(weights.get(4));
    Variable x = tape.constant(bits.swapBatchAndTime());
    Variable h = tape.constant(Tensor.zeros(bits.shape().dim(0), UNITS));
    List<Variable> states = new ArrayList<>();
    for (int t = 0; t < bits.shape().dim(1); t++) {
      h = x.at(t).matmul(w).add(h.matmul(u)).add(b).tanh();
      states.add(h);
    }
    return Variable.stack(states).matmul(v).add(c);
  }

  /** The same with the trainer; returns the share of correct tags on new sequences. */
  public static double withTrainer(long seed) {
    Sequential model = Sequential.of(1, seed, Layers.simpleRnn(UNITS).sequences(), Layers.dense(2));
    Supervised task = new Supervised(model, Losses.softmaxCrossEntropy());
    TrainerConfig config = TrainerConfig.defaults().withEpochs(STEPS);
    new Trainer<>(task, new Sgd(RATE), config)
        .fit(Batches.of(List.of(sequences(64, 20, seed))), null);

    Metric accuracy = Metrics.accuracy();
    task.measure(Engine.standard(), Batches.of(List.of(sequences(64, 30, seed + 1))), accuracy);
    return accuracy.value();
  }

  /**
   * Random bits as −1 and 1, and whether each differs from the one before it (a 0 before the
   * first).
   */
  private static Batch sequences(int batch, int time, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Tensor bits = Tensor.zeros(batch, time, 1);
    Tensor tags = Tensor.zeros(batch, time);
    for (int sequence = 0; sequence < batch; sequence++) {
      boolean before = false;
      for (int t = 0; t < time; t++) {
        boolean bit = random.nextBoolean();
        bits.set(bit ? 1f : -1f, sequence, t, 0);
        tags.set(bit != before ? 1f : 0f, sequence, t);
        before = bit;
      }
    }
    return new Batch(bits, null, tags);
  }

  static void main() {
    IO.println("Bits tagged rightly, by hand:          %.1f %%".formatted(100 * byHand(42)));
    IO.println("Bits tagged rightly, with the trainer: %.1f %%".formatted(100 * withTrainer(42)));
  }
}
