package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Variable;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a cell's step, in text: the operations that its author wrote, the same in fewer
 * passes over the rows, and how they run over whole sequences.
 *
 * @param obstacle what in the step is not an operation of rows, so that steps run one by one; empty
 *     where they run as one operation
 * @param traced the operations as they were recorded, a line for each, with what it costs
 * @param rewritten the same after {@link StepRewrite}
 * @param run before the steps, in them, on the way back and after it, and what is kept
 */
public record ProgramText(Optional<String> obstacle, String traced, String rewritten, String run) {

  /**
   * The texts of a step.
   *
   * @param x input [T, B, ·], as the steps read it
   * @param initial parts of the state before the first step [B, ·]
   * @throws IllegalArgumentException when the step does not do the same for any numbers
   */
  public static ProgramText of(CellStep step, Variable x, List<Variable> initial) {
    StepTrace trace = StepCheck.of(x.tape(), step, x, initial).trace();
    StepNames names = new StepNames(trace.program(), step);
    String traced = StepText.of(trace.program(), names);
    if (trace instanceof StepTrace.Stopped stopped) {
      String stop = "  stops here: " + stopped.obstacle() + " is not an operation of rows\n";
      String nothing = "  nothing, since " + stopped.obstacle() + " is not an operation of rows\n";
      return new ProgramText(
          Optional.of(stopped.obstacle()), traced + stop, nothing, "  step by step, on the tape\n");
    }
    ScanOp op = new ScanOp(step, trace, x, initial, null, false);
    return new ProgramText(
        Optional.empty(), traced, StepText.of(op.program, names), ScanText.of(op, names));
  }
}
