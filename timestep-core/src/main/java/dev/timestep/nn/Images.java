package dev.timestep.nn;

import dev.timestep.autograd.Padding;

/** The checks of the layers over images in rows. */
final class Images {
  private Images() {}

  static void checkPadding(String who, Padding padding) {
    if (padding == Padding.CAUSAL) {
      throw new IllegalArgumentException(
          who + " expects Padding.VALID or Padding.SAME; received CAUSAL. An image has no time.");
    }
  }

  /** The channels of images of height × width in rows of {@code features} numbers. */
  static int channels(String who, int height, int width, int features) {
    int channels = features / (height * width);
    if (channels < 1 || channels * height * width != features) {
      throw new IllegalArgumentException(
          who
              + " expects rows of "
              + height
              + " × "
              + width
              + " × channels numbers, channels last; received rows of "
              + features
              + ". Check the height and the width of the images.");
    }
    return channels;
  }
}
