package dev.timestep.autograd.recurrent;

/**
 * What one task computes of a recurrent layer, some sequences and some units, and the step at which
 * it stands. See {@link Cut}.
 *
 * <p>Exactly one of the two is cut: either all units of some sequences, which need nothing from the
 * other parts, or some units of all sequences, which need the other parts' outputs at every step.
 */
final class Part {
  /** Which of the parts. */
  final int index;

  /** First sorted position in the batch. */
  final int from;

  /** First unit. */
  final int unit;

  /** How many units. */
  final int width;

  private final StepLayout layout;
  private final int to;
  private final int units;

  /** The step, in working order. */
  int step;

  /** How many of the part's sequences reach this step. */
  int active;

  /** The working row of the first of them. */
  int row;

  /** The row of the state before: a working row, or a sorted position before the first step. */
  int previousRow;

  Part(StepLayout layout, int index, int from, int to, int unit, int width, int units) {
    this.layout = layout;
    this.index = index;
    this.from = from;
    this.to = to;
    this.unit = unit;
    this.width = width;
    this.units = units;
  }

  /** Goes to a step; false when none of the sequences reaches it. */
  boolean moveTo(int newStep) {
    step = newStep;
    active = activeAt(newStep);
    row = layout.firstRow(newStep) + from;
    previousRow = newStep == 0 ? from : layout.firstRow(newStep - 1) + from;
    return active > 0;
  }

  /** How many of the part's sequences reach a step. */
  int activeAt(int step) {
    return Math.max(0, Math.min(layout.active(step), to) - from);
  }

  int sequences() {
    return to - from;
  }

  // Elementwise work runs over the rows of all active sequences at once where they lie side by
  // side, that is, where no unit is left out; else row by row.

  /** How many contiguous runs of numbers a step of this part has in a matrix [rows, units]. */
  int runs() {
    return width == units ? 1 : active;
  }

  /** Numbers in a run; from one run to the next it is a row. */
  int runLength() {
    return width == units ? active * units : width;
  }
}
