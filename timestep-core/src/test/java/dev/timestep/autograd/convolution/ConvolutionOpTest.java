package dev.timestep.autograd.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.timestep.autograd.Padding;
import dev.timestep.autograd.Patches;
import dev.timestep.autograd.Patches.Axis;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.TimeWindow;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.ConvolutionShapes;
import dev.timestep.testing.GradientCheck;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and gradients against a convolution written as it is defined, and what is refused. */
class ConvolutionOpTest {
  private static final int FILTERS = 3;

  @ParameterizedTest
  @MethodSource("dev.timestep.testing.ConvolutionShapes#all")
  void imagesAndTheirGradientsAreThoseOfTheDefinition(Patches p) {
    ConvolutionShapes.checkImages(p, FILTERS, (x, w, b) -> ConvolutionOp.ofImages(x, p, w, b));
  }

  /** Every sequence of a time-major batch is an image of one row. */
  @ParameterizedTest
  @MethodSource("dev.timestep.testing.ConvolutionShapes#overTime")
  void sequencesAndTheirGradientsAreThoseOfTheDefinition(Patches p) {
    Axis axis = p.columns();
    int batch = 2;
    int channels = p.channels();
    Padding padding =
        axis.before() == 0
            ? Padding.VALID
            : axis.before() == (axis.kernel() - 1) * axis.dilation()
                ? Padding.CAUSAL
                : Padding.SAME;
    TimeWindow window = new TimeWindow(axis.kernel(), axis.stride(), axis.dilation(), padding);
    new GradientCheck(4)
        .input("x", -1, 1, axis.size(), batch, channels)
        .input("w", -1, 1, p.patchSize(), FILTERS)
        .input("b", -1, 1, FILTERS)
        .run(
            (tape, in) ->
                List.of(
                    ConvolutionOp.overTime(in.get("x"), window, null, in.get("w"), in.get("b"))),
            in -> {
              double[] y = new double[axis.places() * batch * FILTERS];
              for (int b = 0; b < batch; b++) {
                double[] x = new double[p.imageSize()];
                for (int at = 0; at < x.length; at++) {
                  x[at] = in.get("x")[(at / channels * batch + b) * channels + at % channels];
                }
                double[] alone =
                    ConvolutionShapes.reference(p, FILTERS).of(x, in.get("w"), in.get("b"));
                for (int at = 0; at < alone.length; at++) {
                  y[(at / FILTERS * batch + b) * FILTERS + at % FILTERS] = alone[at];
                }
              }
              return List.of(y);
            });
  }

  @Test
  void keepsNoPatches() {
    Axis axis = Axis.of(28, 3, 1, 1, Padding.SAME);
    Patches patches = new Patches(axis, axis, 8);
    Tape tape = Tape.recording(Engine.withThreads(1));
    Variable x = tape.constant(Init.uniform(1, new Random(1), 32, patches.imageSize()));
    Variable w = tape.input(Init.uniform(1, new Random(2), patches.patchSize(), 16));
    tape.backward(ConvolutionOp.ofImages(x, patches, w, null).sum());
    long patchFloats = 32L * patches.places() * patches.patchSize();
    assertThat(tape.heldFloats()).isLessThan(patchFloats * 2 / 3);
  }

  @Test
  void aKernelOfAnotherSizeIsRefused() {
    Tape tape = Tape.inference(Engine.withThreads(1));
    Axis axis = Axis.of(5, 3, 1, 1, Padding.SAME);
    Variable x = tape.constant(Tensor.zeros(2, 10));
    Variable w = tape.constant(Tensor.zeros(9, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConvolutionOp.ofImages(x, Patches.of(axis, 2), w, null))
        .withMessageContaining("expects a kernel [6, filters]")
        .withMessageContaining("received a kernel [9, 4]");
    Variable bias = tape.constant(Tensor.zeros(3));
    Variable fits = tape.constant(Tensor.zeros(6, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConvolutionOp.ofImages(x, Patches.of(axis, 2), fits, bias))
        .withMessageContaining("a bias [3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConvolutionOp.ofImages(x, Patches.of(axis, 3), fits, null))
        .withMessageContaining("rows of 15 numbers");
  }
}
