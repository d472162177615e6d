package dev.timestep.nn;

import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.RowOps;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent layer with a residual or highway connection around it.
 *
 * <pre>
 * residual   y_t = h_t + P(x_t)
 * highway    y_t = g_t ⊙ h_t + (1 − g_t) ⊙ P(x_t)        g_t = σ(x_t·W_g + b_g)
 * </pre>
 *
 * <p>P is x itself where the widths agree, else a projection x·W_p. Parameters: those of the cell
 * and, where there are such, {@code projection} [F, H], {@code gate_kernel} [F, H] and {@code
 * gate_bias} [H], which starts at −1, so that a highway layer carries its input at first.
 *
 * <p>A last output is y at the sequence's last step in the direction of reading, zero for a length
 * of 0.
 *
 * <p>Benefit: stacks of four and more layers that train. Cost: a sum a layer, for highways a
 * product with the input.
 */
public final class SkipLayer implements RecurrentLayer {
  private static final float GATE_BIAS = -1f;

  private final Recurrent<?> inner;
  private final boolean returnSequences;
  private final boolean reverse;
  private final @Nullable Parameter projection;
  private final @Nullable Parameter gateKernel;
  private final @Nullable Parameter gateBias;

  /**
   * A layer over {@code cell}.
   *
   * @param skip {@link Skip#RESIDUAL} or {@link Skip#HIGHWAY}
   * @param returnSequences every step's output rather than the last one
   * @param reverse backward in time
   */
  public <S extends CellState> SkipLayer(
      Cell<S> cell, Skip skip, boolean returnSequences, boolean reverse, RandomGenerator random) {
    if (skip == Skip.NONE) {
      throw new IllegalArgumentException(
          "SkipLayer expects RESIDUAL or HIGHWAY; received NONE. Use Recurrent for a layer without"
              + " a skip connection.");
    }
    this.inner = new Recurrent<>(cell, true, reverse);
    this.returnSequences = returnSequences;
    this.reverse = reverse;
    int features = cell.features();
    int units = cell.units();
    this.projection =
        features == units ? null : new Parameter(Init.glorotUniform(features, units, random));
    boolean gated = skip == Skip.HIGHWAY;
    this.gateKernel = gated ? new Parameter(Init.glorotUniform(features, units, random)) : null;
    this.gateBias = gated ? new Parameter(Tensor.zeros(units)) : null;
    if (gateBias != null) {
      Arrays.fill(gateBias.value().data(), GATE_BIAS);
    }
  }

  @Override
  public boolean returnsSequences() {
    return returnSequences;
  }

  /** Whether it reads each sequence from its end. */
  boolean readsBackward() {
    return reverse;
  }

  @Override
  public int features() {
    return inner.features();
  }

  @Override
  public int outputFeatures() {
    return inner.outputFeatures();
  }

  @Override
  public String kind() {
    return inner.kind();
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>(inner.parameters());
    put(all, "projection", projection);
    put(all, "gate_kernel", gateKernel);
    put(all, "gate_bias", gateBias);
    return all;
  }

  private static void put(Map<String, Parameter> all, String name, @Nullable Parameter one) {
    if (one != null) {
      all.put(name, one);
    }
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    return join(tape, input, inner.forward(tape, input).value());
  }

  @Override
  public List<Cell<?>> cells() {
    return inner.cells();
  }

  @Override
  public Continued runFrom(Tape tape, Signal input, @Nullable List<List<Variable>> initial) {
    Continued run = inner.runFrom(tape, input, initial);
    return new Continued(join(tape, input, run.output().value()), run.states());
  }

  private Signal join(Tape tape, Signal input, Variable outputs) {
    Variable x = Inputs.withFinitePadding(input).value();
    Variable h = outputs;
    if (!returnSequences) {
      int batch = x.shape().dim(1);
      int[] rows = lastRows(x.shape().dim(0), batch, input.lengths());
      x = RowOps.pick(x, rows, batch);
      h = RowOps.pick(h, rows, batch);
    }
    Variable around = projection == null ? x : x.matmul(tape.parameter(projection));
    Variable y = around.add(h);
    if (gateKernel != null && gateBias != null) {
      Variable gate =
          LinearOp.apply(x, tape.parameter(gateKernel), tape.parameter(gateBias)).sigmoid();
      y = gate.blend(h, around);
    }
    return returnSequences ? input.with(y) : Signal.of(y);
  }

  private int[] lastRows(int time, int batch, @Nullable Lengths lengths) {
    int[] rows = new int[batch];
    for (int b = 0; b < batch; b++) {
      int length = lengths == null ? time : lengths.at(b);
      rows[b] = length == 0 ? -1 : (reverse ? 0 : length - 1) * batch + b;
    }
    return rows;
  }

  /**
   * Where the last output alone is returned, a part {@code last} of the state holds it for pieces
   * without a step.
   */
  @Override
  public Streaming streaming() {
    return returnSequences ? new Stream(inner.streaming()) : new LastStream(inner.streaming());
  }

  private class Stream implements Streaming {
    private final Streaming steps;

    Stream(Streaming steps) {
      this.steps = steps;
    }

    @Override
    public SequencedMap<String, Variable> initialState(Tape tape, int batch) {
      return steps.initialState(tape, batch);
    }

    @Override
    public Streamed run(Tape tape, Signal input, Map<String, Variable> state) {
      Streamed run = steps.run(tape, input, state);
      return new Streamed(join(tape, input, run.output().value()), run.state());
    }
  }

  private final class LastStream extends Stream {
    private static final String LAST = "last";

    LastStream(Streaming steps) {
      super(steps);
    }

    @Override
    public SequencedMap<String, Variable> initialState(Tape tape, int batch) {
      SequencedMap<String, Variable> state = super.initialState(tape, batch);
      state.put(LAST, tape.constant(0f, batch, inner.cell().units()));
      return state;
    }

    @Override
    public Streamed run(Tape tape, Signal input, Map<String, Variable> state) {
      SequencedMap<String, Variable> ofCell = new LinkedHashMap<>(state);
      Variable before = Objects.requireNonNull(ofCell.remove(LAST));
      Streamed run = super.run(tape, input, ofCell);
      int time = input.value().shape().dim(0);
      boolean[] begun = new boolean[input.value().shape().dim(1)];
      for (int b = 0; b < begun.length; b++) {
        begun[b] = (input.lengths() == null ? time : input.lengths().at(b)) > 0;
      }
      Variable last = RowOps.select(begun, run.output().value(), before);
      run.state().put(LAST, last);
      return new Streamed(Signal.of(last), run.state());
    }
  }

  @Override
  public String toString() {
    return (gateKernel == null ? "Residual(" : "Highway(") + inner + ")";
  }
}
