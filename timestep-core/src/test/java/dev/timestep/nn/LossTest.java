package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
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

/** What every loss promises; the losses are listed in {@link #all()}, one line each. */
class LossTest {
  private static final int WIDTH = 3;

  /**
   * A loss.
   *
   * @param targetWidth last axis of the target; 0 for class indices
   * @param row the sum over one row in float64
   */
  record LossCase(String name, Loss loss, int targetWidth, Row row) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** The sum of the errors of a row of predictions. */
  interface Row {
    double sum(double[] p, double[] t);
  }

  static Stream<LossCase> all() {
    return Stream.of(
        new LossCase("mse", Losses.mse(), WIDTH, each((p, t, j) -> (p - t) * (p - t))),
        new LossCase("mae", Losses.mae(), WIDTH, each((p, t, j) -> Math.abs(p - t))),
        new LossCase("huber", Losses.huber(1), WIDTH, each((p, t, j) -> huber(p - t, 1))),
        new LossCase("huber 0.4", Losses.huber(0.4f), WIDTH, each((p, t, j) -> huber(p - t, 0.4f))),
        new LossCase("quantile", quantile(), WIDTH, each(LossTest::pinball)),
        new LossCase("quantile of one target", quantile(), 1, each(LossTest::pinball)),
        new LossCase(
            "binary cross-entropy",
            Losses.binaryCrossEntropy(),
            WIDTH,
            each((p, t, j) -> Math.log(1 + Math.exp(p)) - t * p)),
        new LossCase(
            "softmax cross-entropy",
            Losses.softmaxCrossEntropy(),
            0,
            (p, t) -> Math.log(Arrays.stream(p).map(Math::exp).sum()) - p[(int) Math.round(t[0])]));
  }

  private static Loss quantile() {
    return Losses.quantile(0.1f, 0.5f, 0.8f);
  }

  private static double huber(double e, double delta) {
    return Math.abs(e) <= delta ? e * e / 2 : delta * (Math.abs(e) - delta / 2);
  }

  private static double pinball(double p, double t, int j) {
    double q = new float[] {0.1f, 0.5f, 0.8f}[j];
    return t > p ? q * (t - p) : (1 - q) * (p - t);
  }

  private interface Element {
    double error(double p, double t, int column);
  }

  private static Row each(Element element) {
    return (p, t) -> {
      double sum = 0;
      for (int j = 0; j < p.length; j++) {
        sum += element.error(p[j], t.length == 1 ? t[0] : t[j], j);
      }
      return sum;
    };
  }

  private static Tensor target(LossCase c, Random random, int... rows) {
    int[] sizes = Arrays.copyOf(rows, rows.length + (c.targetWidth == 0 ? 0 : 1));
    if (c.targetWidth > 0) {
      sizes[rows.length] = c.targetWidth;
    }
    Tensor target = Tensor.zeros(sizes);
    for (int at = 0; at < target.data().length; at++) {
      target.data()[at] = c.targetWidth == 0 ? random.nextInt(WIDTH) : random.nextFloat();
    }
    return target;
  }

  // ---------------------------------------------------------------- values and gradients

  @ParameterizedTest
  @MethodSource("all")
  void agreesWithTheReference(LossCase c) {
    check(c, null, 4);
    check(c, null, 1);
    check(c, null, 3, 2);
    check(c, new int[] {3, 1}, 3, 2);
    check(c, new int[] {0, 2}, 3, 2);
    check(c, new int[] {0, 0}, 3, 2);
  }

  private static void check(LossCase c, int[] lengths, int... rows) {
    Tensor target = target(c, new Random(4), rows);
    int[] sizes = Arrays.copyOf(rows, rows.length + 1);
    sizes[rows.length] = WIDTH;
    new GradientCheck(12)
        .input("p", -2, 2, sizes)
        .run(
            (tape, in) -> {
              Lengths real = lengths == null ? null : Lengths.of(lengths);
              return List.of(c.loss.apply(in.get("p"), target, real));
            },
            in -> List.of(new double[] {mean(c, in.get("p"), target, lengths, rows)}));
  }

  private static double mean(LossCase c, double[] p, Tensor target, int[] lengths, int[] rows) {
    int count = 0;
    double sum = 0;
    int own = Math.max(1, c.targetWidth);
    for (int row = 0; row < p.length / WIDTH; row++) {
      int batch = rows[rows.length - 1];
      if (lengths == null || row / batch < lengths[row % batch]) {
        double[] t = new double[own];
        for (int j = 0; j < own; j++) {
          t[j] = target.data()[row * own + j];
        }
        sum += c.row.sum(Arrays.copyOfRange(p, row * WIDTH, (row + 1) * WIDTH), t);
        count += c.targetWidth == 0 ? 1 : WIDTH;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /** Such as an image, with elements left after the last four; the second sequence is padding. */
  @Test
  void aLongRowIsAddedUpToItsEnd() {
    int width = 1023;
    Tensor p = Tensor.zeros(1, 2, width);
    Tensor t = Tensor.zeros(1, 2, width);
    Random random = new Random(20261201);
    double sum = 0;
    for (int j = 0; j < 2 * width; j++) {
      p.data()[j] = random.nextFloat();
      t.data()[j] = random.nextFloat();
      double error = (double) p.data()[j] - t.data()[j];
      sum += j < width ? error * error : 0;
    }
    Tape tape = Tape.inference(Engine.standard());
    Variable loss = Losses.mse().apply(tape.constant(p), t, Lengths.of(1, 0));
    assertThat(loss.data()[0]).isCloseTo((float) (sum / width), within(1e-8f));
  }

  // ---------------------------------------------------------------- padding

  @ParameterizedTest
  @MethodSource("all")
  void paddingNeverMatters(LossCase c) {
    Lengths lengths = Lengths.of(1, 3, 0);
    Tensor p = Init.uniform(1, new Random(1), 3, 3, WIDTH);
    Tensor target = target(c, new Random(2), 3, 3);
    float[][] clean = run(c, p, target, lengths);
    for (float garbage : new float[] {-55.5f, Float.NaN}) {
      spoil(p, lengths, garbage);
      spoil(target, lengths, garbage);
      float[][] found = run(c, p, target, lengths);
      assertThat(found[0]).as("loss").isEqualTo(clean[0]);
      assertThat(found[1]).as("gradient").isEqualTo(clean[1]);
    }
  }

  private static void spoil(Tensor tensor, Lengths lengths, float garbage) {
    int width = tensor.data().length / 9;
    for (int row = 0; row < 9; row++) {
      if (row / 3 >= lengths.at(row % 3)) {
        Arrays.fill(tensor.data(), row * width, (row + 1) * width, garbage);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aNanThatCountsSurfaces(LossCase c) {
    Tensor p = Init.uniform(1, new Random(1), 2, WIDTH);
    p.set(Float.NaN, 1, 1);
    assertThat(run(c, p, target(c, new Random(2), 2), null)[0][0]).isNaN();
  }

  private static float[][] run(LossCase c, Tensor p, Tensor target, Lengths lengths) {
    Tape tape = Tape.recording(Engine.withThreads(1));
    Variable prediction = tape.input(p);
    Variable loss = c.loss.apply(prediction, target, lengths);
    tape.backward(loss);
    return new float[][] {loss.value().data(), prediction.gradientValue().data()};
  }

  // ---------------------------------------------------------------- extremes

  @Test
  void hugeLogitsStayFinite() {
    Tape tape = Tape.recording(Engine.withThreads(1));
    Variable logits = tape.input(Tensor.of(new float[] {9000, -9000, 0}, 1, 3));
    Variable softmax = Losses.softmaxCrossEntropy().apply(logits, Tensor.vector(1), null);
    assertThat(softmax.data()[0]).isCloseTo(18_000f, within(1f));
    Variable x = tape.input(Tensor.of(new float[] {200, -200}, 1, 2));
    Tensor target = Tensor.of(new float[] {0, 1}, 1, 2);
    Variable binary = Losses.binaryCrossEntropy().apply(x, target, null);
    assertThat(binary.data()[0]).isCloseTo(200f, within(1e-3f));
    tape.backward(softmax.add(binary));
    assertThat(logits.gradientValue().data()).containsExactly(1, -1, 0);
    assertThat(x.gradientValue().data()).containsExactly(0.5f, -0.5f);
  }
}
