package dev.timestep.kernel.vector;

import dev.timestep.kernel.ActivationKernels;
import dev.timestep.kernel.CellKernels;
import dev.timestep.kernel.ElementwiseKernels;
import dev.timestep.kernel.ExponentialKernels;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.MatrixRowKernels;
import dev.timestep.kernel.ProductKernels;
import dev.timestep.kernel.ReductionKernels;

/**
 * {@link Kernels} on the Vector API, one class to a group. Two calls with the same input give the
 * same bits at any place in an array and on any thread, but not at another lane width.
 */
public final class VectorKernels implements Kernels {

  private final VectorProducts products = new VectorProducts();
  private final VectorElementwise elementwise = new VectorElementwise();
  private final VectorActivations activations = new VectorActivations();
  private final VectorReductions reductions = new VectorReductions();
  private final VectorExponentials exponentials = new VectorExponentials();
  private final VectorMatrixRows rows = new VectorMatrixRows(reductions);
  private final VectorCells cells = new VectorCells(activations);

  @Override
  public String name() {
    return "vector-" + Lanes.SPECIES.vectorBitSize();
  }

  @Override
  public ProductKernels products() {
    return products;
  }

  @Override
  public ElementwiseKernels elementwise() {
    return elementwise;
  }

  @Override
  public ActivationKernels activations() {
    return activations;
  }

  @Override
  public ExponentialKernels exponentials() {
    return exponentials;
  }

  @Override
  public ReductionKernels reductions() {
    return reductions;
  }

  @Override
  public MatrixRowKernels rows() {
    return rows;
  }

  @Override
  public CellKernels cells() {
    return cells;
  }
}
