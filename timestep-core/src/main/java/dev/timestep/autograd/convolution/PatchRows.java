package dev.timestep.autograd.convolution;

import dev.timestep.kernel.Kernels;

/**
 * The rows that a convolution multiplies by its kernel, one for each place of its output: the
 * numbers under the kernel side by side. They are made some rows at a time, right before the
 * product reads them, and never stand in memory all together.
 */
interface PatchRows {
  /** Rows in all. */
  int count();

  /** Numbers of a row. */
  int width();

  /** Numbers of a place of what rows are made of. */
  int channels();

  /**
   * The patches of the output from which, with the kernel turned round, the gradient of the input
   * is made.
   *
   * @param filters numbers of a place of the output
   */
  PatchRows back(int filters);

  /**
   * Makes the rows {@code [from, to)}, one after the other from the start of {@code rows}, {@code
   * rowStep} floats from one to the next.
   */
  void gather(Kernels kernels, float[] source, int from, int to, float[] rows, int rowStep);
}
