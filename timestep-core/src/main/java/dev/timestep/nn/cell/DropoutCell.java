package dev.timestep.nn.cell;

import dev.timestep.autograd.DropoutOp;
import dev.timestep.autograd.MaskOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Tensor;
import java.util.List;

/**
 * A cell whose input and last output are dropped with masks that are fixed over time (Gal and
 * Ghahramani 2016): variational dropout.
 *
 * <pre>
 * (h′, …) = cell(x_t ⊙ m_x, h ⊙ m_h)        m = 0 with probability p, else 1 / (1 − p)
 * </pre>
 *
 * <p>m_x [batch, features] and m_h [batch, units] are drawn once for each sequence and training
 * step, and all gates share them (the paper's tied weights, Keras' {@code implementation=2}). h is
 * masked only where it enters products with weights: what a GRU carries on by interpolation stays
 * whole, see {@link Cell#step(Tape, Variable, CellState, Variable)}. Where no product reads h, as
 * in SRU, QRNN, minGRU, minLSTM and RG-LRU, there is nothing to drop: a recurrent rate changes
 * nothing there, and input dropout or zoneout is what regularises. Of an Elman network the output
 * is dropped, and its lower level stays whole. In prediction nothing is dropped.
 *
 * <p>Benefit: a recurrent layer that can be regularised without losing its memory, which dropout
 * drawn again at each step destroys. Cost: with recurrent dropout the layer trains as a composed
 * cell does, not as its fused op; input dropout alone costs next to nothing.
 *
 * @param <S> what the cell carries from step to step
 */
public final class DropoutCell<S extends CellState> extends CellAround<S> {
  private final double input;
  private final double recurrent;

  /**
   * A cell around {@code inner}.
   *
   * @param input rate of m_x
   * @param recurrent rate of m_h
   * @throws IllegalArgumentException when there is a rate of m_h and the cell has no product that
   *     reads its output
   */
  public DropoutCell(Cell<S> inner, double input, double recurrent) {
    super(inner);
    if (recurrent > 0 && !readsPast(inner)) {
      throw new IllegalArgumentException(
          "Recurrent dropout expects a cell with a product of its state; received "
              + inner
              + ", which has no product of its state, so nothing would be dropped. Use"
              + " inputDropout, zoneout, or Layers.variationalDropout behind the layer.");
    }
    this.input = input;
    this.recurrent = recurrent;
  }

  /** Whether a step depends on the output that it is given for its products. */
  static <S extends CellState> boolean readsPast(Cell<S> cell) {
    Tape tape = Tape.recording(Engine.standard());
    // Only what comes from past is to ask for a gradient.
    for (Parameter parameter : cell.parameters().values()) {
      tape.replace(parameter, own -> tape.constant(own.value()));
    }
    Variable x = cell.prepare(tape, tape.constant(Tensor.zeros(1, 1, cell.features()))).at(0);
    S state = cell.initialState(tape, 1);
    Variable past = tape.input(Tensor.zeros(1, cell.units()));
    return cell.step(tape, x, state, past).variables().stream()
        .anyMatch(Variable::requiresGradient);
  }

  private boolean masks(Tape tape) {
    return tape.isTraining() && recurrent > 0;
  }

  @Override
  public Cell<S> on(Tape tape) {
    return masks(tape) ? this : inner().on(tape);
  }

  @Override
  public Variable prepare(Tape tape, Variable x) {
    Variable read = inner().prepare(tape, DropoutOp.applyFixed(x, input));
    return masks(tape)
        ? MaskOp.beside(read, List.of(MaskOp.Columns.dropout(units(), recurrent)))
        : read;
  }

  @Override
  public S step(Tape tape, Variable x, S state, Variable past) {
    if (!masks(tape)) {
      return inner().step(tape, x, state, past);
    }
    int width = x.shape().last() - units();
    Variable mask = x.slice(-1, width, width + units());
    return inner().step(tape, x.slice(-1, 0, width), state, past.multiply(mask));
  }
}
