package dev.timestep.nn;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.RowOps;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.recurrent.CellStep;
import dev.timestep.autograd.recurrent.ProgramText;
import dev.timestep.autograd.recurrent.ScanOp;
import dev.timestep.autograd.recurrent.ScanRun;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.FusedCell;
import dev.timestep.nn.cell.Unrolled;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A layer that runs a {@link Cell} over sequences.
 *
 * <p>Input [time, batch, features], output either every step's [time, batch, units] or the last
 * step's [batch, units]. Each sequence ends at its own length: outputs past it are zero, the final
 * state is the state at the length, and a length of 0 returns the initial state. A reversed layer
 * reads each sequence from its own last real step to its first; its outputs stay at the places of
 * their inputs.
 *
 * <p>A {@link FusedCell} runs as one op, and so does any cell whose step computes rows from rows
 * and products with its weights ({@link ScanOp}); what else a cell may do is stepped through, which
 * a log line says at INFO. {@link CellProgram} shows what becomes of a step.
 *
 * <pre>{@code
 * Recurrent<LstmState> lstm = new Recurrent<>(new LstmCell(LstmConfig.of(64), 8, random));
 * Unrolled<LstmState> run = lstm.unroll(tape, Signal.ofSequences(tape, batch, lengths), null);
 * }</pre>
 *
 * @param <S> what the cell carries from step to step
 */
public final class Recurrent<S extends CellState> implements RecurrentLayer {
  private final Cell<S> cell;
  private final boolean returnSequences;
  private final boolean reverse;

  /** Returns the last step's output, forward in time. */
  public Recurrent(Cell<S> cell) {
    this(cell, false, false);
  }

  /**
   * A layer over {@code cell}.
   *
   * @param returnSequences every step's output rather than the last step's
   * @param reverse backward in time
   */
  public Recurrent(Cell<S> cell, boolean returnSequences, boolean reverse) {
    this.cell = cell;
    this.returnSequences = returnSequences;
    this.reverse = reverse;
  }

  public Cell<S> cell() {
    return cell;
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
    return cell.features();
  }

  @Override
  public int outputFeatures() {
    return cell.units();
  }

  @Override
  public String kind() {
    return cell.kind();
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return cell.parameters();
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    return output(input, unroll(tape, input, null));
  }

  @Override
  public List<Cell<?>> cells() {
    return List.of(cell);
  }

  @Override
  public Continued runFrom(Tape tape, Signal input, @Nullable List<List<Variable>> initial) {
    StateCheck.given(this, tape, initial);
    Unrolled<S> run =
        unroll(tape, input, initial == null ? null : cell.stateOf(initial.getFirst()));
    return new Continued(output(input, run), List.of(run.state().variables()));
  }

  private Signal output(Signal input, Unrolled<S> run) {
    return returnSequences ? input.with(run.outputs()) : Signal.of(run.state().output());
  }

  /**
   * Runs the cell over {@code input} and returns every step's output and the final state.
   *
   * @param initial the state before the first step, or null for the cell's own
   */
  public Unrolled<S> unroll(Tape tape, Signal input, @Nullable S initial) {
    check(tape, input, initial);
    Lengths lengths = input.lengths();
    Variable x = cell.prepare(tape, input.value());
    if (cell.on(tape) instanceof FusedCell<S> fused && fused.fuses()) {
      return fused.unroll(tape, x, fusedStart(tape, x, initial), lengths, reverse);
    }
    Unrolled<S> scanned = scan(tape, x, initial, lengths);
    return scanned == null ? stepThrough(tape, x, initial, lengths) : scanned;
  }

  /** The state that a fused op starts from: null for zeros, if the cell has not learned another. */
  @Nullable S fusedStart(Tape tape, Variable x, @Nullable S initial) {
    return initial == null && !(cell instanceof FusedCell<S>)
        ? cell.initialState(tape, x.shape().dim(1))
        : initial;
  }

  @Override
  public Streaming streaming() {
    if (reverse) {
      throw new IllegalArgumentException(
          this
              + ", reversed, cannot run step by step: it reads each sequence from the end. Use a"
              + " layer that reads forward in time.");
    }
    return new Stream();
  }

  private final class Stream implements Streaming {
    @Override
    public SequencedMap<String, Variable> initialState(Tape tape, int batch) {
      return named(Recurrent.this.initialState(tape, batch));
    }

    @Override
    public Streamed run(Tape tape, Signal input, Map<String, Variable> state) {
      Unrolled<S> run = unroll(tape, input, cell.stateOf(List.copyOf(state.values())));
      return new Streamed(output(input, run), named(run.state()));
    }

    private SequencedMap<String, Variable> named(S state) {
      SequencedMap<String, Variable> named = new LinkedHashMap<>();
      List<String> names = state.names();
      for (int part = 0; part < names.size(); part++) {
        named.put(names.get(part), state.variables().get(part));
      }
      return named;
    }
  }

  /** All steps as one op; null where the cell computes more than rows from rows. */
  private @Nullable Unrolled<S> scan(
      Tape tape, Variable x, @Nullable S initial, @Nullable Lengths lengths) {
    S before = initial == null ? initialState(tape, x.shape().dim(1)) : initial;
    CellStep step = new Step(before.names());
    return switch (ScanOp.run(cell, step, x, before.variables(), lengths, reverse)) {
      case ScanRun.Outputs run -> new Unrolled<>(run.y(), cell.stateOf(run.last()));
      case ScanRun.NotOfRows not -> {
        OneByOne.tell(cell, who(), tape.scope(), not.obstacle());
        yield null;
      }
    };
  }

  /** The cell and its sizes, also where it has no toString() of its own. */
  String who() {
    return cell.kind() + "(features=" + features() + ", units=" + outputFeatures() + ")";
  }

  /** What the cell's steps are made of, as it runs on {@code tape}, from its own initial state. */
  ProgramText program(Tape tape, Variable x) {
    S before = initialState(tape, x.shape().dim(1));
    return ProgramText.of(new Step(before.names()), x, before.variables());
  }

  /**
   * The cell's step as the engine has it.
   *
   * @param states names of the parts of the state
   */
  private final class Step implements CellStep {
    private final List<String> states;

    Step(List<String> states) {
      this.states = states;
    }

    @Override
    public List<Variable> next(Tape tape, Variable x, List<Variable> state) {
      S next = cell.step(tape, x, cell.stateOf(state));
      StateCheck.afterStep(Recurrent.this, state, next);
      return next.variables();
    }

    @Override
    public String who() {
      return Recurrent.this.who();
    }

    @Override
    public Map<String, Parameter> parameters() {
      return cell.parameters();
    }

    @Override
    public List<String> states() {
      return states;
    }
  }

  /** The same result as the fused op, one {@link Cell#step} at a time. */
  Unrolled<S> stepThrough(Tape tape, Variable x, @Nullable S initial, @Nullable Lengths lengths) {
    int time = x.shape().dim(0);
    int batch = x.shape().dim(1);
    S state = initial == null ? initialState(tape, batch) : initial;
    Variable zeroInput = tape.constant(0f, batch, x.shape().last());
    Variable zeroOutput = tape.constant(0f, batch, cell.units());
    List<Variable> outputs = new ArrayList<>();
    for (int s = 0; s < time; s++) {
      int t = reverse ? time - 1 - s : s;
      if (lengths == null) {
        state = step(tape, x.at(t), state);
        outputs.add(state.output());
      } else {
        boolean[] active = active(lengths, t);
        S next = step(tape, RowOps.select(active, x.at(t), zeroInput), state);
        outputs.add(RowOps.select(active, next.output(), zeroOutput));
        state = select(active, next, state);
      }
    }
    if (reverse) {
      Collections.reverse(outputs);
    }
    Variable y =
        outputs.isEmpty() ? tape.constant(0f, 0, batch, cell.units()) : Variable.stack(outputs);
    return new Unrolled<>(y, state);
  }

  private S initialState(Tape tape, int batch) {
    S state = cell.initialState(tape, batch);
    StateCheck.initial(this, state, batch, cell.units());
    return state;
  }

  private S step(Tape tape, Variable x, S state) {
    S next = cell.step(tape, x, state);
    StateCheck.afterStep(this, state.variables(), next);
    return next;
  }

  private static boolean[] active(Lengths lengths, int t) {
    boolean[] active = new boolean[lengths.batch()];
    for (int b = 0; b < active.length; b++) {
      active[b] = t < lengths.at(b);
    }
    return active;
  }

  private S select(boolean[] active, S next, S kept) {
    List<Variable> parts = new ArrayList<>();
    for (int part = 0; part < kept.variables().size(); part++) {
      parts.add(RowOps.select(active, next.variables().get(part), kept.variables().get(part)));
    }
    return cell.stateOf(parts);
  }

  /** Refuses an input or an initial state of a wrong shape. */
  void check(Tape tape, Signal input, @Nullable S initial) {
    Inputs.checkSequences(this, input, cell.features());
    if (initial != null) {
      check(initial, cell.initialState(tape, input.value().shape().dim(1)));
    }
  }

  private void check(S initial, S wanted) {
    List<Shape> received = initial.variables().stream().map(Variable::shape).toList();
    List<Shape> expected = wanted.variables().stream().map(Variable::shape).toList();
    if (!received.equals(expected)) {
      throw new IllegalArgumentException(
          this
              + " expects an initial state of the shapes "
              + expected
              + "; received "
              + received
              + ". A state has one row per sequence.");
    }
  }

  /** A time-major shape in the batch-first order of users. */
  static String batchFirst(Shape shape) {
    int[] sizes = shape.toArray();
    if (sizes.length >= 3) {
      int time = sizes[0];
      sizes[0] = sizes[1];
      sizes[1] = time;
    }
    return Arrays.toString(sizes);
  }

  @Override
  public String toString() {
    return cell.toString();
  }
}
