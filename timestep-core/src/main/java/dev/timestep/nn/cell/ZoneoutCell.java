package dev.timestep.nn.cell;

import dev.timestep.autograd.MaskOp;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * A cell of whose state some numbers, drawn anew at each step, stay as they were (Krueger et al.
 * 2017).
 *
 * <pre>
 * (h̃, c̃) = cell(x_t, h, c)
 * h′ = m_h ⊙ h + (1 − m_h) ⊙ h̃        m_h = 1 with probability z_h, else 0
 * c′ = m_c ⊙ c + (1 − m_c) ⊙ c̃        m_c = 1 with probability z_c, else 0
 * in prediction m_h = z_h and m_c = z_c, their expectation
 * </pre>
 *
 * <p>z_c is for all parts of the state but the output; a GRU has none. The h̃ of an LSTM is that of
 * c̃, as in the paper.
 *
 * <p>Buys: noise that, unlike dropout, leaves the way of gradients through time open. Costs: the
 * layer runs step by step, not as its fused op.
 *
 * @param <S> what the cell carries from step to step
 */
public final class ZoneoutCell<S extends CellState> extends CellAround<S> {
  private final double[] rates;

  /** Columns of the masks beside the input, while training. */
  private final List<MaskOp.Columns> columns = new ArrayList<>();

  /**
   * A cell around {@code inner}.
   *
   * @param output z_h
   * @param memory z_c
   */
  public ZoneoutCell(Cell<S> inner, double output, double memory) {
    super(inner);
    List<Variable> parts = stateLike(inner).variables();
    rates = new double[parts.size()];
    for (int part = 0; part < rates.length; part++) {
      rates[part] = part == 0 ? output : memory;
      if (rates[part] > 0) {
        columns.add(MaskOp.Columns.choice(parts.get(part).shape().last(), rates[part]));
      }
    }
  }

  @Override
  public Cell<S> on(Tape tape) {
    return columns.isEmpty() ? inner().on(tape) : this;
  }

  @Override
  public Variable prepare(Tape tape, Variable x) {
    Variable read = inner().prepare(tape, x);
    return tape.isTraining() && !columns.isEmpty() ? MaskOp.beside(read, columns) : read;
  }

  @Override
  public S step(Tape tape, Variable x, S state, Variable past) {
    int masks = tape.isTraining() ? columns.stream().mapToInt(MaskOp.Columns::width).sum() : 0;
    int at = x.shape().last() - masks;
    Variable read = masks == 0 ? x : x.slice(-1, 0, at);
    List<Variable> before = state.variables();
    List<Variable> after = new ArrayList<>(inner().step(tape, read, state, past).variables());
    for (int part = 0; part < rates.length; part++) {
      if (rates[part] == 0) {
        continue;
      }
      int width = before.get(part).shape().last();
      Variable then = before.get(part);
      Variable now = after.get(part);
      float rate = (float) rates[part];
      after.set(
          part,
          masks == 0
              ? then.multiply(rate).add(now.multiply(1 - rate))
              : x.slice(-1, at, at + width).blend(then, now));
      at += width;
    }
    return stateOf(after);
  }
}
