package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Variable;
import dev.timestep.kernel.CellKernels;
import dev.timestep.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A whole LSTM layer over a whole sequence (Hochreiter and Schmidhuber 1997, with the forget gate
 * of Gers 2000).
 *
 * <pre>
 * i_t = σ(x_t·W_i + h_{t−1}·U_i + b_i)        f_t = σ(x_t·W_f + h_{t−1}·U_f + b_f)
 * g_t = tanh(x_t·W_g + h_{t−1}·U_g + b_g)     o_t = σ(x_t·W_o + h_{t−1}·U_o + b_o)
 * c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t             h_t = o_t ⊙ tanh c_t
 * </pre>
 *
 * Backward, from the last step, with dh_t already including what came from step t+1:
 *
 * <pre>
 * dc_t += dh_t ⊙ o_t ⊙ (1 − tanh² c_t)
 * di = dc_t ⊙ g_t ⊙ i_t(1−i_t)                df = dc_t ⊙ c_{t−1} ⊙ f_t(1−f_t)
 * dg = dc_t ⊙ i_t ⊙ (1−g_t²)                  do = dh_t ⊙ tanh c_t ⊙ o_t(1−o_t)
 * dc_{t−1} = dc_t ⊙ f_t                       dh_{t−1} = Σ_gates d·Uᵀ
 * </pre>
 *
 * Kept for backward: four gate blocks, h and c, together 6·T·B·H floats. Gate order i f g o, as in
 * PyTorch.
 */
public final class LstmOp extends Recurrence {
  private static final int I = 0;
  private static final int F = 1;
  private static final int G = 2;
  private static final int O = 3;
  private static final Build BUILD = new Build(4, 4, 4, true);
  private static final RecurrentPlan.Maker MAKER = LstmOp::new;

  private final @Nullable Variable c0;
  private final Variable cLast;
  private final float[] cs0;

  /** Cell states at their places [·, H]; without a backward pass one row per sequence. */
  private final float[] cs;

  private final boolean keepStates;

  /** Whether steps write the final cell state itself, so that a stream's step copies nothing. */
  private final boolean inLast;

  private float[] c0s;
  private final float[] dc;
  private final CellKernels cells;

  private LstmOp(RecurrentPlan plan) {
    super(plan, BUILD);
    this.cells = kernels.cells();
    this.c0 = plan.more();
    this.cLast = tape.output(Shape.of(layout.batch(), h), plan.in().variables(c0));
    this.cs0 = c0 != null && layout.inPlace() ? c0.data() : tape.zeros(layout.batch() * h);
    this.c0s = cs0;
    this.keepStates = cLast.requiresGradient();
    this.dc = keepStates ? tape.take(places.sequenceRows() * h) : cs0;
    this.inLast = !keepStates && layout.inPlace() && layout.steps() > 0 && !places.areApart();
    this.cs =
        inLast ? cLast.data() : tape.take((keepStates ? places.rows() : places.sequenceRows()) * h);
  }

  /**
   * The layer, about to run.
   *
   * @param in kernels [F, 4H] and [H, 4H], bias [4H]
   * @param c0 initial cell state [B, H], or null for zeros
   */
  public static RecurrentPlan plan(RecurrentInputs in, @Nullable Variable c0) {
    return new RecurrentPlan(in, c0, null, MAKER);
  }

  @Override
  Variable cLast() {
    return cLast;
  }

  @Override
  void start() {
    c0s = states.sorted(c0, cs0);
    if (!keepStates && !inLast) {
      for (int p = 0; p < layout.batch(); p++) {
        System.arraycopy(c0s, p * h, cs, places.sequence(p) * h, h);
      }
    }
  }

  @Override
  void stepForward(Part at) {
    for (int gate = 0; gate < BUILD.gates(); gate++) {
      combine(at, gate, gate);
    }
    for (int run = 0; run < at.runs(); run++) {
      int row = run * h;
      cells.lstmForward(
          at.runLength(),
          blocks,
          block(I, at) + row,
          block(F, at) + row,
          block(G, at) + row,
          block(O, at) + row,
          previousCells(at),
          previousCellsAt(at) + row,
          cs,
          cellsAt(at) + row,
          hs,
          state(at) + row);
    }
  }

  @Override
  void gatesBackward(Part at, float[] dh) {
    for (int run = 0; run < at.runs(); run++) {
      int row = run * h;
      cells.lstmBackward(
          at.runLength(),
          blocks,
          block(I, at) + row,
          block(F, at) + row,
          block(G, at) + row,
          block(O, at) + row,
          previousCells(at),
          previousCellsAt(at) + row,
          cs,
          cellsAt(at) + row,
          dh,
          sequence(at) + row,
          dc,
          sequence(at) + row);
    }
  }

  @Override
  void statesBackward(Part at, float[] dh) {
    for (int gate = 0; gate < BUILD.gates(); gate++) {
      recurBack(at, gate, gate, dh, gate > 0);
    }
  }

  private float[] previousCells(Part at) {
    return readsInitial(at) ? c0s : cs;
  }

  private int previousCellsAt(Part at) {
    return keepStates || readsInitial(at) ? previousState(at) : sequence(at);
  }

  private boolean readsInitial(Part at) {
    return at.step == 0 && (keepStates || inLast);
  }

  private int cellsAt(Part at) {
    return keepStates ? state(at) : sequence(at);
  }

  @Override
  void finish() {
    if (keepStates) {
      states.last(cs, places, c0s, cLast.data());
    } else if (!inLast) {
      for (int p = 0; p < layout.batch(); p++) {
        System.arraycopy(cs, places.sequence(p) * h, cLast.data(), layout.sequenceAt(p) * h, h);
      }
    }
  }

  @Override
  void startBackward() {
    states.sortedGradient(cLast, dc);
  }

  @Override
  void finishBackward() {
    states.addInitialGradient(c0, dc);
  }

  @Override
  void addGradients(WeightGradients gradients) {
    for (int gate = 0; gate < BUILD.gates(); gate++) {
      gradients.kernel(gate, gate);
      gradients.recurrent(gate, gate);
      gradients.bias(bias, gate, gate);
    }
  }
}
