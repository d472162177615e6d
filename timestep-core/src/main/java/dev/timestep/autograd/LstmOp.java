package dev.timestep.autograd;

import dev.timestep.tensor.Shape;
import java.util.Objects;
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
  private static final int GATES = 4;

  private final @Nullable Variable c0;
  private final Variable cLast;
  private final float[] c0s;

  /** Cell states in working order [rows, H]; without a backward pass one row a sequence. */
  private final float[] cs;

  private final boolean keepStates;
  private float[] dc = new float[0];

  private LstmOp(RecurrentInputs in, @Nullable Variable c0, int units) {
    super(in.x().tape(), in, GATES, GATES, units, c0);
    this.c0 = c0;
    this.cLast = tape.output(Shape.of(layout.batch(), h), in.variables(c0));
    this.c0s = sorted(c0);
    this.keepStates = cLast.requiresGradient();
    this.cs = tape.take((keepStates ? rows : layout.batch()) * h);
    if (!keepStates) {
      System.arraycopy(c0s, 0, cs, 0, layout.batch() * h);
    }
  }

  /**
   * Runs the layer.
   *
   * @param in kernels [F, 4H] and [H, 4H], bias [4H]
   * @param c0 initial cell state [B, H], or null for zeros
   */
  public static RecurrentOutputs apply(RecurrentInputs in, @Nullable Variable c0) {
    LstmOp op = new LstmOp(in, c0, in.recurrentKernel().shape().dim(0));
    return op.run(op.cLast);
  }

  @Override
  void stepForward(Step step) {
    float[] b = bias == null ? null : bias.data();
    for (int gate = 0; gate < GATES; gate++) {
      project(step, gate, gate, b, gate * h);
      recur(step, gate, gate);
    }
    kernels.lstmForward(
        step.a() * h,
        blocks,
        block(I, step),
        block(F, step),
        block(G, step),
        block(O, step),
        previousCells(step),
        previousCellsAt(step),
        cs,
        cellsAt(step),
        hs,
        step.row() * h);
  }

  @Override
  void stepBackward(Step step, float[] dh) {
    int at = step.p() * h;
    kernels.lstmBackward(
        step.a() * h,
        blocks,
        block(I, step),
        block(F, step),
        block(G, step),
        block(O, step),
        previousCells(step),
        previousCellsAt(step),
        cs,
        cellsAt(step),
        dh,
        at,
        dc,
        at);
    if (needsPrevious(step)) {
      for (int gate = 0; gate < GATES; gate++) {
        recurBack(step, gate, gate, dh, at, gate > 0);
      }
    }
  }

  private float[] previousCells(Step step) {
    return keepStates && step.s() == 0 ? c0s : cs;
  }

  private int previousCellsAt(Step step) {
    return (keepStates ? step.previousRow() : step.p()) * h;
  }

  private int cellsAt(Step step) {
    return (keepStates ? step.row() : step.p()) * h;
  }

  @Override
  void finish() {
    if (keepStates) {
      last(cs, c0s, cLast.data());
    } else {
      for (int p = 0; p < layout.batch(); p++) {
        System.arraycopy(cs, p * h, cLast.data(), layout.sequenceAt(p) * h, h);
      }
    }
  }

  @Override
  void startBackward() {
    dc = sortedGradient(Objects.requireNonNull(cLast));
  }

  @Override
  void finishBackward() {
    addInitialGradient(c0, dc);
  }

  @Override
  void addGradientTasks(GradientTasks tasks) {
    for (int gate = 0; gate < GATES; gate++) {
      tasks.kernel(gate, gate);
      tasks.recurrent(gate, gate);
      tasks.bias(bias, gate, gate);
    }
  }
}
