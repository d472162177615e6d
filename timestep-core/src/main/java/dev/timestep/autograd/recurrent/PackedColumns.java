package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.recurrent.StepProgram.Product;
import dev.timestep.kernel.Kernels;

/** Columns of a parameter as a product reads them, packed again only after it has changed. */
final class PackedColumns {
  private final Product product;
  private final boolean transposed;
  private float[] packed = {};
  private long version = -1;

  PackedColumns(Product product, boolean transposed) {
    this.product = product;
    this.transposed = transposed;
  }

  /**
   * The columns as they are now.
   *
   * @param weights the parameter on the tape at hand, or what stands for it
   */
  float[] get(Kernels kernels, Variable weights) {
    Parameter parameter = weights.parameter();
    // What stands for a parameter may have been computed again.
    long now = parameter == null ? -1 : parameter.version();
    if (version != now || now < 0) {
      int k = product.k();
      int n = product.n();
      int size = transposed ? kernels.packedSize(n, k) : kernels.packedSize(k, n);
      if (packed.length < size) {
        packed = new float[size];
      }
      version = now;
      float[] all = weights.data();
      if (transposed) {
        kernels.packTransposed(n, k, all, product.from(), product.columns(), packed, 0);
      } else {
        kernels.pack(k, n, all, product.from(), product.columns(), packed, 0);
      }
    }
    return packed;
  }
}
