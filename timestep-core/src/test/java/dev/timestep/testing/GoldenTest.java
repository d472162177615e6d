package dev.timestep.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files are complete, and agree with equations written down a second time. */
class GoldenTest {

  static List<Golden> recurrent() {
    return Golden.ofKind("recurrent");
  }

  static List<Golden> trainings() {
    return Golden.ofKind("training");
  }

  static List<Golden> optimizers() {
    return Golden.ofKind("optimizer");
  }

  static Stream<Golden> withGradients() {
    return Golden.names().stream().map(Golden::load).filter(golden -> golden.has("loss"));
  }

  @Test
  void everyCellHasEveryKindOfCase() {
    List<String> expected = new ArrayList<>();
    for (String cell : List.of("rnn-tanh", "rnn-relu", "lstm", "gru")) {
      for (String direction : List.of("forward", "reverse")) {
        for (int layers = 1; layers <= 2; layers++) {
          String stem = cell + "-" + layers + "-" + direction;
          expected.addAll(List.of(stem + "-small", stem + "-awkward", stem + "-small-lengths"));
        }
        expected.add(cell + "-2-" + direction + "-small-nobias");
      }
    }
    for (String cell : List.of("rnn-tanh", "lstm", "gru")) {
      expected.addAll(List.of("training-" + cell + "-sgd", "training-" + cell + "-adam"));
    }
    for (String cell : List.of("lstm", "gru")) {
      for (int layers = 1; layers <= 2; layers++) {
        String stem = cell + "-" + layers + "-both-small";
        expected.addAll(List.of(stem, stem + "-lengths"));
      }
      expected.add(cell + "-3-both-tiny-lengths");
    }
    for (String cell : List.of("rnn-tanh", "rnn-relu")) {
      expected.addAll(List.of(cell + "-2-both-small", cell + "-3-both-tiny-lengths"));
    }
    for (int layers = 1; layers <= 2; layers++) {
      for (String direction : List.of("forward", "both")) {
        String stem = "projected-" + layers + "-" + direction + "-small";
        expected.addAll(List.of(stem, stem + "-lengths"));
      }
    }
    assertThat(
            Golden.names().stream()
                .filter(name -> !name.matches("(keras|attention)-.*") && !name.startsWith("onnx-")))
        .containsAll(expected)
        .hasSize(105);
    assertThat(Golden.ofKind("onnx-lstm")).hasSize(12);
    assertThat(Golden.ofKind("onnx-gru")).hasSize(8);
    assertThat(Golden.ofKind("keras")).hasSize(71);
    assertThat(Golden.ofKind("attention")).hasSize(9);
  }

  @ParameterizedTest
  @MethodSource("recurrent")
  void recurrentFilesHoldInputsResultsAndGradients(Golden golden) {
    List<String> inputs = new ArrayList<>(List.of("x", "h0"));
    List<String> others = new ArrayList<>(List.of("R_out", "R_h", "output", "h_n", "loss"));
    if (golden.fact("cell").equals("lstm")) {
      inputs.add("c0");
      others.addAll(List.of("R_c", "c_n"));
    }
    for (int l = 0; l < golden.number("layers"); l++) {
      inputs.addAll(List.of("weight_ih_l" + l, "weight_hh_l" + l));
      if (golden.fact("bias").equals("true")) {
        inputs.addAll(List.of("bias_ih_l" + l, "bias_hh_l" + l));
      }
    }
    if (golden.name().endsWith("lengths")) {
      others.add("lengths");
    }
    inputs.forEach(input -> others.add("grad." + input));
    others.addAll(inputs);
    assertThat(golden.arrays()).containsExactlyInAnyOrderElementsOf(others);
    assertThat(golden.shape("output")).isEqualTo(golden.shape("R_out"));
    assertThat(golden.shape("h_n")).isEqualTo(golden.shape("h0"));
  }

  @ParameterizedTest
  @MethodSource("withGradients")
  void gradientsHaveTheShapeOfTheirInputAndAreNotZero(Golden golden) {
    List<String> gradients =
        golden.arrays().stream().filter(array -> array.startsWith("grad.")).toList();
    assertThat(gradients).isNotEmpty();
    for (String gradient : gradients) {
      assertThat(golden.shape(gradient)).isEqualTo(golden.shape(gradient.substring(5)));
      assertThat(golden.values(gradient))
          .as(gradient)
          .matches(values -> nonZero(values) * 4 > values.length, "more than a quarter non-zero");
    }
  }

  private static long nonZero(float[] values) {
    return IntStream.range(0, values.length).filter(i -> values[i] != 0).count();
  }

  @ParameterizedTest
  @MethodSource("recurrent")
  void recurrentResultsAgreeWithTheEquations(Golden golden) {
    ReferenceRecurrence reference = new ReferenceRecurrence(golden);
    ReferenceRecurrence.Result result = reference.run();
    assertClose(golden, "output", result.output());
    assertClose(golden, "h_n", result.hidden());
    if (golden.has("c_n")) {
      assertClose(golden, "c_n", result.cell());
    }
    assertThat(reference.loss()).isCloseTo(golden.scalar("loss"), within(1e-5));
  }

  private static void assertClose(Golden golden, String array, double[] actual) {
    double[] expected = Numbers.widen(golden.values(array));
    assertThat(actual).as(array).hasSameSizeAs(expected).containsExactly(expected, within(1e-6));
  }

  /** One random direction through all elements of an input sees an error in any of them. */
  @ParameterizedTest
  @MethodSource("recurrent")
  void recurrentGradientsAgreeWithCentralDifferences(Golden golden) {
    ReferenceRecurrence reference = new ReferenceRecurrence(golden);
    SplittableRandom random = new SplittableRandom(11);
    // So small that no ReLU of these files changes sides between the two probes.
    double step = 1e-7;
    for (String array : golden.arrays()) {
      if (!golden.has("grad." + array)) {
        continue;
      }
      double[] values = reference.input(array);
      double[] direction = random.doubles(values.length, -1, 1).toArray();
      double[] start = values.clone();
      Arrays.setAll(values, i -> start[i] + step * direction[i]);
      double above = reference.loss();
      Arrays.setAll(values, i -> start[i] - step * direction[i]);
      double below = reference.loss();
      System.arraycopy(start, 0, values, 0, start.length);
      double[] gradient = Numbers.widen(golden.values("grad." + array));
      double expected = Numbers.dot(gradient, direction);
      assertThat((above - below) / (2 * step))
          .as(array)
          .isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
    }
  }

  @ParameterizedTest
  @MethodSource("recurrent")
  void pastTheLengthOutputsAndInputGradientsAreZero(Golden golden) {
    if (!golden.has("lengths")) {
      return;
    }
    float[] lengths = golden.values("lengths");
    for (String array : List.of("output", "grad.x")) {
      int[] shape = golden.shape(array);
      float[] values = golden.values(array);
      for (int b = 0; b < shape[0]; b++) {
        int end = (b + 1) * shape[1] * shape[2];
        int border = end - (shape[1] - (int) lengths[b]) * shape[2];
        assertThat(Arrays.copyOfRange(values, border, end)).containsOnly(0f);
        assertThat(nonZero(Arrays.copyOfRange(values, border - shape[2], border))).isPositive();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void trainingsReduceTheLossAlikeInBothPrecisions(Golden golden) {
    float[] losses = golden.values("losses");
    float[] single = golden.values("losses_float32");
    assertThat(losses).hasSize(20);
    assertThat(losses[19]).isLessThan(losses[0] / 2);
    assertThat(single).containsExactly(losses, within(1e-6f));
    for (String name : golden.fact("trained").split(" ")) {
      assertThat(golden.values("final." + name)).as(name).isNotEqualTo(golden.values(name));
    }
    assertThat(golden.has("final.bias_hh_l0")).isEqualTo(golden.fact("cell").equals("gru"));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void firstOptimizerStepFollowsItsEquation(Golden golden) {
    float[] start = golden.values("start");
    float[] gradients = golden.values("gradients");
    float[] after = golden.values("after");
    double lr = golden.number("lr");
    for (int i = 0; i < start.length; i++) {
      double g = gradients[i];
      double expected =
          switch (golden.name()) {
            case "optimizer-sgd-plain", "optimizer-sgd-momentum" -> start[i] - lr * g;
            case "optimizer-sgd-nesterov" -> start[i] - lr * (g + golden.number("momentum") * g);
            case "optimizer-rmsprop", "optimizer-rmsprop-momentum" ->
                start[i]
                    - lr
                        * g
                        / (Math.sqrt(1 - golden.number("alpha")) * Math.abs(g)
                            + golden.number("eps"));
            case "optimizer-adam" -> start[i] - lr * g / (Math.abs(g) + golden.number("eps"));
            case "optimizer-adamw" ->
                start[i] * (1 - lr * golden.number("weight_decay"))
                    - lr * g / (Math.abs(g) + golden.number("eps"));
            default -> throw new AssertionError("no equation for " + golden.name());
          };
      assertThat((double) after[i]).as(golden + " " + i).isCloseTo(expected, within(1e-6));
    }
    assertThat(golden.shape("after")).isEqualTo(golden.shape("gradients"));
  }

  @Test
  void refusesMalformedFiles() {
    assertThatThrownBy(() -> Golden.parse("bad", List.of("x 2 2", "1 2 3")))
        .hasMessage("bad.txt line 2: expected 4 values, received 3");
    assertThatThrownBy(() -> Golden.parse("bad", List.of("x 1", "1", "x 1", "1")))
        .hasMessageContaining("'x' comes twice");
    assertThatThrownBy(() -> Golden.parse("bad", List.of("x 1")))
        .hasMessageContaining("the values of 'x 1' are missing");
    assertThatThrownBy(() -> Golden.load("lstm-9"))
        .hasMessageContaining("No golden file lstm-9; there are [attention-multi-head-causal");
    assertThatThrownBy(() -> Golden.load("loss-mse").values("x"))
        .hasMessageContaining("loss-mse has no x; it has [predictions");
  }
}
