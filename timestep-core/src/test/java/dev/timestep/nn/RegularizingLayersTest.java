package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Layers that act on training alone. */
class RegularizingLayersTest {
  @Test
  void variationalDropoutDropsTheSameAtEachStep() {
    float[] one = dropped(1);
    assertThat(dropped(2)).isEqualTo(one);
    assertThat(dropped(3)).isEqualTo(one);
    int zeros = 0;
    for (int at = 0; at < one.length; at++) {
      assertThat(one[at]).isIn(0f, (float) (1 / 0.7)).isEqualTo(one[at % 4000]);
      zeros += one[at] == 0 ? 1 : 0;
    }
    // Five standard deviations of 4,000 draws.
    assertThat(zeros / (double) one.length).isCloseTo(0.3, within(0.037));
  }

  private static float[] dropped(int threads) {
    Tape tape = Tape.training(Engine.withThreads(threads), 3);
    Tensor ones = Tensor.zeros(7, 40, 100);
    Arrays.fill(ones.data(), 1);
    return new VariationalDropout(0.3)
        .forward(tape, Signal.of(tape.constant(ones)))
        .value()
        .value()
        .data();
  }

  @Test
  void wordDropoutDropsAllPlacesOfAWordTogether() {
    Layer layer = Layers.embedding(200, 3).wordDropout(0.4).build(0, new Random(1));
    Layer whole = Layers.embedding(200, 3).build(0, new Random(1));
    Tensor ids = Tensor.zeros(20, 50);
    Random random = new Random(2);
    for (int at = 0; at < ids.data().length; at++) {
      ids.data()[at] = random.nextInt(200);
    }
    Tape tape = Tape.training(Engine.withThreads(1), 3);
    Variable y = layer.forward(tape, Signal.of(tape.constant(ids))).value();
    Tensor plain =
        whole
            .forward(Tape.inference(Engine.withThreads(1)), Signal.of(tape.constant(ids)))
            .value()
            .value();
    Map<Float, Boolean> zero = new HashMap<>();
    for (int at = 0; at < ids.data().length; at++) {
      float[] row = Arrays.copyOfRange(y.data(), at * 3, at * 3 + 3);
      boolean isZero = row[1] == 0;
      assertThat(zero.computeIfAbsent(ids.data()[at], id -> isZero)).isEqualTo(isZero);
      if (!isZero) {
        assertThat(row[1]).isCloseTo(plain.data()[at * 3 + 1] / 0.6f, within(1e-6f));
      }
    }
    long dropped = zero.values().stream().filter(z -> z).count();
    // Five standard deviations of 200 draws.
    assertThat(dropped / (double) zero.size()).isCloseTo(0.4, within(0.18));
    tape.backward(y.sum());
    float[] gradient = layer.parameters().get("table").gradient();
    zero.forEach(
        (id, isZero) ->
            assertThat(gradient[(int) (id * 3)] == 0).as("word " + id).isEqualTo(isZero));
  }

  @Test
  void activationPenaltiesAreMeansOverRealSteps() {
    Tensor x = Init.uniform(2, new Random(3), 2, 4, 3);
    int[] lengths = {4, 2};
    double square = 0;
    double change = 0;
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        for (int j = 0; j < 3; j++) {
          double h = x.data()[(b * 4 + t) * 3 + j];
          square += h * h;
          if (t > 0) {
            change += Math.pow(h - x.data()[(b * 4 + t - 1) * 3 + j], 2);
          }
        }
      }
    }
    double expected = 2 * square / 18 + 0.5 * change / 12;
    Layer layer = Layers.activationPenalty(2, 0.5);
    assertThat(penalty(layer, x, Lengths.of(lengths), true)).isCloseTo(expected, within(1e-5));
    assertThat(penalty(layer, x, Lengths.of(lengths), false)).isZero();
    assertThat(penalty(layer, x, null, true)).isGreaterThan(expected * 0.2);
  }

  private static double penalty(Layer layer, Tensor x, Lengths lengths, boolean training) {
    Engine engine = Engine.withThreads(1);
    Tape tape = training ? Tape.training(engine, 1) : Tape.recording(engine);
    Variable value = Signal.ofSequences(tape, x, lengths).value();
    Signal passed = layer.forward(tape, new Signal(value, lengths));
    assertThat(passed.value()).isSameAs(value);
    return tape.withPenalties(tape.constant(0f)).data()[0];
  }

  @Test
  void aModelReturnsItsStatesAndGoesOnFromThem() {
    Sequential model = Sequential.of(3, 1, Layers.lstm(4).layers(2).sequences(), Layers.dense(2));
    Tensor x = Init.uniform(1, new Random(3), 2, 6, 3);
    Tape tape = Tape.inference(Engine.withThreads(1));
    Variable all = Signal.ofSequences(tape, x, null).value();
    Streaming.Streamed first = model.unroll(tape, Signal.of(all.slice(0, 0, 4)), Map.of());
    assertThat(first.state())
        .containsOnlyKeys("0.lstm.0.h", "0.lstm.0.c", "0.lstm.1.h", "0.lstm.1.c");
    Streaming.Streamed second = model.unroll(tape, Signal.of(all.slice(0, 4, 6)), first.state());
    float[] whole = model.forward(tape, Signal.of(all)).value().slice(0, 4, 6).value().data();
    assertThat(second.output().value().value().data()).isEqualTo(whole);
    assertThatThrownBy(() -> model.unroll(tape, Signal.of(all), Map.of("0.gru.h", all)))
        .hasMessageContaining("has the states [0.lstm.0.h")
        .hasMessageContaining("Rename what another model returned.");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Layers.variationalDropout(1)).hasMessageContaining("received 1.0.");
    assertThatThrownBy(() -> Layers.embedding(5, 2).wordDropout(-1))
        .hasMessageContaining("received -1.0.");
    assertThatThrownBy(() -> Layers.activationPenalty(-1, 0))
        .hasMessageContaining("received -1.0 and 0.0.");
    assertThatThrownBy(Layers::stack).hasMessageContaining("a cell or more; received none.");
  }

  /** Regularisation that does nothing in prediction can be seen nowhere else. */
  @Test
  void aSummaryShowsEachLayersSettings() {
    Sequential model = Sequential.of(3, 1, Layers.lstm(4).recurrentDropout(0.25), Layers.dense(2));
    assertThat(model.summary().lines())
        .containsExactly(
            "0.lstm: width 4, 128 weights, RecurrentConfig[cell=CellDropoutConfig[cell=LstmConfig["
                + "units=4, bias=true, forgetBias=1.0, init=KERAS], input=0.0, recurrent=0.25],"
                + " layers=1, returnSequences=false, reverse=false, dropout=0.0]",
            "1.dense: width 2, 10 weights, DenseConfig[units=2, activation=LINEAR, bias=true]",
            "in all 138 weights");
  }
}
