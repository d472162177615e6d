package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;

/**
 * A parameter [k, n] as products read it, packed again only after it has changed: all ops of a tape
 * that multiply by it read the same copy.
 */
final class PackedWeight {
  private final Parameter parameter;
  private final boolean transposed;
  private float[] packed = {};
  private long version = -1;

  PackedWeight(Parameter parameter, boolean transposed) {
    this.parameter = parameter;
    this.transposed = transposed;
  }

  /** W, or Wᵀ, packed as it is now. */
  float[] get(Kernels kernels) {
    if (version != parameter.version()) {
      int k = parameter.shape().dim(0);
      int n = parameter.shape().dim(1);
      int size = transposed ? kernels.packedSize(n, k) : kernels.packedSize(k, n);
      if (packed.length < size) {
        packed = new float[size];
      }
      float[] weights = parameter.value().data();
      version = parameter.version();
      if (transposed) {
        kernels.packTransposed(n, k, weights, 0, n, packed, 0);
      } else {
        kernels.pack(k, n, weights, 0, n, packed, 0);
      }
    }
    return packed;
  }
}
