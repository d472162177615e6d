package dev.timestep.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Patches.Axis;
import dev.timestep.kernel.PortableKernels;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.GradientCheck;
import dev.timestep.testing.ReferenceConvolution;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Patches and the convolution made of them against a convolution written as it is defined. */
class PatchesTest {
  private static final int FILTERS = 3;

  static Stream<Patches> shapes() {
    return Stream.of(
        Patches.of(Axis.of(7, 3, 1, 1, Padding.SAME), 2),
        Patches.of(Axis.of(7, 4, 1, 1, Padding.SAME), 1),
        Patches.of(Axis.of(7, 3, 2, 1, Padding.SAME), 2),
        Patches.of(Axis.of(8, 2, 3, 1, Padding.VALID), 3),
        Patches.of(Axis.of(7, 3, 1, 2, Padding.VALID), 2),
        Patches.of(Axis.of(6, 3, 1, 3, Padding.CAUSAL), 2),
        Patches.of(Axis.of(2, 5, 1, 1, Padding.SAME), 2),
        Patches.of(Axis.of(2, 3, 1, 4, Padding.SAME), 2),
        Patches.of(Axis.of(1, 1, 1, 1, Padding.VALID), 1),
        new Patches(Axis.of(4, 3, 1, 1, Padding.SAME), Axis.of(5, 2, 1, 1, Padding.SAME), 2),
        new Patches(Axis.of(5, 3, 2, 1, Padding.VALID), Axis.of(6, 3, 1, 2, Padding.SAME), 1),
        new Patches(Axis.of(5, 2, 1, 2, Padding.SAME), Axis.of(4, 3, 2, 1, Padding.SAME), 3));
  }

  private static ReferenceConvolution reference(Patches p) {
    Axis down = p.rows();
    Axis across = p.columns();
    return new ReferenceConvolution(
        new int[] {down.size(), across.size()},
        p.channels(),
        new int[] {down.kernel(), across.kernel()},
        new int[] {down.stride(), across.stride()},
        new int[] {down.dilation(), across.dilation()},
        new int[] {down.before(), across.before()},
        new int[] {down.places(), across.places()},
        FILTERS);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aConvolutionAndItsGradientsAreThoseOfTheDefinition(Patches p) {
    int images = 2;
    new GradientCheck(4)
        .input("x", -1, 1, images, p.imageSize())
        .input("w", -1, 1, p.patchSize(), FILTERS)
        .input("b", -1, 1, FILTERS)
        .run(
            (tape, in) -> List.of(PatchOp.convolution(in.get("x"), p, in.get("w"), in.get("b"))),
            in -> {
              double[] all = in.get("x");
              double[] y =
                  Stream.of(0, 1)
                      .map(i -> Arrays.copyOfRange(all, i * p.imageSize(), (i + 1) * p.imageSize()))
                      .map(x -> reference(p).of(x, in.get("w"), in.get("b")))
                      .flatMapToDouble(Arrays::stream)
                      .toArray();
              return List.of(y);
            });
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void placesThatLieApartGiveThePatchesOfThoseSideBySide(Patches p) {
    if (p.rows().equals(Axis.NONE)) {
      int size = p.columns().size();
      int real = Math.max(1, size - 2);
      int step = p.channels() + 4;
      int patchStep = p.patchSize() + 5;
      Random random = new Random(8);
      float[] apart = Init.uniform(1, random, 3 + size * step).data();
      float[] together = new float[p.imageSize()];
      for (int at = 0; at < real; at++) {
        System.arraycopy(apart, 3 + at * step, together, at * p.channels(), p.channels());
      }
      float[] expected = new float[p.places() * p.patchSize()];
      p.gather(together, 0, expected, 0);
      float[] actual = Init.uniform(1, random, 2 + p.places() * patchStep).data();
      p.gather(apart, 3, step, real, actual, 2, patchStep);
      for (int place = 0; place < p.places(); place++) {
        int from = 2 + place * patchStep;
        assertThat(Arrays.copyOfRange(actual, from, from + p.patchSize()))
            .isEqualTo(
                Arrays.copyOfRange(expected, place * p.patchSize(), (place + 1) * p.patchSize()));
      }
      assertTheWayBack(p, actual, patchStep, apart, step, real);
    }
  }

  /** ⟨gather x, q⟩ = ⟨x, scatterAdd q⟩ for any q. */
  private static void assertTheWayBack(
      Patches p, float[] patches, int patchStep, float[] image, int step, int real) {
    Tensor back = Tensor.zeros(image.length);
    float[] q = Init.uniform(1, new Random(9), patches.length).data();
    p.scatterAdd(new PortableKernels(), q, 2, patchStep, back.data(), 3, step, real);
    double left = 0;
    for (int place = 0; place < p.places(); place++) {
      for (int at = 0; at < p.patchSize(); at++) {
        int i = 2 + place * patchStep + at;
        left += (double) patches[i] * q[i];
      }
    }
    double right = 0;
    for (int at = 0; at < image.length; at++) {
      right += (double) image[at] * back.data()[at];
    }
    assertThat(left).isCloseTo(right, within(1e-4));
  }

  @Test
  void sizesAreThoseOfKeras() {
    assertThat(Axis.of(7, 3, 2, 1, Padding.SAME)).isEqualTo(new Axis(7, 3, 2, 1, 1, 4));
    assertThat(Axis.of(8, 3, 2, 1, Padding.SAME)).isEqualTo(new Axis(8, 3, 2, 1, 0, 4));
    assertThat(Axis.of(7, 4, 1, 1, Padding.SAME)).isEqualTo(new Axis(7, 4, 1, 1, 1, 7));
    assertThat(Axis.of(7, 3, 2, 1, Padding.VALID)).isEqualTo(new Axis(7, 3, 2, 1, 0, 3));
    assertThat(Axis.of(7, 3, 1, 2, Padding.CAUSAL)).isEqualTo(new Axis(7, 3, 1, 2, 4, 7));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Axis.of(4, 3, 1, 2, Padding.VALID))
        .withMessageContaining("at least 5")
        .withMessageContaining("received 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Axis.of(4, 0, 1, 1, Padding.SAME))
        .withMessageContaining("received 4, 0, 1 and 1");
  }
}
