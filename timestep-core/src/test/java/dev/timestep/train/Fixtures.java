package dev.timestep.train;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.SequenceDataset;
import dev.timestep.data.TensorDataset;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/** Small things to train, for the tests of the trainer. */
final class Fixtures {
  private Fixtures() {}

  /** Copies of a module's weights. */
  static SequencedMap<String, Tensor> weights(Module module) {
    SequencedMap<String, Tensor> copies = new LinkedHashMap<>();
    module.parameters().forEach((name, p) -> copies.put(name, p.value().copy()));
    return copies;
  }

  /** One number w, pulled towards each number of the batch: the mean of (w − x)². */
  static final class Pull implements Objective<Tensor> {
    final Parameter w;

    Pull(float start) {
      w = new Parameter(Tensor.vector(start));
    }

    float value() {
      return w.value().data()[0];
    }

    @Override
    public SequencedMap<String, Parameter> parameters() {
      SequencedMap<String, Parameter> all = new LinkedHashMap<>();
      all.put("w", w);
      return all;
    }

    @Override
    public Variable loss(Tape tape, Tensor batch) {
      return tape.parameter(w).subtract(tape.constant(batch)).square().mean();
    }

    @Override
    public int examples(Tensor batch) {
      return batch.data().length;
    }

    @Override
    public Optional<String> findNonFinite(Tensor batch) {
      for (float number : batch.data()) {
        if (!Float.isFinite(number)) {
          return Optional.of("the pull (" + number + ")");
        }
      }
      return Optional.empty();
    }
  }

  static Batches<Tensor> pulls(float... targets) {
    List<Tensor> batches = new ArrayList<>();
    for (float target : targets) {
      batches.add(Tensor.vector(target));
    }
    return Batches.of(batches);
  }

  /** An LSTM with dropout that predicts one number. */
  static Sequential forecaster() {
    return Sequential.of(2, 5, Layers.lstm(6).layers(2).dropout(0.3), Layers.dense(1));
  }

  static Supervised forecast(Sequential model) {
    return new Supervised(model, Losses.mse());
  }

  /** Sums of random walks: {@code n} sequences of 7 steps with 2 features. */
  static TensorDataset walks(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Tensor inputs = Tensor.zeros(n, 7, 2);
    Tensor targets = Tensor.zeros(n, 1);
    for (int example = 0; example < n; example++) {
      float sum = 0;
      for (int step = 0; step < 7; step++) {
        for (int feature = 0; feature < 2; feature++) {
          float value = (float) random.nextGaussian();
          inputs.set(value, example, step, feature);
          sum += value;
        }
      }
      targets.set(sum / 4, example, 0);
    }
    return new TensorDataset(inputs, targets);
  }

  /** Sequences of 1 to 6 numbers; the tag of a step says whether the sum so far is above 0. */
  static SequenceDataset tags(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> targets = new ArrayList<>();
    for (int example = 0; example < n; example++) {
      int length = random.nextInt(1, 7);
      Tensor input = Tensor.zeros(length, 1);
      Tensor target = Tensor.zeros(length);
      float sum = 0;
      for (int step = 0; step < length; step++) {
        float value = (float) random.nextGaussian();
        sum += value;
        input.set(value, step, 0);
        target.set(sum > 0 ? 1 : 0, step);
      }
      inputs.add(input);
      targets.add(target);
    }
    return SequenceDataset.tagged(inputs, targets);
  }

  static Supervised tagger() {
    return new Supervised(
        Sequential.of(1, 3, Layers.gru(8).sequences(), Layers.dense(2)),
        Losses.softmaxCrossEntropy());
  }

  static Batches<Batch> shuffled(TensorDataset data) {
    return Batches.shuffled(data, 8, 77);
  }
}
