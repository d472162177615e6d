package dev.timestep.nn;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.recurrent.RecurrentOutputs;
import dev.timestep.autograd.recurrent.RecurrentPlan;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.FusedCell;
import dev.timestep.tensor.Lengths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Two recurrent layers over the same sequences, one in each direction of time (Schuster and Paliwal
 * 1997).
 *
 * <pre>
 * f_t = cell(x_t, f_{t−1})        t = 0 … length − 1
 * b_t = cell′(x_t, b_{t+1})       t = length − 1 … 0
 * y_t = merge(f_t, b_t)           {@link Merge}: [f_t b_t], f + b, f ⊙ b, (f + b) / 2
 * </pre>
 *
 * <p>Input [time, batch, features], output every step's y or, by default, the last outputs merged:
 * the forward one at each sequence's last real step and the backward one at its first, where each
 * has read all of it (Keras, PyTorch's {@code h_n}). [f_t b_t] is 2·H wide; of images, as a
 * convolutional LSTM returns them, each place has the channels of both. Padding never changes
 * anything; outputs past a length are zero and a length of 0 gives the initial states.
 *
 * <p>Parameters: those of the cells as {@code forward.kernel}, {@code backward.kernel} and so on.
 *
 * <p>Two {@link FusedCell}s of one kind and size run side by side as one op, each on threads of its
 * own; others run one after the other. A bidirectional layer needs the whole sequence before its
 * first output, so it cannot run in a stream: see {@link Session}.
 *
 * <pre>{@code
 * Sequential tagger = Sequential.of(8, 42, Layers.lstm(64).sequences().bidirectional(),
 *     Layers.dense(5));
 * }</pre>
 *
 * @param <F> what the forward cell carries from step to step
 * @param <B> what the backward cell carries from step to step
 */
public final class Bidirectional<F extends CellState, B extends CellState>
    implements RecurrentLayer {
  private final Recurrent<F> forward;
  private final Recurrent<B> backward;
  private final Merge merge;
  private final boolean returnSequences;

  /**
   * A layer over two cells, each with weights of its own.
   *
   * @param forward from the first step to the last
   * @param backward from the last step to the first; reads the same features, and unless the
   *     outputs are concatenated or kept apart it is as wide
   * @param merge how the two outputs become one
   * @param returnSequences every step's output rather than the last ones
   */
  public Bidirectional(Cell<F> forward, Cell<B> backward, Merge merge, boolean returnSequences) {
    if (forward.features() != backward.features()) {
      throw new IllegalArgumentException(
          "Bidirectional expects two cells that read the same features; received "
              + forward
              + " and "
              + backward
              + ".");
    }
    checkWidths(merge, forward.units(), backward.units());
    this.forward = new Recurrent<>(forward, returnSequences, false);
    this.backward = new Recurrent<>(backward, returnSequences, true);
    this.merge = merge;
    this.returnSequences = returnSequences;
  }

  static void checkWidths(Merge merge, int forward, int backward) {
    if (forward != backward && merge != Merge.CONCAT && merge != Merge.NONE) {
      throw new IllegalArgumentException(
          "Bidirectional expects two cells of one width to merge by "
              + merge
              + "; received "
              + forward
              + " and "
              + backward
              + " units. Use Merge.CONCAT for cells of different widths.");
    }
  }

  /** The layer that reads from the first step to the last. */
  public Recurrent<F> forward() {
    return forward;
  }

  /** The layer that reads from the last step to the first. */
  public Recurrent<B> backward() {
    return backward;
  }

  public Merge merge() {
    return merge;
  }

  @Override
  public boolean returnsSequences() {
    return returnSequences;
  }

  @Override
  public int features() {
    return forward.features();
  }

  @Override
  public int outputFeatures() {
    return merge.outputFeatures(forward.outputFeatures(), backward.outputFeatures());
  }

  @Override
  public String kind() {
    return "bidirectional";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Module> named = new LinkedHashMap<>();
    named.put("forward", forward);
    named.put("backward", backward);
    return Module.join(named);
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    return forward(tape, input, null);
  }

  /** The same with each direction's outputs at the places of a mask before they are merged. */
  Signal forward(Tape tape, Signal input, @Nullable Expansion places) {
    return output(input, unroll(tape, input, null, null), places);
  }

  @Override
  public List<Cell<?>> cells() {
    return List.of(forward.cell(), backward.cell());
  }

  @Override
  public Continued runFrom(Tape tape, Signal input, @Nullable List<List<Variable>> initial) {
    StateCheck.given(this, tape, initial);
    BothUnrolled<F, B> run =
        initial == null
            ? unroll(tape, input, null, null)
            : unroll(
                tape,
                input,
                forward.cell().stateOf(initial.get(0)),
                backward.cell().stateOf(initial.get(1)));
    return new Continued(
        output(input, run, null),
        List.of(run.forward().state().variables(), run.backward().state().variables()));
  }

  private Signal output(Signal input, BothUnrolled<F, B> run, @Nullable Expansion places) {
    if (!returnSequences) {
      return Signal.of(merged(run.forward().state().output(), run.backward().state().output()));
    }
    Variable there = run.forward().outputs();
    Variable back = run.backward().outputs();
    if (places != null) {
      there = places.at(there, false);
      back = places.at(back, true);
    }
    return input.with(merged(there, back));
  }

  /** Of two images each place gets the channels of both, so that what follows reads one image. */
  private Variable merged(Variable there, Variable back) {
    int places = forward.cell().units() / forward.cell().channels();
    if (merge != Merge.CONCAT
        || places == 1
        || places != backward.cell().units() / backward.cell().channels()) {
      return merge.apply(there, back);
    }
    Variable both = Variable.concat(-1, List.of(byPlace(there, forward), byPlace(back, backward)));
    int[] sizes = there.shape().toArray();
    sizes[sizes.length - 1] = forward.cell().units() + backward.cell().units();
    return both.reshape(sizes);
  }

  private static Variable byPlace(Variable images, Recurrent<?> layer) {
    int channels = layer.cell().channels();
    return images.reshape(images.size() / channels, channels);
  }

  @Override
  public Streaming streaming() {
    throw new IllegalArgumentException(
        this
            + " cannot run step by step: its backward direction reads each sequence from the end."
            + " Use a layer that reads forward in time only.");
  }

  /**
   * Runs both cells over {@code input} and returns, for each, every step's output and the final
   * state.
   *
   * @param initialForward the forward cell's state before the first step, or null for the cell's
   *     own
   * @param initialBackward the backward cell's state before each sequence's last real step, or null
   *     for the cell's own
   */
  public BothUnrolled<F, B> unroll(
      Tape tape, Signal input, @Nullable F initialForward, @Nullable B initialBackward) {
    if (forward.cell().on(tape) instanceof FusedCell<F> one
        && backward.cell().on(tape) instanceof FusedCell<B> other
        && one.fuses()
        && other.fuses()) {
      forward.check(tape, input, initialForward);
      backward.check(tape, input, initialBackward);
      Variable x = forward.cell().prepare(tape, input.value());
      Variable z = backward.cell().prepare(tape, input.value());
      F first = forward.fusedStart(tape, x, initialForward);
      B last = backward.fusedStart(tape, z, initialBackward);
      Lengths lengths = input.lengths();
      List<RecurrentOutputs> both =
          RecurrentPlan.runBoth(
              one.plan(tape, x, first, lengths, false, 2),
              other.plan(tape, z, last, lengths, true, 2));
      return new BothUnrolled<>(one.unrolled(both.get(0)), other.unrolled(both.get(1)));
    }
    return new BothUnrolled<>(
        forward.unroll(tape, input, initialForward), backward.unroll(tape, input, initialBackward));
  }

  @Override
  public String toString() {
    return "Bidirectional(" + forward + ", " + backward + ", " + merge + ")";
  }
}
