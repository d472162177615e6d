package dev.timestep.nn.cell;

import dev.timestep.autograd.DropoutOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.List;
import java.util.Map;

/**
 * A cell some of whose recurrent weights are dropped, one draw for a batch (Merity, Keskar and
 * Socher 2018, DropConnect of Wan et al. 2013).
 *
 * <pre>
 * U′ = U ⊙ M        M = 0 with probability p, else 1 / (1 − p), drawn once for each training step
 * </pre>
 *
 * <p>U is every parameter whose name holds {@code recurrent_kernel}. In prediction nothing is
 * dropped.
 *
 * <p>Buys: regularised recurrent connections with the fused op as it is. Costs: one draw a weight
 * and step.
 *
 * @param <S> what the cell carries from step to step
 */
public final class WeightDropCell<S extends CellState> extends CellAround<S> {
  private static final String DROPPED = "recurrent_kernel";

  private final double rate;
  private final List<Parameter> dropped;

  /**
   * A cell around {@code inner}.
   *
   * @param rate p
   * @throws IllegalArgumentException when no parameter of the cell has such a name
   */
  public WeightDropCell(Cell<S> inner, double rate) {
    super(inner);
    this.rate = rate;
    this.dropped =
        inner.parameters().entrySet().stream()
            .filter(named -> named.getKey().contains(DROPPED))
            .map(Map.Entry::getValue)
            .toList();
    if (dropped.isEmpty()) {
      throw new IllegalArgumentException(
          "Weight drop expects a cell with a parameter named "
              + DROPPED
              + "; received "
              + inner
              + " with "
              + inner.parameters().keySet()
              + ". Use recurrent dropout for this cell.");
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
