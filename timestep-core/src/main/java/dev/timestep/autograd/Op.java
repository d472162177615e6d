package dev.timestep.autograd;

/**
 * An operation on a tape: made once for its inputs and settings, run again in every step in which
 * the program asks for the same.
 *
 * <p>What depends on shapes and settings alone is made when the op is: its outputs ({@link
 * Tape#output}), the buffers in which it keeps what backward needs ({@link Tape#take}) and its
 * loops' bodies. {@link #forward} then computes from what its inputs hold now: it must not rely on
 * what an earlier run left, and asks each input for its array again, since the array of a constant
 * changes with each step.
 *
 * <pre>{@code
 * static Variable apply(Variable x) {
 *   Tape tape = x.tape();
 *   if (tape.kept() instanceof Doubled op && op.x == x) {
 *     tape.repeat(op);
 *     return op.y;
 *   }
 *   Doubled op = new Doubled(x);
 *   tape.run(op, op.y);
 *   return op.y;
 * }
 * }</pre>
 */
public interface Op {
  /** Computes the outputs from the inputs. */
  default void forward() {
    throw new IllegalStateException(getClass().getSimpleName() + " cannot be run again.");
  }

  /**
   * Reads the gradients of the outputs and adds to the gradients of the inputs that need one. An
   * output that nothing was added to has no gradient; the op is skipped if that holds for all.
   */
  void backward();
}
