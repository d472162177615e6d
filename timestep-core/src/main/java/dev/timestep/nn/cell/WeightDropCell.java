package dev.timestep.nn.cell;

import dev.timestep.autograd.DropoutOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.List;

/**
 * A cell with some of its recurrent weights dropped, one draw per batch (Merity, Keskar and Socher
 * 2018, DropConnect of Wan et al. 2013).
 *
 * <pre>
 * U′ = U ⊙ M        M = 0 with probability p, else 1 / (1 − p), drawn once for each training step
 * </pre>
 *
 * <p>U are the {@link Cell#recurrentWeights}. A layer that is used at several places of a model has
 * one draw for all of them. In prediction nothing is dropped.
 *
 * <p>Benefit: regularised recurrent connections with the fused op as it is. Cost: one draw a weight
 * and step.
 *
 * @param <S> what the cell carries from step to step
 */
public final class WeightDropCell<S extends CellState> extends CellAround<S> {
  private final double rate;
  private final List<Parameter> dropped;

  /**
   * A cell around {@code inner}.
   *
   * @param rate p
   * @throws IllegalArgumentException when the cell has no recurrent weights, or when some are
   *     dropped inside already
   */
  public WeightDropCell(Cell<S> inner, double rate) {
    super(inner);
    refuseSecond(inner, rate);
    this.rate = rate;
    this.dropped = inner.recurrentWeights();
    if (dropped.isEmpty()) {
      throw new IllegalArgumentException(
          "Weight drop expects a cell with recurrent weights; received "
              + inner
              + ", which names none. "
              + (DropoutCell.readsPast(inner)
                  ? "Override recurrentWeights() in a cell of your own, or use recurrentDropout."
                  : "It has no product of its state: use inputDropout or zoneout."));
    }
  }

  private static void refuseSecond(Cell<?> inner, double rate) {
    for (Cell<?> at = inner; at instanceof CellAround<?> around; at = around.inner()) {
      if (at instanceof WeightDropCell<?> first) {
        throw new IllegalArgumentException(
            "Weight drop expects a cell without weight drop inside; received "
                + inner
                + " with a rate of "
                + first.rate
                + ", to be dropped again with "
                + rate
                + ". Use one rate.");
      }
    }
  }

  @Override
  public Cell<S> on(Tape tape) {
    return inner().on(tape);
  }

  @Override
  public Variable prepare(Tape tape, Variable x) {
    if (tape.isTraining() && rate > 0) {
      for (Parameter parameter : dropped) {
        tape.replace(parameter, whole -> DropoutOp.apply(whole, rate));
      }
    }
    return inner().prepare(tape, x);
  }
}
