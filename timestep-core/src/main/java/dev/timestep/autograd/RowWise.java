package dev.timestep.autograd;

import org.jspecify.annotations.Nullable;

/**
 * An op whose output rows each depend on nothing but the same row of its inputs and on what is the
 * same for all rows. A step of a cell that consists of such ops and of products with weights can
 * run over all sequences of a thread without waiting for the others.
 */
public interface RowWise extends Op {
  /** What it reads: rows, or a vector or number that is the same for all rows. */
  Variable[] inputs();

  /** Its result. */
  Variable output();

  /**
   * Its computation; null where it is not one of rows after all, such as a slice of the time axis.
   */
  @Nullable RowKernel rowKernel();
}
