package dev.timestep.testing;

import dev.timestep.autograd.Padding;
import dev.timestep.autograd.Patches;
import dev.timestep.autograd.Patches.Axis;
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
