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
import dev.timestep.testing.GradientCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A weighted loss is the weighted mean: Σ w·loss / Σ w. */
class WeightedLossTest {
  private static final ClassWeights THREE = ClassWeights.of(0.5, 2, 3);

  /**
   * A loss over rows of three numbers or logits; class numbers as targets where {@code width} is 0.
   */
  record Case(String name, Loss loss, int width, Reference reference) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Σ w·loss and Σ w of a row of weight 1, in float64. */
  interface Reference {
    double[] sums(double[] p, float[] t);
  }

  static Stream<Case> all() {
    return Stream.of(
        new Case("mse", Losses.mse(), 3, each((p, t) -> (p - t) * (p - t))),
        new Case("mae", Losses.mae(), 3, each((p, t) -> Math.abs(p - t))),
        new Case("binary", Losses.binaryCrossEntropy(), 3, each(WeightedLossTest::binary)),
        new Case(
            "binary with class weights",
            Losses.binaryCrossEntropy(ClassWeights.of(0.5, 3)),
            3,
            (p, t) -> {
              double sum = 0;
              double total = 0;
              for (int j = 0; j < 3; j++) {
                double w = t[j] == 1 ? 3 : 0.5;
                sum += w * binary(p[j], t[j]);
                total += w;
              }
              return new double[] {sum, total};
            }),
        new Case("softmax", Losses.softmaxCrossEntropy(), 0, softmax(ClassWeights.of(1, 1, 1))),
        new Case(
            "softmax with class weights", Losses.softmaxCrossEntropy(THREE), 0, softmax(THREE)));
  }

  private interface Element {
    double error(double p, double t);
  }

  private static Reference each(Element element) {
    return (p, t) ->
        new double[] {
          element.error(p[0], t[0]) + element.error(p[1], t[1]) + element.error(p[2], t[2]), 3
        };
  }

  private static double binary(double p, double t) {
    return Math.log(1 + Math.exp(p)) - t * p;
  }

  private static Reference softmax(ClassWeights weights) {
    return (p, t) -> {
      double loss = Math.log(Arrays.stream(p).map(Math::exp).sum()) - p[(int) t[0]];
      double w = weights.of((int) t[0]);
      return new double[] {w * loss, w};
    };
  }

  private static Tensor targets(Case c, Random random, int... rows) {
    int[] sizes = Arrays.copyOf(rows, rows.length + (c.width == 0 ? 0 : 1));
    if (c.width > 0) {
      sizes[rows.length] = c.width;
    }
    Tensor target = Tensor.zeros(sizes);
    for (int at = 0; at < target.data().length; at++) {
      target.data()[at] = random.nextInt(c.width == 0 ? 3 : 2);
    }
    return target;
  }

  // ---------------------------------------------------------------- against float64

  @ParameterizedTest
  @MethodSource("all")
  void valueAndGradientAgreeWithTheReference(Case c) {
    check(c, Tensor.vector(2, 0.25f, 0, 1), null, 4);
    check(c, Tensor.vector(0.5f, 3), new int[] {3, 1}, 3, 2);
    check(c, Tensor.of(new float[] {1, 2, 0, 4, 0.5f, 7}, 3, 2), new int[] {3, 1}, 3, 2);
    check(c, Tensor.vector(0, 0), null, 2);
    check(c, null, new int[] {2, 3}, 3, 2);
  }

  private static void check(Case c, Tensor weights, int[] lengths, int... rows) {
    Tensor target = targets(c, new Random(4), rows);
    Lengths real = lengths == null ? null : Lengths.of(lengths);
    int[] sizes = Arrays.copyOf(rows, rows.length + 1);
    sizes[rows.length] = 3;
    new GradientCheck(12)
        .input("p", -2, 2, sizes)
        .run(
            (tape, in) -> List.of(c.loss.apply(in.get("p"), target, real, weights)),
            in -> List.of(new double[] {mean(c, in.get("p"), target, weights, lengths, rows)}));
  }

  private static double mean(
      Case c, double[] p, Tensor target, Tensor weights, int[] lengths, int[] rows) {
    double sum = 0;
    double total = 0;
    int own = Math.max(1, c.width);
    int batch = rows[rows.length - 1];
    for (int row = 0; row < p.length / 3; row++) {
      if (lengths == null || row / batch < lengths[row % batch]) {
        double w = weights == null ? 1 : weights.data()[row % weights.data().length];
        double[] sums =
            c.reference.sums(
                Arrays.copyOfRange(p, row * 3, row * 3 + 3),
                Arrays.copyOfRange(target.data(), row * own, (row + 1) * own));
        sum += w * sums[0];
        total += w * sums[1];
      }
    }
    return total == 0 ? 0 : sum / total;
  }

  // ---------------------------------------------------------------- the same as repeated rows

  @ParameterizedTest
  @MethodSource("all")
  void aWholeWeightIsTheSameAsThatManyRows(Case c) {
    int[] times = {2, 0, 1, 3};
    Tensor p = Init.uniform(2, new Random(1), 4, 3);
    Tensor t = targets(c, new Random(2), 4);
    Tensor weights = Tensor.vector(2, 0, 1, 3);
    Tensor repeatedP = repeat(p, times);
    Tensor repeatedT = repeat(t, times);
    Tape tape = Tape.recording(Engine.withThreads(1));
    Variable one = tape.input(p);
    Variable many = tape.input(repeatedP);
    Variable weighted = c.loss.apply(one, t, null, weights);
    Variable repeated = c.loss.apply(many, repeatedT, null);
    assertThat(weighted.data()[0]).isCloseTo(repeated.data()[0], within(1e-6f));
    assertThat(c.loss.weight(one, t, null, weights))
        .isCloseTo(c.loss.weight(many, repeatedT, null, null), within(1e-6));
    tape.backward(weighted.add(repeated));
    float[] sum = new float[12];
    for (int row = 0, at = 0; row < 4; row++) {
      for (int time = 0; time < times[row]; time++, at++) {
        for (int j = 0; j < 3; j++) {
          sum[row * 3 + j] += many.gradientValue().data()[at * 3 + j];
        }
      }
    }
    assertThat(one.gradientValue().data()).containsExactly(sum, within(1e-6f));
  }

  private static Tensor repeat(Tensor rows, int[] times) {
    int width = rows.data().length / times.length;
    int all = Arrays.stream(times).sum();
    float[] data = new float[all * width];
    for (int row = 0, at = 0; row < times.length; row++) {
      for (int time = 0; time < times[row]; time++, at++) {
        System.arraycopy(rows.data(), row * width, data, at * width, width);
      }
    }
    return Tensor.of(rows.shape().with(0, all), data);
  }

  @ParameterizedTest
  @MethodSource("all")
  void threadsDoNotChangeABit(Case c) {
    Tensor p = Init.uniform(2, new Random(1), 5000, 3);
    Tensor t = targets(c, new Random(2), 5000);
    Tensor weights = Init.uniform(1, new Random(3), 5000);
    for (int at = 0; at < 5000; at++) {
      weights.data()[at] = Math.abs(weights.data()[at]);
    }
    float[][] first = null;
    for (int threads : new int[] {1, 2, 3}) {
      Tape tape = Tape.recording(Engine.withThreads(threads));
      Variable x = tape.input(p);
      Variable loss = c.loss.apply(x, t, null, weights);
      tape.backward(loss);
      float[][] now = {loss.value().data(), x.gradientValue().data()};
      first = first == null ? now : first;
      assertThat(now).isDeepEqualTo(first);
    }
  }

  // ---------------------------------------------------------------- class weights

  @Test
  void balancedWeightsLetEachClassCountAlike() {
    assertThat(ClassWeights.balanced(90, 10).values()).containsExactly(100 / 180f, 5f);
    assertThatThrownBy(() -> ClassWeights.balanced(90, 0))
        .hasMessageContaining("received 0 of class 1");
    assertThatThrownBy(() -> ClassWeights.of(1, -1)).hasMessageContaining("-1.0 for class 1");
    assertThatThrownBy(() -> ClassWeights.of(0, 0)).hasMessageContaining("one is above 0");
  }

  @Test
  void aYesOrNoTakesTargetsWithoutTheLogitsAxis() {
    Tape tape = Tape.recording(Engine.withThreads(1));
    Variable x = tape.input(Tensor.of(new float[] {0.3f, -2}, 2, 1));
    Loss loss = Losses.binaryCrossEntropy(ClassWeights.of(1, 4));
    Variable flat = loss.apply(x, Tensor.vector(1, 0), null);
    Variable wide = loss.apply(x, Tensor.of(new float[] {1, 0}, 2, 1), null);
    assertThat(flat.data()[0])
        .isEqualTo(wide.data()[0])
        .isCloseTo((float) ((4 * binary(0.3f, 1) + binary(-2, 0)) / 5), within(1e-6f));
  }

  // ---------------------------------------------------------------- refusals

  @Test
  void weightsThatDoNotFitAreRefused() {
    Tape tape = Tape.recording(Engine.withThreads(1));
    Variable rows = tape.input(Tensor.zeros(4, 3));
    Variable steps = tape.input(Tensor.zeros(7, 4, 3));
    Loss loss = Losses.softmaxCrossEntropy();
    assertThatThrownBy(() -> loss.apply(rows, Tensor.zeros(4), null, Tensor.zeros(3)))
        .hasMessage(
            "A loss over predictions [4, 3] expects sample weights [4]; received [3]. Give one"
                + " weight for each sequence.");
    assertThatThrownBy(() -> loss.apply(rows, Tensor.zeros(4), null, Tensor.zeros(4, 7)))
        .hasMessageContaining("A model that returns one answer for each sequence has one weight");
    assertThatThrownBy(() -> loss.apply(steps, Tensor.zeros(7, 4), null, Tensor.zeros(6, 4)))
        .hasMessageContaining("expects sample weights [4] or, one for each step, [4, 7]");
    assertThatThrownBy(() -> loss.apply(rows, Tensor.zeros(4), null, Tensor.vector(1, -1, 1, 1)))
        .hasMessageContaining("received -1.0 at row 1");
    assertThatThrownBy(
            () ->
                Losses.softmaxCrossEntropy(THREE)
                    .apply(tape.input(Tensor.zeros(4, 2)), Tensor.zeros(4), null))
        .hasMessageContaining("expects 2 class weights; received 3");
    assertThatThrownBy(() -> Losses.binaryCrossEntropy(THREE))
        .hasMessageContaining("of 0 and of 1; received 3");
    assertThatThrownBy(
            () ->
                Losses.binaryCrossEntropy(ClassWeights.of(1, 2))
                    .apply(rows, Init.uniform(1, new Random(1), 4, 3), null))
        .hasMessageContaining("with class weights expects targets 0 or 1");
    Loss own = (p, t, lengths) -> p.mean();
    assertThatThrownBy(() -> own.apply(rows, Tensor.zeros(4), null, Tensor.zeros(4)))
        .hasMessageContaining("does not take sample weights");
  }
}
