package dev.timestep.testing;

import dev.timestep.autograd.Padding;
import dev.timestep.autograd.Patches;
import dev.timestep.autograd.Patches.Axis;
import dev.timestep.autograd.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Windows over sequences and images at which convolutions are tested, and the definition of each.
 */
public final class ConvolutionShapes {
  private ConvolutionShapes() {}

  /** All of them. */
  public static Stream<Patches> all() {
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
        Patches.of(Axis.of(6, 1, 1, 1, Padding.VALID), 5),
        new Patches(Axis.of(4, 3, 1, 1, Padding.SAME), Axis.of(5, 2, 1, 1, Padding.SAME), 2),
        new Patches(Axis.of(5, 3, 2, 1, Padding.VALID), Axis.of(6, 3, 1, 2, Padding.SAME), 1),
        new Patches(Axis.of(5, 2, 1, 2, Padding.SAME), Axis.of(4, 3, 2, 1, Padding.SAME), 3),
        new Patches(Axis.of(6, 2, 1, 2, Padding.SAME), Axis.of(5, 3, 1, 2, Padding.SAME), 2));
  }

  /** Those of sequences. */
  public static Stream<Patches> overTime() {
    return all().filter(p -> p.rows().equals(Axis.NONE));
  }

  /** A convolution of images. */
  @FunctionalInterface
  public interface OfImages {
    /** Of images x with the kernel w and the bias b. */
    Variable run(Variable x, Variable w, Variable b);
  }

  /** Holds values and gradients for two images against those of the definition. */
  public static void checkImages(Patches p, int filters, OfImages convolution) {
    int size = p.imageSize();
    ReferenceConvolution reference = reference(p, filters);
    new GradientCheck(4)
        .input("x", -1, 1, 2, size)
        .input("w", -1, 1, p.patchSize(), filters)
        .input("b", -1, 1, filters)
        .run(
            (tape, in) -> List.of(convolution.run(in.get("x"), in.get("w"), in.get("b"))),
            in -> {
              double[] both = in.get("x");
              return List.of(
                  Stream.of(
                          Arrays.copyOfRange(both, 0, size),
                          Arrays.copyOfRange(both, size, 2 * size))
                      .map(x -> reference.of(x, in.get("w"), in.get("b")))
                      .flatMapToDouble(Arrays::stream)
                      .toArray());
            });
  }

  /** The convolution of these patches as it is defined. */
  public static ReferenceConvolution reference(Patches p, int filters) {
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
        filters);
  }
}
