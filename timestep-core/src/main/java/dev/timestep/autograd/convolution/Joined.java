package dev.timestep.autograd.convolution;

import dev.timestep.autograd.Patches;
import dev.timestep.autograd.Patches.Axis;

/**
 * Some places that are neighbours in a row of an image, computed together: their patches overlap,
 * and what they read in all is one longer patch.
 *
 * @param one how the kernel goes for one place
 * @param together how many places
 */
record Joined(Patches one, int together) {
  /** Longer patches would be summed in several blocks, and so differently. */
  private static final int LONGEST = 256;

  /**
   * As many places as fill a panel of a product with n columns for each; one place where that is no
   * gain.
   *
   * @param panel columns of a panel
   */
  static Joined of(Patches one, int n, int panel) {
    for (int together = panel / n; together > 1; together--) {
      Joined joined = new Joined(one, together);
      if (one.columns().places() % together == 0 && joined.isGain(n, panel)) {
        return joined;
      }
    }
    return new Joined(one, 1);
  }

  /** Whether fewer multiply-adds are made, those of zeros and of unused columns included. */
  private boolean isGain(int n, int panel) {
    int size = patches().patchSize();
    int alone = one.patchSize() * Math.ceilDiv(n, panel);
    return one.columns().dilation() == 1
        && size <= LONGEST
        && size * Math.ceilDiv(together * n, panel) < together * alone;
  }

  /** How the kernel goes for all of them. */
  Patches patches() {
    if (together == 1) {
      return one;
    }
    Axis across = one.columns();
    int stride = across.stride();
    int places = across.places() / together;
    int kernel = across.kernel() + (together - 1) * stride;
    Axis longer = new Axis(across.size(), kernel, together * stride, 1, across.before(), places);
    return new Patches(one.rows(), longer, one.channels());
  }

  /** Where number {@code at} of the patch of a place stands in the longer patch. */
  int at(int place, int at) {
    if (together == 1) {
      return at;
    }
    Axis across = one.columns();
    int line = across.kernel() * one.channels();
    int longer = line + (together - 1) * across.stride() * one.channels();
    return at / line * longer + at % line + place * across.stride() * one.channels();
  }
}
