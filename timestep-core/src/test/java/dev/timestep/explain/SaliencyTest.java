package dev.timestep.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Activation;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.BatchNormConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SaliencyTest {
  private static final Engine ENGINE = Engine.standard();

  /** Both of the networks that a classifier has: dropout must be off, and batch norm at rest. */
  private static Sequential network() {
    return Sequential.of(
        2,
        7,
        Layers.conv1d(5, 3).same().activation(Activation.TANH),
        BatchNormConfig.torch(),
        Layers.dropout(0.5),
        Layers.gru(4).sequences().bidirectional(),
        Layers.attentionPooling(3),
        Layers.dense(3));
  }

  private static Tensor noise(long seed, int... sizes) {
    SplittableRandom random = new SplittableRandom(seed);
    Tensor noise = Tensor.zeros(sizes);
    for (int at = 0; at < noise.data().length; at++) {
      noise.data()[at] = (float) random.nextGaussian();
    }
    return noise;
  }

  private static double answer(Sequential model, Tensor inputs, Lengths lengths, int b, int c) {
    return model.predict(ENGINE, inputs, lengths).get(b, c);
  }

  @Test
  void aDifferenceQuotientGivesTheSame() {
    Sequential model = network();
    Tensor inputs = noise(1, 2, 6, 2);
    Lengths lengths = Lengths.of(6, 4);
    int[] answers = {2, 0};
    Tensor moved = Saliency.of(model, ENGINE).gradientTimesInput(inputs, lengths, answers);
    float step = 1e-2f;
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < lengths.at(b); t++) {
        for (int f = 0; f < 2; f++) {
          float x = inputs.get(b, t, f);
          Tensor more = inputs.copy();
          more.set(x + step, b, t, f);
          Tensor less = inputs.copy();
          less.set(x - step, b, t, f);
          double slope =
              (answer(model, more, lengths, b, answers[b])
                      - answer(model, less, lengths, b, answers[b]))
                  / (2 * step);
          assertThat((double) moved.get(b, t, f)).isCloseTo(x * slope, within(2e-4));
        }
      }
    }
  }

  @Test
  void aLinearModelIsMovedByWeightTimesValueInDoublePrecision() {
    Sequential model = Sequential.of(2, 3, Layers.averageOverTime(), Layers.dense(2));
    Tensor weight = model.parameters().get("1.dense.kernel").value();
    Tensor inputs = noise(2, 1, 4, 2);
    Tensor moved = Saliency.of(model, ENGINE).gradientTimesInput(inputs, null, 1);
    for (int t = 0; t < 4; t++) {
      for (int f = 0; f < 2; f++) {
        double expected = (double) inputs.get(0, t, f) * weight.get(f, 1) / 4;
        assertThat((double) moved.get(0, t, f)).isCloseTo(expected, within(1e-7));
      }
    }
  }

  @Test
  void whatStandsPastALengthIsExactlyZeroWhateverItIs() {
    Tensor inputs = noise(3, 2, 5, 2);
    inputs.set(Float.NaN, 1, 4, 0);
    inputs.set(Float.POSITIVE_INFINITY, 1, 3, 1);
    Saliency saliency = Saliency.of(network(), ENGINE);
    Tensor moved = saliency.gradientTimesInput(inputs, Lengths.of(5, 3), 0, 1);
    Tensor path = saliency.integratedGradients(4, inputs, Lengths.of(5, 3), 0, 1);
    for (int t = 3; t < 5; t++) {
      for (int f = 0; f < 2; f++) {
        assertThat(moved.get(1, t, f)).isZero();
        assertThat(path.get(1, t, f)).isZero();
      }
    }
    assertThat(moved.get(1, 2, 0)).isFinite().isNotZero();
  }

  @Test
  void aPaddedSequenceIsMovedAsItIsAlone() {
    Tensor pair = noise(4, 2, 6, 2);
    Tensor alone = Tensor.zeros(1, 4, 2);
    System.arraycopy(pair.data(), 12, alone.data(), 0, 8);
    Saliency saliency = Saliency.of(network(), ENGINE);
    Tensor together = saliency.gradientTimesInput(pair, Lengths.of(6, 4), 0, 2);
    Tensor single = saliency.gradientTimesInput(alone, null, 2);
    for (int t = 0; t < 4; t++) {
      for (int f = 0; f < 2; f++) {
        assertThat(together.get(1, t, f)).isCloseTo(single.get(0, t, f), within(1e-6f));
      }
    }
  }

  @Test
  void integratedGradientsSumUpToTheWayFromZeros() {
    Sequential model = network();
    Tensor inputs = noise(5, 1, 6, 2);
    Tensor path = Saliency.of(model, ENGINE).integratedGradients(200, inputs, null, 1);
    double sum = 0;
    for (float part : path.data()) {
      sum += part;
    }
    double way =
        answer(model, inputs, null, 0, 1) - answer(model, Tensor.zeros(1, 6, 2), null, 0, 1);
    assertThat(sum).isCloseTo(way, within(1e-3));
  }

  @Test
  void weightsKeepTheirGradients() {
    Sequential model = network();
    model.parameters().values().forEach(p -> p.gradient()[0] = 5f);
    Saliency.of(model, ENGINE).gradientTimesInput(noise(6, 1, 5, 2), null, 0);
    model.parameters().values().forEach(p -> assertThat(p.gradient()[0]).isEqualTo(5f));
  }

  @Test
  void whatDoesNotFitIsRefusedWithWhatWasReceived() {
    Saliency saliency = Saliency.of(network(), ENGINE);
    Tensor inputs = noise(7, 2, 5, 2);
    assertThatThrownBy(() -> saliency.gradientTimesInput(inputs, null, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("each of 2 sequences; received 1");
    assertThatThrownBy(() -> saliency.gradientTimesInput(inputs, null, 0, 3))
        .hasMessageContaining("from 0 to 2; received 3 for sequence 1");
    assertThatThrownBy(() -> saliency.integratedGradients(0, inputs, null, 0, 1))
        .hasMessageContaining("1 point or more; received 0");
    Sequential steps = Sequential.of(2, 1, Layers.gru(3).sequences());
    assertThatThrownBy(() -> Saliency.of(steps, ENGINE).gradientTimesInput(inputs, null, 0, 0))
        .hasMessageContaining("an answer for each step");
  }
}
