package dev.timestep.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Patches.Axis;
import dev.timestep.kernel.PortableKernels;
import dev.timestep.nn.cell.Init;
import dev.timestep.testing.ConvolutionShapes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Patches and the convolution made of them against a convolution written as it is defined. */
class PatchesTest {
  private static final int FILTERS = 3;

  @ParameterizedTest
  @MethodSource("dev.timestep.testing.ConvolutionShapes#all")
  void aConvolutionAndItsGradientsAreThoseOfTheDefinition(Patches p) {
    ConvolutionShapes.checkImages(p, FILTERS, (x, w, b) -> PatchOp.convolution(x, p, w, b));
  }

  @ParameterizedTest
  @MethodSource("dev.timestep.testing.ConvolutionShapes#all")
  void theGradientOfPatchesGoesBackToWhereTheyCameFrom(Patches p) {
    PortableKernels kernels = new PortableKernels();
    float[] image = Init.uniform(1, new Random(8), 3 + p.imageSize()).data();
    float[] patches = new float[2 + p.places() * p.patchSize()];
    p.gather(kernels, image, 3, patches, 2);
    float[] q = Init.uniform(1, new Random(9), patches.length).data();
    float[] back = new float[image.length];
    p.scatterAdd(kernels, q, 2, back, 3);
    // ⟨gather x, q⟩ = ⟨x, scatterAdd q⟩ for any q.
    double left = 0;
    for (int at = 2; at < patches.length; at++) {
      left += (double) patches[at] * q[at];
    }
    double right = 0;
    for (int at = 3; at < image.length; at++) {
      right += (double) image[at] * back[at];
    }
    assertThat(left).isCloseTo(right, within(1e-4));
  }

  @ParameterizedTest
  @MethodSource("dev.timestep.testing.ConvolutionShapes#all")
  void somePlacesHaveThePatchesThatTheyHaveAmongAll(Patches p) {
    PortableKernels kernels = new PortableKernels();
    float[] image = Init.uniform(1, new Random(8), p.imageSize()).data();
    float[] all = new float[p.places() * p.patchSize()];
    p.gather(kernels, image, 0, all, 0);
    for (int from = 0; from < p.places(); from++) {
      for (int end = from + 1; end <= p.places(); end++) {
        int size = p.patchSize();
        float[] some = Init.uniform(1, new Random(9), 1 + (end - from) * (size + 3)).data();
        p.gather(kernels, image, 0, from, end, some, 1, size + 3);
        for (int place = from; place < end; place++) {
          int at = 1 + (place - from) * (size + 3);
          assertThat(Arrays.copyOfRange(some, at, at + size))
              .isEqualTo(Arrays.copyOfRange(all, place * size, (place + 1) * size));
        }
      }
    }
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
