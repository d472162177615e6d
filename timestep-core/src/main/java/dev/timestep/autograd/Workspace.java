package dev.timestep.autograd;

import java.util.Arrays;

/**
 * Float buffers that are used again from one training step to the next, so that the steady state
 * allocates nothing and the collector has nothing to do.
 *
 * <p>Buffers come in eight size classes an octave; a buffer may be up to an eighth longer than
 * asked for, and holds whatever its last user left in it.
 */
final class Workspace {
  private static final int CLASSES = 32 * 8;

  private final float[][][] free = new float[CLASSES][][];
  private final int[] freeCount = new int[CLASSES];
  private long held;

  /** A buffer of at least {@code size} floats with arbitrary contents, until it is given back. */
  float[] take(int size) {
    int sizeClass = sizeClass(size);
    if (freeCount[sizeClass] > 0) {
      return free[sizeClass][--freeCount[sizeClass]];
    }
    float[] buffer = new float[capacity(sizeClass)];
    held += buffer.length;
    return buffer;
  }

  /** Takes back a buffer that came from here. */
  void giveBack(float[] buffer) {
    int sizeClass = sizeClass(buffer.length);
    float[][] stack = free[sizeClass];
    if (stack == null) {
      stack = new float[4][];
    } else if (freeCount[sizeClass] == stack.length) {
      stack = Arrays.copyOf(stack, stack.length * 2);
    }
    free[sizeClass] = stack;
    stack[freeCount[sizeClass]++] = buffer;
  }

  /** Floats that are held in all, in use or not. */
  long held() {
    return held;
  }

  /** The smallest class whose capacity is at least {@code size}. */
  private static int sizeClass(int size) {
    int atLeast = Math.max(size, 16);
    int exponent = 31 - Integer.numberOfLeadingZeros(atLeast);
    int eighth = 1 << (exponent - 3);
    int eighths = (atLeast - (1 << exponent) + eighth - 1) / eighth;
    return exponent * 8 + eighths;
  }

  private static int capacity(int sizeClass) {
    int exponent = sizeClass / 8;
    long capacity = (1L << exponent) + (long) (sizeClass % 8) * (1L << (exponent - 3));
    return (int) Math.min(capacity, Integer.MAX_VALUE - 16);
  }
}
