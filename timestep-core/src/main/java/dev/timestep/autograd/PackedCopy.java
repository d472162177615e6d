package dev.timestep.autograd;

import dev.timestep.kernel.ProductKernels;

/**
 * Weights as products read them ({@link ProductKernels#pack}). It is kept with the parameter
 * ({@link Parameter#packedCopy}), so all tapes, sessions and threads that run a model read one
 * copy, and made again only after the weights have changed.
 *
 * <pre>{@code
 * long stamp = parameter.version();
 * if (!copy.isFresh(stamp)) {
 *   copy.renew(stamp, size, to -> kernels.products().pack(k, n, weights, 0, n, to, 0));
 * }
 * float[] packed = copy.data();
 * }</pre>
 *
 * <p>While the weights are read by a running step nobody may change them, so nobody reads a copy
 * that is being renewed.
 */
public final class PackedCopy {
  /** The stamp of a copy of what may differ at every look: never fresh. */
  public static final long NEVER = -1;

  private float[] data = {};

  /** Written after the data, so that who finds it equal sees them. */
  private volatile long stamp = NEVER;

  /** Writes the copy. */
  @FunctionalInterface
  public interface Packer {
    /** Fills the whole of {@code to}. */
    void pack(float[] to);
  }

  /** A copy of nothing yet. */
  public PackedCopy() {}

  /**
   * Whether it is of the weights as they are.
   *
   * @param now the sum of their versions, or {@link #NEVER}
   */
  public boolean isFresh(long now) {
    return now != NEVER && stamp == now;
  }

  /** Makes it again, unless another thread has done so since {@link #isFresh} was asked. */
  public synchronized void renew(long now, int size, Packer packer) {
    if (isFresh(now)) {
      return;
    }
    if (data.length < size) {
      data = new float[size];
    }
    packer.pack(data);
    stamp = now;
  }

  /** The packed numbers. */
  public float[] data() {
    return data;
  }
}
