package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link RowWise} op computes, on rows of plain arrays: the op without its tape. Keeps
 * nothing, so any number of threads may run it, each on rows of its own.
 *
 * <p>An input that is the same for all rows, such as a bias, is a single row, and its gradient is
 * left apart: one row of it for each row of the output, to be summed by the caller.
 */
public interface RowKernel {
  /** Computes rows of the output from the same rows of the inputs. */
  void forward(Kernels kernels, int rows, Rows[] in, Rows out);

  /**
   * Adds to the gradients of the inputs.
   *
   * @param dIn where to add, null for an input that wants none
   * @param scratch twice the width of the output, to write to
   */
  void backward(
      Kernels kernels,
      int rows,
      Rows[] in,
      Rows out,
      Rows dOut,
      @Nullable Rows[] dIn,
      float[] scratch);

  /**
   * The computation in one line, with all its settings: kernels whose lines are equal compute the
   * same. It is what a cell's program shows, and how two runs of a step are compared.
   *
   * @param in what the inputs are called
   * @param width of a row of the output
   */
  String formula(List<String> in, int width);

  /** Whether backward reads what the inputs were. */
  boolean readsInputs();

  /** Whether backward reads what the output was. */
  boolean readsOutput();

  /** Whether it is the sum of its two inputs. */
  default boolean isSum() {
    return false;
  }

  /** Whether the gradient of an input as wide as the output is that of the output itself. */
  default boolean passesGradient(int input) {
    return false;
  }
}
