package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Tape;
import dev.timestep.kernel.MatrixRowKernels;
import dev.timestep.kernel.ProductKernels;
import java.util.Arrays;

/**
 * The left factors of a recurrent layer's products, laid as the kernels read them best ({@link
 * ProductKernels#rowStep}): once for all gates, each of whose products would else copy them. Of
 * each part, {@link Places#PAGE} floats apart.
 *
 * <p>Where x·W and h·U are one product these are the rows [x_t h_{t−1}] of a step. Where x·W is
 * computed ahead they are x of some steps, and then, over them, h_{t−1} of each step.
 */
final class LaidRows {
  /** How many times their length rows of x may lie apart: the memory is worth that much. */
  private static final int WIDEST_STEP = 4;

  private final MatrixRowKernels copies;
  private final int f;
  private final int h;
  private final boolean states;
  private final int joinedStep;
  private final int xStep;
  private final int stateStep;
  private final int ofPart;
  private final float[] data;

  /**
   * Room for the rows of a layer.
   *
   * @param joins whether rows are [x h]
   * @param stepsAhead steps for which x·W is computed at once; 0 where it is not
   */
  LaidRows(Tape tape, Cut cut, int f, int h, boolean joins, int stepsAhead) {
    ProductKernels products = tape.kernels().products();
    this.copies = tape.kernels().rows();
    this.f = f;
    this.h = h;
    this.joinedStep = products.rowStep(f + h);
    this.xStep = Math.min(products.rowStep(f), WIDEST_STEP * f);
    this.stateStep = products.rowStep(h);
    this.states = stepsAhead > 0 && stateStep > h;
    int ofSequence = joins ? joinedStep : states ? stateStep : 0;
    if (cut.isApart()) {
      ofSequence = Math.max(ofSequence, stepsAhead * xStep);
    }
    int most = Arrays.stream(cut.parts()).mapToInt(Part::sequences).max().orElse(0);
    this.ofPart = Places.PAGE + most * ofSequence;
    this.data = tape.take(cut.parts().length * ofPart);
  }

  float[] data() {
    return data;
  }

  /** Where a part's rows begin. */
  int at(Part part) {
    return part.index * ofPart;
  }

  /** Whether states are laid at each step; else the products read them where they are. */
  boolean holdsStates() {
    return states;
  }

  /** From a row [x h] to the next. */
  int joinedStep() {
    return joinedStep;
  }

  /** From a row of x to the next. */
  int xStep() {
    return xStep;
  }

  /** From a row of h to the next. */
  int stateStep() {
    return stateStep;
  }

  /** Lays [x_t h_{t−1}] of a part's step side by side. */
  void join(Part at, float[] x, float[] previous, int previousAt) {
    int to = at(at);
    for (int r = 0; r < at.active; r++) {
      System.arraycopy(x, (at.row + r) * f, data, to, f);
      System.arraycopy(previous, previousAt + r * h, data, to + f, h);
      to += joinedStep;
    }
  }

  /** Lays h_{t−1} of a part's step. */
  void layStates(Part at, float[] previous, int previousAt) {
    copies.copyRows(at.active, h, previous, previousAt, h, data, at(at), stateStep);
  }

  /** Lays x of a part's own sequences in the steps {@code [from, to)}; returns how many rows. */
  int layAhead(Part part, float[] x, int from, int to) {
    int count = 0;
    for (int step = from; step < to && part.moveTo(step); step++) {
      int at = at(part) + count * xStep;
      copies.copyRows(part.active, f, x, part.row * f, f, data, at, xStep);
      count += part.active;
    }
    return count;
  }
}
