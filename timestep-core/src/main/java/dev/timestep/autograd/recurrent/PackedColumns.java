package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.recurrent.StepProgram.Product;
import dev.timestep.kernel.Kernels;

/** Columns of a parameter as a product reads them, packed anew only after it has changed. */
final class PackedColumns {
  private final Product product;
  private final boolean transposed;
  private float[] packed = {};
  private long version = -1;

  PackedColumns(Product product, boolean transposed) {
    this.product = product;
    this.transposed = transposed;
  }

  float[] get(Kernels kernels) {
    Parameter weights = product.weights();
    if (version != weights.version()) {
      int k = product.k();
      int n = product.n();
      int size = transposed ? kernels.packedSize(n, k) : kernels.packedSize(k, n);
      if (packed.length < size) {
        packed = new float[size];
      }
      version = weights.version();
      float[] all = weights.value().data();
      if (transposed) {
        kernels.packTransposed(n, k, all, product.from(), product.columns(), packed, 0);
      } else {
        kernels.pack(k, n, all, product.from(), product.columns(), packed, 0);
      }
    }
    return packed;
  }
}
