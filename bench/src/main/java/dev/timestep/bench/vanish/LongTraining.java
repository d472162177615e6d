package dev.timestep.bench.vanish;

import dev.timestep.bench.Clock;
import dev.timestep.data.Batch;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Adam;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * A network in training on sequences of one length, with a loss on the last step only. It is to be
 * run on one thread, whose processor time counts.
 */
final class LongTraining {
  private static final int BATCH = 32;

  /** So small that the weights, and with them how fast gradients vanish, stay as they are. */
  private static final double RATE = 1e-7;

  private final Sequential model;
  private final Batch batch;
  private final Trainer<Batch> trainer;

  LongTraining(VanishCase test, int time, Engine engine) {
    SplittableRandom random = new SplittableRandom(1);
    Tensor inputs = Tensor.zeros(BATCH, time, VanishCase.FEATURES);
    for (int at = 0; at < inputs.data().length; at++) {
      inputs.data()[at] = (float) random.nextGaussian() * 0.5f;
    }
    model = Sequential.of(VanishCase.FEATURES, 42, test.layers());
    batch = new Batch(inputs, null, Tensor.zeros(BATCH, 1));
    trainer =
        new Trainer<>(
            new Supervised(model, Losses.mse()), new Adam(RATE), TrainerConfig.defaults(), engine);
  }

  /**
   * Checks one step against that of other kernels: no gradient of a weight is subnormal, and the
   * gradients agree within a thousandth of a tensor's largest.
   *
   * @throws IllegalStateException where that is not so
   */
  void verify(LongTraining other) {
    trainer.step(batch);
    other.trainer.step(other.batch);
    model
        .parameters()
        .forEach(
            (name, parameter) ->
                verify(
                    name,
                    parameter.gradient(),
                    Objects.requireNonNull(other.model.parameters().get(name)).gradient()));
  }

  private static void verify(String name, float[] received, float[] expected) {
    float largest = 0;
    for (float g : expected) {
      largest = Math.max(largest, Math.abs(g));
    }
    for (int at = 0; at < received.length; at++) {
      float g = received[at];
      boolean subnormal = g != 0 && Math.abs(g) < Float.MIN_NORMAL;
      if (subnormal || !(Math.abs(g - expected[at]) <= 1e-3 * largest)) {
        throw new IllegalStateException(
            "The gradient of %s at %d is %s; other kernels have %s."
                .formatted(name, at, g, expected[at]));
      }
    }
  }

  /** Trains for some milliseconds, at least a step, and returns those of a step. */
  double run(int milliseconds) {
    int steps = 0;
    long start = Clock.now();
    long end = start + milliseconds * 1_000_000L;
    long now;
    do {
      trainer.step(batch);
      steps++;
      now = Clock.now();
    } while (now < end);
    return (now - start) / 1e6 / steps;
  }
}
