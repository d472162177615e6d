package dev.timestep.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.GradientCheck;
import dev.timestep.testing.ReferenceActivations;
import dev.timestep.testing.ReferenceOps;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every small op against float64: values, and gradients against central differences. */
class OpGradientTest {
  private static final int[] CUBE = {2, 3, 4};

  private static DynamicTest test(String name, Runnable body) {
    return DynamicTest.dynamicTest(name, body::run);
  }

  // ---------------------------------------------------------------- one operand

  @TestFactory
  Stream<DynamicTest> unary() {
    return Stream.of(
        unary("sigmoid", Variable::sigmoid, x -> 1 / (1 + Math.exp(-x)), -3, 3),
        unary("tanh", Variable::tanh, Math::tanh, -2, 2),
        unary("relu", Variable::relu, x -> Math.max(0, x), -2, 2),
        unary("exp", Variable::exp, Math::exp, -2, 2),
        unary("log", Variable::log, Math::log, 0.3, 3),
        unary("square", Variable::square, x -> x * x, -2, 2),
        unary("sqrt", Variable::sqrt, Math::sqrt, 0.3, 3),
        unary("abs", Variable::abs, Math::abs, -2, 2),
        unary("clamp", x -> x.clamp(-0.7f, 1.1f), x -> Math.max(-0.7, Math.min(1.1, x)), -2, 2),
        unary("softplus", Variable::softplus, x -> Math.log1p(Math.exp(x)), -9, 9),
        unary("logSigmoid", Variable::logSigmoid, x -> -Math.log1p(Math.exp(-x)), -9, 9),
        unary("negate", Variable::negate, x -> -x, -2, 2),
        unary("one minus", Variable::oneMinus, x -> 1 - x, -2, 2),
        unary("add a constant", x -> x.add(0.7f), x -> x + 0.7f, -2, 2),
        unary("multiply by a constant", x -> x.multiply(-1.3f), x -> x * -1.3f, -2, 2),
        unary("used three times", x -> x.multiply(x).add(x), x -> x * x + x, -2, 2),
        unary("divided by itself squared", x -> x.divide(x.square()), x -> 1 / x, 0.4, 2));
  }

  private static DynamicTest unary(
      String name, UnaryOperator<Variable> op, DoubleUnaryOperator f, double low, double high) {
    return test(
        name,
        () ->
            new GradientCheck(1)
                .input("x", low, high, 3, 7)
                .run(
                    (tape, in) -> List.of(op.apply(in.get("x"))),
                    in -> List.of(Arrays.stream(in.get("x")).map(f).toArray())));
  }

  @Test
  void softplusOverflowsNowhere() {
    Tape tape = Tape.inference(Engine.withThreads(1));
    Variable x = tape.constant(Tensor.of(new float[] {-200, 90, 200, Float.NaN}, 4));
    assertThat(x.softplus().value().data()).containsExactly(0f, 90f, 200f, Float.NaN);
    float[] logarithms = x.logSigmoid().value().data();
    assertThat(logarithms[0]).isEqualTo(-200f);
    assertThat(logarithms[1]).isBetween(-1e-38f, 0f);
    assertThat(logarithms[3]).isNaN();
  }

  @Test
  void blend() {
    for (boolean allWanted : new boolean[] {true, false}) {
      new GradientCheck(3)
          .input("g", -1, 2, 3, 7)
          .input("x", -2, 2, 3, 7)
          .input("y", -2, 2, 3, 7)
          .run(
              (tape, in) -> {
                Variable x = in.get("x");
                Variable constant = tape.constant(x.value());
                return List.of(in.get("g").blend(allWanted ? x : constant, in.get("y")), x);
              },
              blendReference(allWanted));
    }
  }

  /** Where x is a constant, it keeps the value of the first call. */
  private static GradientCheck.Reference blendReference(boolean allWanted) {
    double[][] first = new double[1][];
    return in -> {
      double[] x = in.get("x");
      first[0] = first[0] == null ? x.clone() : first[0];
      double[] used = allWanted ? x : first[0];
      double[] z = new double[x.length];
      Arrays.setAll(z, at -> in.get("g")[at] * used[at] + (1 - in.get("g")[at]) * in.get("y")[at]);
      return List.of(z, x);
    };
  }

  /** Both sides of every bend, and far out. */
  @TestFactory
  Stream<DynamicTest> activations() {
    Stream<ActivationFunction> standard = Stream.of(Activation.values()).map(Activation::standard);
    Stream<ActivationFunction> others =
        Stream.of(
            Activation.LINEAR.with(-1.5f, 0.3f),
            Activation.TANH.with(1.7159f, 0.6667f),
            Activation.RELU.with(0.8f),
            Activation.RELU.with(-0.8f),
            Activation.HARD_SIGMOID.with(0.2f, 0.5f),
            Activation.ELU.with(0.3f),
            Activation.LEAKY_RELU.with(0.3f));
    return Stream.concat(standard, others)
        .flatMap(
            f ->
                Stream.of(1, 5)
                    .map(
                        reach ->
                            unary(
                                f + " within " + reach,
                                f::apply,
                                ReferenceActivations.of(f),
                                -reach,
                                reach)));
  }

  @Test
  void activationsOfMoreThanABlockAreWhole() {
    Tape tape = Tape.recording(Engine.withThreads(1));
    float[] numbers = new float[2500];
    for (int at = 0; at < numbers.length; at++) {
      numbers[at] = (at % 7 - 3) * 0.5f;
    }
    Variable x = tape.input(Tensor.of(numbers, numbers.length));
    tape.backward(Activation.SILU.apply(x).sum());
    float[] slopes = x.gradientValue().data();
    for (int at = 0; at < numbers.length; at++) {
      assertThat(slopes[at]).as("slope " + at).isEqualTo(slopes[at % 7]).isNotZero();
    }
  }

  @Test
  void activationsStayFiniteFarOut() {
    for (Activation activation : Activation.values()) {
      Tape tape = Tape.recording(Engine.withThreads(1));
      Variable x = tape.input(Tensor.of(new float[] {-200, -30, 30, 200}, 4));
      Variable y = activation.apply(x);
      tape.backward(y.sum());
      for (Variable of : List.of(x, y)) {
        for (float value : of == x ? x.gradientValue().data() : y.value().data()) {
          assertThat(value).as(activation.name()).isFinite();
        }
      }
    }
  }

  @Test
  void activationsKeepANan() {
    Tape tape = Tape.recording(Engine.withThreads(1));
    Variable x = tape.input(Tensor.of(new float[] {Float.NaN}, 1));
    for (Activation activation : Activation.values()) {
      assertThat(activation.apply(x).value().data()[0]).as(activation.name()).isNaN();
    }
    assertThat(x.clamp(-1, 1).value().data()[0]).isNaN();
  }

  @Test
  void activationsRefuseNumbersThatTheyCanNotUse() {
    assertThatThrownBy(() -> Activation.ELU.with(-1f))
        .hasMessage(
            "The activation ELU expects an alpha of 0 or more; received alpha -1.0 and beta 0.0."
                + " ELU.standard() has the usual ones.");
    assertThatThrownBy(() -> Activation.TANH.with(0f, 1f)).hasMessageContaining("other than 0");
    assertThatThrownBy(() -> Activation.LINEAR.with(Float.NaN)).hasMessageContaining("finite");
    Variable x = Tape.inference(Engine.withThreads(1)).constant(1f, 2);
    assertThatThrownBy(() -> x.clamp(1, 0))
        .hasMessage("clamp expects a lower bound not above the upper one; received 1.0 and 0.0.");
  }

  // ---------------------------------------------------------------- two operands

  @TestFactory
  Stream<DynamicTest> binary() {
    return Stream.of(
            binary("add", Variable::add, Double::sum),
            binary("subtract", Variable::subtract, (x, y) -> x - y),
            binary("multiply", Variable::multiply, (x, y) -> x * y),
            binary("divide", Variable::divide, (x, y) -> x / y),
            binary("maximum", Variable::maximum, Math::max),
            binary("minimum", Variable::minimum, Math::min))
        .flatMap(tests -> tests);
  }

  private static Stream<DynamicTest> binary(
      String name, BinaryOperator<Variable> op, DoubleBinaryOperator f) {
    return Stream.of(
        binary(name, op, f, CUBE, CUBE, CUBE),
        binary(name, op, f, CUBE, new int[] {4}, CUBE),
        binary(name, op, f, new int[] {4}, CUBE, CUBE),
        binary(name, op, f, CUBE, new int[] {3, 4}, CUBE),
        binary(name, op, f, CUBE, new int[] {2, 1, 4}, CUBE),
        binary(name, op, f, new int[] {2, 1, 4}, new int[] {3, 1}, CUBE),
        binary(name, op, f, new int[] {3, 5}, new int[] {}, new int[] {3, 5}),
        binary(name, op, f, new int[] {}, new int[] {3, 5}, new int[] {3, 5}),
        binary(name, op, f, new int[] {1}, new int[] {1}, new int[] {1}),
        binary(name, op, f, new int[] {3, 1}, new int[] {3, 5}, new int[] {3, 5}));
  }

  private static DynamicTest binary(
      String name, BinaryOperator<Variable> op, DoubleBinaryOperator f, int[] x, int[] y, int[] z) {
    return test(
        name + " " + Arrays.toString(x) + " and " + Arrays.toString(y),
        () ->
            new GradientCheck(2)
                .input("x", 0.4, 2, x)
                .input("y", 0.4, 2, y)
                .run(
                    (tape, in) -> List.of(op.apply(in.get("x"), in.get("y"))),
                    in -> List.of(ReferenceOps.binary(f, in.get("x"), x, in.get("y"), y, z))));
  }

  @TestFactory
  Stream<DynamicTest> products() {
    return Stream.of(new int[] {1, 1, 1}, new int[] {3, 4, 5}, new int[] {7, 1, 3})
        .flatMap(
            mkn -> {
              int m = mkn[0];
              int k = mkn[1];
              int n = mkn[2];
              return Stream.of(
                  test(
                      "matmul " + Arrays.toString(mkn),
                      () ->
                          new GradientCheck(3)
                              .input("x", -2, 2, m, k)
                              .input("w", -2, 2, k, n)
                              .run(
                                  (tape, in) -> List.of(in.get("x").matmul(in.get("w"))),
                                  in -> List.of(ReferenceOps.linear(in.get("x"), in.get("w"), k)))),
                  test(
                      "linear, rank 3, " + Arrays.toString(mkn),
                      () ->
                          new GradientCheck(4)
                              .input("x", -2, 2, 2, m, k)
                              .input("w", -2, 2, k, n)
                              .input("b", -2, 2, n)
                              .run(
                                  (tape, in) ->
                                      List.of(
                                          LinearOp.apply(in.get("x"), in.get("w"), in.get("b"))),
                                  in ->
                                      List.of(
                                          ReferenceOps.linear(
                                              in.get("x"), in.get("w"), k, in.get("b"))))));
            });
  }

  // ---------------------------------------------------------------- sums and rows

  @TestFactory
  Stream<DynamicTest> reductions() {
    return Stream.of(
        cube("sum", Variable::sum, x -> new double[] {Arrays.stream(x).sum()}),
        cube("mean", Variable::mean, x -> new double[] {Arrays.stream(x).sum() / 24}),
        cube("sum over axis 0", x -> x.sum(0), x -> ReferenceOps.sum(x, CUBE, 0)),
        cube("sum over axis 1", x -> x.sum(1), x -> ReferenceOps.sum(x, CUBE, 1)),
        cube("sum over axis -1", x -> x.sum(-1), x -> ReferenceOps.sum(x, CUBE, 2)),
        cube("mean over axis -2", x -> x.mean(-2), x -> scaled(ReferenceOps.sum(x, CUBE, 1), 3)),
        cube("softmax", Variable::softmax, x -> ReferenceOps.softmax(x, 4)),
        cube("softmax far from zero", x -> x.add(300f).softmax(), x -> ReferenceOps.softmax(x, 4)));
  }

  private static double[] scaled(double[] x, double by) {
    return Arrays.stream(x).map(v -> v / by).toArray();
  }

  @Test
  void layerNormOp() {
    new GradientCheck(5)
        .input("x", -2, 2, 2, 3, 5)
        .input("gamma", 0.5, 2, 5)
        .input("beta", -1, 1, 5)
        .run(
            (tape, in) ->
                List.of(LayerNormOp.apply(in.get("x"), in.get("gamma"), in.get("beta"), 1e-3f)),
            in ->
                List.of(
                    ReferenceOps.layerNorm(in.get("x"), in.get("gamma"), in.get("beta"), 1e-3f)));
  }

  @Test
  void gatherAddsUpRepeatedRowsAndSkipsPadding() {
    float[] ids = {3, 0, 3, 1, 2, 3};
    new GradientCheck(6)
        .input("table", -2, 2, 5, 3)
        .run(
            (tape, in) -> {
              Variable index = tape.constant(Tensor.of(ids, 2, 3));
              return List.of(RowOps.gather(in.get("table"), index, 1));
            },
            in -> {
              double[] y = new double[18];
              for (int at = 0; at < ids.length; at++) {
                if (ids[at] != 1) {
                  System.arraycopy(in.get("table"), (int) ids[at] * 3, y, at * 3, 3);
                }
              }
              return List.of(y);
            });
  }

  @Test
  void selectTakesRows() {
    boolean[] first = {true, false, false, true};
    new GradientCheck(7)
        .input("x", -2, 2, 4, 3)
        .input("y", -2, 2, 4, 3)
        .run(
            (tape, in) -> List.of(RowOps.select(first, in.get("x"), in.get("y"))),
            in -> {
              double[] z = in.get("y").clone();
              for (int b = 0; b < 4; b++) {
                if (first[b]) {
                  System.arraycopy(in.get("x"), b * 3, z, b * 3, 3);
                }
              }
              return List.of(z);
            });
  }

  @Test
  void whatIsNotSelectedDoesNotMatterEvenIfItIsNan() {
    Tape tape = Tape.recording(Engine.withThreads(1));
    Variable x = tape.input(Tensor.of(new float[] {1, Float.NaN}, 2, 1));
    Variable y = tape.input(Tensor.of(new float[] {Float.NaN, 4}, 2, 1));
    Variable chosen = RowOps.select(new boolean[] {true, false}, x, y);
    assertThat(chosen.value().data()).containsExactly(1, 4);
    tape.backward(chosen.square().sum());
    assertThat(x.gradientValue().data()).containsExactly(2, 0);
    assertThat(y.gradientValue().data()).containsExactly(0, 8);
  }

  // ---------------------------------------------------------------- form

  @TestFactory
  Stream<DynamicTest> form() {
    return Stream.of(
        cube("reshape", x -> x.reshape(6, 4).square(), x -> squares(x)),
        cube("transpose 0 1", x -> x.transpose(0, 1), x -> ReferenceOps.transpose(x, CUBE, 0, 1)),
        cube("transpose 2 0", x -> x.transpose(2, 0), x -> ReferenceOps.transpose(x, CUBE, 0, 2)),
        cube(
            "transpose -1 -2",
            x -> x.transpose(-1, -2),
            x -> ReferenceOps.transpose(x, CUBE, 1, 2)),
        cube("transpose 1 1", x -> x.transpose(1, 1), x -> x),
        cube("slice 0", x -> x.slice(0, 1, 2), x -> ReferenceOps.slice(x, CUBE, 0, 1, 2)),
        cube("slice 1", x -> x.slice(1, 1, 3), x -> ReferenceOps.slice(x, CUBE, 1, 1, 3)),
        cube("slice -1", x -> x.slice(-1, 0, 3), x -> ReferenceOps.slice(x, CUBE, 2, 0, 3)),
        cube("empty slice", x -> x.slice(1, 2, 2), x -> new double[0]),
        cube("at", x -> x.at(1), x -> ReferenceOps.slice(x, CUBE, 0, 1, 2)),
        cube("at twice", x -> x.at(0).add(x.at(1)), x -> ReferenceOps.sum(x, CUBE, 0)),
        cube(
            "stack",
            x -> Variable.stack(List.of(x.at(1), x.at(0), x.at(1))),
            x -> {
              double[] one = ReferenceOps.slice(x, CUBE, 0, 1, 2);
              double[] zero = ReferenceOps.slice(x, CUBE, 0, 0, 1);
              int[] shape = {1, 3, 4};
              return ReferenceOps.concat(List.of(one, zero, one), List.of(shape, shape, shape), 0);
            }));
  }

  private static double[] squares(double[] x) {
    return Arrays.stream(x).map(v -> v * v).toArray();
  }

  @TestFactory
  Stream<DynamicTest> concat() {
    return Stream.of(0, 1, 2)
        .map(
            axis -> {
              int[] other = CUBE.clone();
              other[axis] = 5;
              return test(
                  "concat along " + axis,
                  () ->
                      new GradientCheck(8)
                          .input("x", -2, 2, CUBE)
                          .input("y", -2, 2, other)
                          .run(
                              (tape, in) -> {
                                Variable x = in.get("x");
                                List<Variable> parts = List.of(x, in.get("y"), x);
                                return List.of(Variable.concat(axis - 3, parts));
                              },
                              in ->
                                  List.of(
                                      ReferenceOps.concat(
                                          List.of(in.get("x"), in.get("y"), in.get("x")),
                                          List.of(CUBE, other, CUBE),
                                          axis))));
            });
  }

  private static DynamicTest cube(
      String name, UnaryOperator<Variable> op, UnaryOperator<double[]> reference) {
    return test(
        name,
        () ->
            new GradientCheck(9)
                .input("x", -2, 2, CUBE)
                .run(
                    (tape, in) -> List.of(op.apply(in.get("x"))),
                    in -> List.of(reference.apply(in.get("x").clone()))));
  }
}
