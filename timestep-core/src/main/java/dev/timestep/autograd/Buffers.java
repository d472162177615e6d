package dev.timestep.autograd;

import java.util.Arrays;

/** Buffers taken from a {@link Workspace}, to be given back together. */
final class Buffers {
  private static final float[][] NONE = {};

  private float[][] buffers = NONE;
  private int count;

  void add(float[] buffer) {
    if (count == buffers.length) {
      buffers = Arrays.copyOf(buffers, Math.max(4, 2 * count));
    }
    buffers[count++] = buffer;
  }

  /** Gives all back, the last taken first, so that the next step finds them in the same order. */
  void giveBack(Workspace workspace) {
    while (count > 0) {
      workspace.giveBack(buffers[--count]);
    }
  }

  /** Hands all over to a list of their own. */
  Buffers handOver() {
    Buffers own = new Buffers();
    if (count > 0) {
      own.buffers = Arrays.copyOf(buffers, count);
      own.count = count;
      count = 0;
    }
    return own;
  }
}
