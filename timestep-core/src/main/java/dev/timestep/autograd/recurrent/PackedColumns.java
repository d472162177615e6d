package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.PackedCopy;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.recurrent.StepProgram.Product;
import dev.timestep.kernel.Kernels;

/** Columns of a parameter as a product reads them, packed again only after it has changed. */
final class PackedColumns {
  /** How they are packed, as a key of {@link Parameter#packedCopy}. */
  private record Columns(Kernels kernels, int from, int count, boolean transposed) {}

  private final Kernels kernels;
  private final Product product;
  private final boolean transposed;
  private final PackedCopy copy;

  /** What may stand for the parameter has a copy of its own. */
  private final PackedCopy ofAnother = new PackedCopy();

  PackedColumns(Kernels kernels, Product product, boolean transposed) {
    this.kernels = kernels;
    this.product = product;
    this.transposed = transposed;
    Columns way = new Columns(kernels, product.from(), product.n(), transposed);
    this.copy = product.weights().packedCopy(way);
  }

  /**
   * The columns as they are now.
   *
   * @param weights the parameter on the tape at hand, or what stands for it
   */
  float[] get(Variable weights) {
    Parameter parameter = weights.parameter();
    // What stands for a parameter may have been computed again.
    long now = parameter == null ? PackedCopy.NEVER : parameter.version();
    PackedCopy current = parameter == null ? ofAnother : copy;
    if (!current.isFresh(now)) {
      int k = product.k();
      int n = product.n();
      int size =
          transposed ? kernels.products().packedSize(n, k) : kernels.products().packedSize(k, n);
      current.renew(now, size, to -> pack(weights.data(), to));
    }
    return current.data();
  }

  private void pack(float[] all, float[] to) {
    int k = product.k();
    int n = product.n();
    if (transposed) {
      kernels.products().packTransposed(n, k, all, product.from(), product.columns(), to, 0);
    } else {
      kernels.products().pack(k, n, all, product.from(), product.columns(), to, 0);
    }
  }
}
