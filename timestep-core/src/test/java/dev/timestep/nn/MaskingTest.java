package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.graph.Graph;
import dev.timestep.nn.graph.GraphConfig;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Mask;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks of any form: padding on the left, on the right, and holes. */
class MaskingTest {
  private static final int TIME = 6;
  private static final int FEATURES = 2;
  private static final int UNITS = 3;
  private static final boolean O = false;
  private static final boolean X = true;

  /** Left padding, holes, right padding, nothing real, everything real. */
  private static final Mask MASK =
      Mask.of(
          new boolean[][] {
            {O, O, O, X, X, X},
            {X, O, O, X, O, X},
            {X, X, O, O, O, O},
            {O, O, O, O, O, O},
            {X, X, X, X, X, X}
          });

  private final Engine engine = Engine.withThreads(2);

  /** Random steps where the mask is real, {@code masked} elsewhere. */
  private static Tensor inputs(float masked) {
    Tensor x = Init.uniform(1, new Random(5), MASK.batch(), TIME, FEATURES);
    for (int b = 0; b < MASK.batch(); b++) {
      for (int t = 0; t < TIME; t++) {
        if (!MASK.isReal(b, t)) {
          int from = (b * TIME + t) * FEATURES;
          Arrays.fill(x.data(), from, from + FEATURES, masked);
        }
      }
    }
    return x;
  }

  private static float[] row(Tensor batchFirst, int b, int t) {
    int n = batchFirst.shape().last();
    int from = (b * batchFirst.shape().dim(1) + t) * n;
    return Arrays.copyOfRange(batchFirst.data(), from, from + n);
  }

  /** The real steps of one sequence alone, as a batch of one. */
  private static Tensor alone(Tensor x, int b) {
    int length = MASK.lengths().at(b);
    Tensor steps = Tensor.zeros(1, length, FEATURES);
    int k = 0;
    for (int t = 0; t < TIME; t++) {
      if (MASK.isReal(b, t)) {
        System.arraycopy(row(x, b, t), 0, steps.data(), FEATURES * k++, FEATURES);
      }
    }
    return steps;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void realStepsAnswerAsIfTheyWereAlone(boolean zeros) {
    Tensor x = inputs(-7);
    MaskingConfig config = Layers.masking(-7, Layers.lstm(UNITS).sequences());
    Sequential masked = Sequential.of(FEATURES, 1, zeros ? config.zeros() : config);
    Sequential plain = Sequential.of(FEATURES, 1, Layers.lstm(UNITS).sequences());
    Tensor found = masked.predict(engine, x, null);
    for (int b = 0; b < MASK.batch(); b++) {
      float[] before = new float[UNITS];
      Tensor expected = MASK.lengths().at(b) == 0 ? x : plain.predict(engine, alone(x, b), null);
      int k = 0;
      for (int t = 0; t < TIME; t++) {
        if (MASK.isReal(b, t)) {
          before = row(expected, 0, k++);
          assertThat(row(found, b, t)).isEqualTo(before).isNotEqualTo(new float[UNITS]);
        } else {
          // Keras repeats the output before a masked step unless zeros are asked for.
          assertThat(row(found, b, t)).isEqualTo(zeros ? new float[UNITS] : before);
        }
      }
    }
  }

  @Test
  void theLastOutputIsThatOfTheLastRealStep() {
    Tensor x = inputs(0);
    Sequential masked = Sequential.of(FEATURES, 1, Layers.masking(0, Layers.gru(UNITS)));
    Sequential plain = Sequential.of(FEATURES, 1, Layers.gru(UNITS));
    Tensor found = masked.predict(engine, x, null);
    for (int b : new int[] {0, 1, 2, 4}) {
      float[] expected = plain.predict(engine, alone(x, b), null).data();
      assertThat(Arrays.copyOfRange(found.data(), b * UNITS, (b + 1) * UNITS)).isEqualTo(expected);
    }
    assertThat(Arrays.copyOfRange(found.data(), 3 * UNITS, 4 * UNITS)).containsOnly(0);
  }

  /** Compacting outside of the network gives the same as the layer. */
  @Test
  void aMaskMovesTensorsAsTheLayerMovesThem() {
    Tensor x = inputs(0);
    Sequential masked =
        Sequential.of(FEATURES, 1, Layers.masking(0, Layers.gru(UNITS).sequences()));
    Sequential plain = Sequential.of(FEATURES, 1, Layers.gru(UNITS).sequences());
    Tensor compact = MASK.compact(x);
    Tensor run = plain.predict(engine, compact, MASK.lengths());
    assertThat(MASK.expand(run, Mask.Fill.BEFORE).data())
        .isEqualTo(masked.predict(engine, x, null).data());
    assertThat(MASK.expand(compact, Mask.Fill.ZEROS).data()).isEqualTo(x.data());
    assertThat(Mask.unequal(x, 0).lengths()).isEqualTo(Lengths.of(3, 3, 2, 0, 6));
    assertThat(Mask.leftPadded(Lengths.of(3, 0), 4).compactRows())
        .containsExactly(2, -1, 4, -1, 6, -1, -1, -1);
  }

  @Test
  void aLayerThatReadsBackwardRepeatsTheStepAfter() {
    Tensor x = inputs(0);
    Sequential masked =
        Sequential.of(FEATURES, 1, Layers.masking(0, Layers.gru(UNITS).sequences().reversed()));
    Sequential plain = Sequential.of(FEATURES, 1, Layers.gru(UNITS).sequences().reversed());
    Tensor run = plain.predict(engine, MASK.compact(x), MASK.lengths());
    Tensor found = masked.predict(engine, x, null);
    assertThat(found).isEqualTo(MASK.expand(run, Mask.Fill.AFTER));
    assertThat(row(found, 0, 0)).isEqualTo(row(found, 0, 3)).isNotEqualTo(new float[UNITS]);
    assertThat(row(found, 1, 1)).isEqualTo(row(found, 1, 3)).isEqualTo(row(found, 1, 2));
    assertThat(row(found, 2, 2)).containsOnly(0);
    assertThat(row(found, 3, 5)).containsOnly(0);
    // Past a length nothing is repeated: here the last steps of the first sequence.
    Tensor cut = masked.predict(engine, x, Lengths.of(2, 6, 6, 6, 4));
    assertThat(row(cut, 0, 0)).containsOnly(0);
    assertThat(row(cut, 1, 1)).isEqualTo(row(found, 1, 3));
  }

  /** A graph is a layer, so one mask can hold for layers of any kind. */
  @Test
  void severalLayersMayStandUnderOneMask() {
    Tensor x = inputs(0);
    LayerConfig chain =
        Graph.builder()
            .sequence("in", FEATURES)
            .layer("gru", Layers.gru(UNITS).sequences(), "in")
            .layer("norm", Layers.layerNorm(), "gru")
            .layer("lstm", Layers.lstm(UNITS).sequences(), "norm")
            .output("lstm")
            .config();
    Tensor found = Sequential.of(FEATURES, 1, Layers.masking(0, chain)).predict(engine, x, null);
    Tensor run = Sequential.of(FEATURES, 1, chain).predict(engine, MASK.compact(x), MASK.lengths());
    assertThat(found).isEqualTo(MASK.expand(run, Mask.Fill.BEFORE));
    assertThat(row(found, 0, 5)).isNotEqualTo(new float[UNITS]);
  }

  @Test
  void maskedStepsGetNoGradientAndGiveNone() {
    Tensor x = inputs(0).swapBatchAndTime();
    Layer layer = Layers.masking(0, Layers.lstm(UNITS).sequences()).build(FEATURES, new Random(2));
    Tape tape = Tape.recording(engine);
    Variable input = tape.input(x);
    Variable y = layer.forward(tape, Signal.of(input)).value();
    tape.backward(y.square().sum());
    Tensor gradient = input.gradientValue().swapBatchAndTime();
    for (int b = 0; b < MASK.batch(); b++) {
      for (int t = 0; t < TIME; t++) {
        float[] one = row(gradient, b, t);
        if (MASK.isReal(b, t)) {
          assertThat(one).isNotEqualTo(new float[FEATURES]);
        } else {
          assertThat(one).containsOnly(0);
        }
      }
    }
  }

  /** A mask ends with what it is put around, so what must not see masked steps stands inside. */
  @Test
  void layersInsideOfAGraphSeeNoMaskedSteps() {
    GraphConfig inside =
        Graph.builder()
            .sequence("x", 2)
            .layer("read", Layers.gru(3).sequences(), "x")
            .layer("mean", Layers.averageOverTime(), "read")
            .output("mean")
            .config();
    Tensor bare = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 1, 3, 2);
    Tensor padded = Tensor.of(new float[] {0, 0, 1, 2, 0, 0, 3, 4, 5, 6}, 1, 5, 2);
    assertThat(Sequential.of(2, 1, Layers.masking(0, inside)).predict(padded))
        .isEqualTo(Sequential.of(2, 1, inside).predict(bare));
  }

  static Stream<LayerConfig> layersThatMakeFewerSteps() {
    return Stream.of(
        Layers.conv1d(3, 2),
        Layers.conv1d(3, 1).stride(2),
        Layers.maxPool1d(2),
        Layers.averagePool1d(5).stride(1),
        Graph.builder()
            .sequence("x", FEATURES)
            .layer("shorter", Layers.conv1d(3, 3), "x")
            .output("shorter")
            .config());
  }

  /** Where would the outputs go? */
  @ParameterizedTest
  @MethodSource("layersThatMakeFewerSteps")
  void aLayerThatMakesFewerStepsIsRefusedWhenBuilt(LayerConfig inner) {
    assertThatThrownBy(() -> Sequential.of(FEATURES, 1, Layers.masking(0, inner)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "Masking expects a layer that answers each step or once per sequence; received one that"
                + " returns [012] steps of 3\\. Put it before or behind the masked layer, or use"
                + " Padding\\.SAME and a stride of 1\\.");
    Layer direct = new Masking(inner.build(FEATURES, new Random(1)), 0, false);
    Tape tape = Tape.inference(engine);
    assertThatThrownBy(() -> direct.forward(tape, Signal.ofSequences(tape, inputs(0), null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(" steps of 6. Put it ");
  }

  @Test
  void aLayerThatKeepsStepsIsMasked() {
    for (LayerConfig inner :
        List.of(Layers.conv1d(3, 3).same(), Layers.maxPool1d(2).same().stride(1))) {
      Sequential model = Sequential.of(FEATURES, 1, Layers.masking(0, inner));
      Sequential plain = Sequential.of(FEATURES, 1, inner);
      Tensor x = inputs(0);
      assertThat(row(model.predict(engine, x, null), 0, 4))
          .isEqualTo(row(plain.predict(engine, alone(x, 0), null), 0, 1));
    }
  }

  @Test
  void aMaskMayBeOfNan() {
    assertThat(Mask.unequal(inputs(Float.NaN), Float.NaN).lengths()).isEqualTo(MASK.lengths());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> Mask.of(new boolean[][] {{true, true}, {true}}))
        .hasMessageContaining("row 0 has 2 steps and row 1 has 1");
    assertThatThrownBy(() -> MASK.compact(Tensor.zeros(5, 4, 2)))
        .hasMessage("Mask[5, 6] expects sequences [5, 6, ..]; received [5, 4, 2].");
    assertThatThrownBy(() -> Mask.leftPadded(Lengths.of(9), 4)).hasMessageContaining("A mask");
    Sequential model = Sequential.of(2, 1, Layers.masking(0, Layers.gru(2)));
    assertThatThrownBy(() -> model.predict(engine, Tensor.zeros(3, 3), null))
        .hasMessageContaining("expects [batch, time, features]; received [3, 3]");
    assertThatThrownBy(() -> Layers.masking(Float.NaN, Layers.gru(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Masking expects a finite value of which a masked step consists; received NaN. Write a"
                + " number that no real step has, such as -1, to the steps that are missing.");
    assertThatThrownBy(() -> Sequential.of(0, 1, Layers.masking(0, Layers.embedding(4, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Masking expects a layer that reads features; received embedding, which reads token"
                + " ids. Give it a padding id instead.");
  }
}
