package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Variable;
import java.util.List;

/** What came of a request to run a cell's step over whole sequences with {@link ScanOp#run}. */
public sealed interface ScanRun {
  /**
   * The results.
   *
   * @param y the first part of the state after every step [T, B, ·], zero past a length
   * @param last the parts of the state after each sequence's last real step [B, ·]
   */
  record Outputs(Variable y, List<Variable> last) implements ScanRun {}

  /**
   * Nothing ran, since the step does something that is not an operation of rows.
   *
   * @param obstacle what it does, such as "the operation transpose"
   */
  record NotOfRows(String obstacle) implements ScanRun {}
}
