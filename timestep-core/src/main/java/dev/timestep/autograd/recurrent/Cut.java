package dev.timestep.autograd.recurrent;

/**
 * How a recurrent layer is shared among threads.
 *
 * <p>Cut by sequences, each thread takes its part of the batch through all steps and waits for
 * nobody. Cut by units, each thread computes its columns of all gates for the whole batch and the
 * threads meet at every step: worth it where the weights are large, since a core then reads only
 * its part of them and uses each for more rows, and where there are fewer sequences than threads.
 * No sum depends on the cut, so neither do the bits.
 *
 * @param byUnits whether parts are units rather than sequences
 * @param parts the parts
 */
record Cut(boolean byUnits, Part[] parts) {

  /** Multiply-adds below which a part is not worth a thread. */
  private static final long PART_WORK = 1 << 16;

  /** Multiply-adds of a step below which meeting after it costs more than it saves. */
  private static final long STEP_WORK = 1 << 18;

  /**
   * Weights, in floats, that every core may read at every step: measured, up to here waiting for
   * each other at every step costs more.
   */
  private static final long SHARED_WEIGHTS = 1 << 20;

  /** Units are cut at multiples of this, the width of whole vectors and of panels. */
  private static final int UNIT_BLOCK = 16;

  /**
   * Chooses.
   *
   * @param threads threads to share among
   * @param units H
   * @param weights floats of all recurrent gates that a step reads
   * @param mayCutUnits whether the cell's step can be cut by units
   */
  static Cut of(StepLayout layout, int threads, int units, long weights, boolean mayCutUnits) {
    int batch = layout.batch();
    long work = layout.rows() * weights;
    int wanted = (int) Math.min(threads, Math.max(1, work / PART_WORK));
    long stepWork = work / Math.max(1, layout.steps());
    int unitParts = Math.min(wanted, units / (2 * UNIT_BLOCK));
    if (mayCutUnits
        && unitParts > 1
        && stepWork >= STEP_WORK
        && (weights > SHARED_WEIGHTS || batch < wanted)) {
      return byUnits(layout, unitParts, units);
    }
    return bySequences(layout, Math.min(wanted, Math.max(1, batch)), units);
  }

  /** Whether parts have sequences of their own. */
  boolean isApart() {
    return !byUnits && parts.length > 1;
  }

  /** Each part all units of some sequences. */
  static Cut bySequences(StepLayout layout, int count, int units) {
    Part[] parts = new Part[count];
    for (int part = 0; part < count; part++) {
      int from = layout.split(part, count);
      parts[part] = new Part(layout, part, from, layout.split(part + 1, count), 0, units, units);
    }
    return new Cut(false, parts);
  }

  private static Cut byUnits(StepLayout layout, int count, int units) {
    Part[] parts = new Part[count];
    int blocks = (units + UNIT_BLOCK - 1) / UNIT_BLOCK;
    for (int part = 0; part < count; part++) {
      int from = blocks * part / count * UNIT_BLOCK;
      int to = Math.min(units, blocks * (part + 1) / count * UNIT_BLOCK);
      parts[part] = new Part(layout, part, 0, layout.batch(), from, to - from, units);
    }
    return new Cut(true, parts);
  }
}
