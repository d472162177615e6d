package dev.timestep.nn.cell;

import dev.timestep.autograd.MaskOp;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.CellState.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A cell that keeps some numbers of its state, drawn again at each step, as they were (Krueger et
 * al. 2017).
 *
 * <pre>
 * (h̃, c̃) = cell(x_t, h, c)
 * h′ = m_h ⊙ h + (1 − m_h) ⊙ h̃        m_h = 1 with probability z_h, else 0
 * c′ = m_c ⊙ c + (1 − m_c) ⊙ c̃        m_c = 1 with probability z_c, else 0
 * in prediction m_h = z_h and m_c = z_c, their expectation
 * </pre>
 *
 * <p>The h̃ of an LSTM is that of c̃, as in the paper. What stays by which rate, the cell's state
 * says by its {@link CellState#roles}:
 *
 * <ul>
 *   <li>the output by z_h, and what goes on together with it by the same mask: a Jordan network's
 *       context;
 *   <li>each memory by z_c with a mask of its own: the c of an LSTM, an SRU or a quasi-recurrent
 *       network, the hidden layer of an Elman network, and all parts but the first of a cell that
 *       does not override it. A cell without one, such as a GRU, takes only z_h;
 *   <li>an sLSTM's c and n by z_c with one mask, which is that of their scale m too, since the
 *       three are one memory. The expectation is that of what they stand for, e^m c and e^m n;
 *   <li>what was read of the input and awaits its step, never.
 * </ul>
 *
 * <p>Benefit: noise that, unlike dropout, leaves the way of gradients through time open. Cost: the
 * layer runs step by step, not as its fused op.
 *
 * @param <S> what the cell carries from step to step
 */
public final class ZoneoutCell<S extends CellState> extends CellAround<S> {
  private static final int NEVER = -1;

  private final double output;
  private final double memory;
  private final List<Role> roles;

  /** By part: the first column of its mask among the masks, or {@link #NEVER}. */
  private final int[] masks;

  /** Columns of the masks beside the input, while training. */
  private final List<MaskOp.Columns> columns = new ArrayList<>();

  /**
   * A cell around {@code inner}.
   *
   * @param output z_h
   * @param memory z_c
   * @throws IllegalArgumentException when z_c is above 0 and the cell has no memory
   */
  public ZoneoutCell(Cell<S> inner, double output, double memory) {
    super(inner);
    this.output = output;
    this.memory = memory;
    S like = stateLike(inner);
    this.roles = List.copyOf(like.roles());
    if (memory > 0 && !roles.contains(Role.MEMORY) && !roles.contains(Role.SCALED)) {
      throw new IllegalArgumentException(
          "Zoneout of the memory expects a cell whose state is more than its output; received "
              + inner
              + " with a rate of "
              + memory
              + ". Use zoneout("
              + output
              + ", 0).");
    }
    this.masks = new int[roles.size()];
    Map<Role, Integer> shared = new EnumMap<>(Role.class);
    int width = 0;
    for (int part = 0; part < masks.length; part++) {
      Role role = roles.get(part) == Role.SCALE ? Role.SCALED : roles.get(part);
      Integer known = shared.get(role);
      masks[part] = rate(role) == 0 ? NEVER : known == null ? width : known;
      if (masks[part] == width) {
        int units = like.variables().get(part).shape().last();
        columns.add(MaskOp.Columns.choice(units, rate(role)));
        if (role != Role.MEMORY) {
          shared.put(role, width);
        }
        width += units;
      }
    }
  }

  private double rate(Role role) {
    return switch (role) {
      case OUTPUT -> output;
      case MEMORY, SCALED, SCALE -> memory;
      case AHEAD -> 0;
    };
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
    int width = tape.isTraining() ? columns.stream().mapToInt(MaskOp.Columns::width).sum() : 0;
    int at = x.shape().last() - width;
    Variable read = width == 0 ? x : x.slice(-1, 0, at);
    List<Variable> before = state.variables();
    List<Variable> after = new ArrayList<>(inner().step(tape, read, state, past).variables());
    if (!tape.isTraining()) {
      expectation(before, after);
      return stateOf(after);
    }
    for (int part = 0; part < masks.length; part++) {
      if (masks[part] != NEVER) {
        Variable then = before.get(part);
        int first = at + masks[part];
        Variable stays = x.slice(-1, first, first + then.shape().last());
        after.set(part, stays.blend(then, after.get(part)));
      }
    }
    return stateOf(after);
  }

  private void expectation(List<Variable> before, List<Variable> after) {
    for (int part = 0; part < masks.length; part++) {
      Role role = roles.get(part);
      if (masks[part] != NEVER && (role == Role.OUTPUT || role == Role.MEMORY)) {
        float rate = (float) rate(role);
        Variable then = before.get(part).multiply(rate);
        after.set(part, then.add(after.get(part).multiply(1 - rate)));
      }
    }
    int scale = roles.indexOf(Role.SCALE);
    if (scale >= 0 && memory > 0) {
      scaledExpectation(before, after, scale);
    }
  }

  /** z e^m c + (1 − z) e^m̃ c̃ as e^m′ c′, where m′ is such that one of the two factors is 1. */
  private void scaledExpectation(List<Variable> before, List<Variable> after, int scale) {
    Variable then = before.get(scale).add((float) Math.log(memory));
    Variable now = after.get(scale).add((float) Math.log1p(-memory));
    Variable larger = then.maximum(now);
    Variable ofThen = then.subtract(larger).exp();
    Variable ofNow = now.subtract(larger).exp();
    for (int part = 0; part < masks.length; part++) {
      if (roles.get(part) == Role.SCALED) {
        Variable kept = before.get(part).multiply(ofThen);
        after.set(part, kept.add(after.get(part).multiply(ofNow)));
      }
    }
    after.set(scale, larger);
  }
}
