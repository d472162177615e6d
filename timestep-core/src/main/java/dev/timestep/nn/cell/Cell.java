package dev.timestep.nn.cell;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of recurrence: from an input and a state to the next state. A custom cell is one class
 * with this interface, written from the small operations of {@link Variable}; a recurrent layer
 * then gives it sequences, lengths, direction and initial states.
 *
 * @param <S> what the cell carries from step to step
 */
public interface Cell<S extends CellState> extends Module {
  /** A short name, for example {@code "lstm"}. */
  String kind();

  /** Width of the input. */
  int features();

  /** Width of the output. */
  int units();

  /**
   * Channels of each place of an output that is an image in rows, channels side by side; {@link
   * #units} for an output that is none.
   */
  default int channels() {
    return units();
  }

  /**
   * The weights by which the state before enters a step, which {@link WeightDropCell} drops; none
   * by default.
   */
  default List<Parameter> recurrentWeights() {
    return List.of();
  }

  /** The state before the first step: zeros, unless the cell learns it. */
  S initialState(Tape tape, int batch);

  /** The state made of these parts, in the order of {@link CellState#variables()}. */
  S stateOf(List<Variable> parts);

  /**
   * What the steps read, computed from the inputs of all steps at once; the inputs themselves by
   * default. A cell overrides it to add what it does not compute from its state, such as noise of
   * its own for each step.
   *
   * @param x inputs [time, batch, features]
   * @return [time, batch, ·]; its last axis is what {@link #step} is given
   */
  default Variable prepare(Tape tape, Variable x) {
    return x;
  }

  /**
   * One step.
   *
   * <p><b>It is recorded and not called again in each step.</b> A recurrent layer runs this method
   * a few times at first, on a tape of its own: for zeros, for three rows of random numbers around
   * 1, and for large numbers of either sign. If the operations are the same each time, they stand
   * for the step from then on, and run over whole sequences as one operation ({@link
   * dev.timestep.autograd.recurrent.ScanOp}). If they differ, the layer throws an {@code
   * IllegalArgumentException} that names the operation. So a step does not depend
   *
   * <ul>
   *   <li>on the values of variables: a Java {@code if} on {@code state.h().data()}, or a constant
   *       made from it. Write a choice with {@code maximum}, {@code minimum}, {@code clamp}, {@code
   *       relu}, {@code abs}, or as {@code gate.blend(one, other)} with a gate that is computed or
   *       is a column of the input;
   *   <li>on the number of rows, which changes as sequences end. It may depend on all other sizes
   *       and on whether {@code tape.isTraining()};
   *   <li>on anything that changes from call to call: a counter, a draw, a field. Keep what changes
   *       in the state, in a frozen parameter or in a column of the input, and draw in {@link
   *       #prepare}. A field that is set after the recording is refused in training, where the step
   *       is looked at again after 1, 2, 4, 8, … batches of one shape. A prediction records such a
   *       step anew; a session of streams does not look.
   * </ul>
   *
   * <p>A step may consist of:
   *
   * <ul>
   *   <li>products with parameters or columns of one: {@code matmul}, {@code LinearOp.apply};
   *   <li>{@code add}, {@code subtract}, {@code multiply}, {@code divide}, {@code maximum}, {@code
   *       minimum} and {@code blend} of rows with rows, vectors, numbers or a column;
   *   <li>{@code sigmoid}, {@code tanh}, {@code relu} and all other {@code Activation}s, {@code
   *       softplus}, {@code logSigmoid}, {@code exp}, {@code log}, {@code square}, {@code sqrt},
   *       {@code abs}, {@code clamp}, {@code negate}, {@code oneMinus};
   *   <li>over the last axis: {@code softmax}, layer normalisation, {@code sum}, {@code mean},
   *       {@code slice}, {@code concat}.
   * </ul>
   *
   * <p>With any other operation, such as {@code transpose} or {@code reshape}, or with a penalty
   * that it adds to the loss, the step runs as it is written, one step after the other, in two to
   * three times the time. A log line at INFO then names the operation. {@code CellProgram.of(cell)}
   * shows what becomes of a step.
   *
   * @param x input [batch, ·]: a step of what {@link #prepare} returned
   */
  S step(Tape tape, Variable x, S state);

  /**
   * One step in which products with weights read {@code past} in place of the state's output, for
   * dropout of what flows from step to step. By default {@code past} stands for the output
   * altogether, which is right where products are all that reads it, as in an LSTM. A cell that
   * also carries its output on by another way, as a GRU does where it interpolates, overrides this
   * so that nothing is lost there.
   *
   * @param past [batch, units]
   */
  default S step(Tape tape, Variable x, S state, Variable past) {
    if (past == state.output()) {
      return step(tape, x, state);
    }
    List<Variable> parts = new ArrayList<>(state.variables());
    parts.set(0, past);
    return step(tape, x, stateOf(parts));
  }

  /**
   * The cell whose steps run on {@code tape}, from what this one's {@link #prepare} returns and its
   * initial state: itself by default. A cell around another one that has nothing to do in the steps
   * themselves returns the one inside, which may be a {@link FusedCell}.
   */
  default Cell<S> on(Tape tape) {
    return this;
  }
}
