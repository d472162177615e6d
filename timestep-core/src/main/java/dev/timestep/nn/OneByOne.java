package dev.timestep.nn;

import dev.timestep.nn.cell.Cell;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says in the log that a cell's steps run one by one, and which operation is the reason: once for
 * each kind and class of cell and each operation, since a model is often built again and again.
 */
final class OneByOne {
  private static final System.Logger LOG = System.getLogger(Recurrent.class.getName());

  /** What was said; it changes no result, so the whole process may share it. */
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  private OneByOne() {}

  /**
   * Says it, unless it was said before.
   *
   * @param who the cell and its sizes
   * @param place in the model; empty outside of one
   * @param obstacle what is not an operation of rows
   */
  static void tell(Cell<?> cell, String who, String place, String obstacle) {
    String type = cell.getClass().getName();
    if (SAID.add(cell.kind() + ", " + type + ": " + obstacle)) {
      LOG.log(System.Logger.Level.INFO, () -> sentence(who, place, type, obstacle));
    }
  }

  static String sentence(String who, String place, String type, String obstacle) {
    return "The cell "
        + who
        + (place.isEmpty() ? "" : " at " + place)
        + ", a "
        + type
        + ", runs step by step, in two to three times the time: in its step, "
        + obstacle
        + " is not an operation of rows, so its steps cannot run over all sequences as one"
        + " operation. The Javadoc of Cell.step lists those that can.";
  }
}
