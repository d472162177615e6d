package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent layer that is about to run over a sequence: what it reads and which op it is. Two
 * equal plans at the same place of two steps are one op that runs twice; see {@link Tape}.
 *
 * @param in what every recurrent op takes
 * @param more what this op takes beside it, such as an initial cell state; null for nothing
 * @param activation the cell's activation where it has a choice, else null
 * @param maker makes the op
 */
public record RecurrentPlan(
    RecurrentInputs in, @Nullable Variable more, @Nullable Activation activation, Maker maker) {

  /** Makes an op from its plan. */
  @FunctionalInterface
  public interface Maker {
    /** Makes the op of {@code plan}, not yet run. */
    Recurrence make(RecurrentPlan plan);
  }

  /** Runs the layer. */
  public RecurrentOutputs run() {
    Tape tape = in.x().tape();
    if (tape.kept() instanceof Walk walk && walk.follows(this, null)) {
      tape.repeat(walk);
      return walk.outputs().getFirst();
    }
    return record(tape, new Walk(maker.make(this))).getFirst();
  }

  /**
   * Runs two layers, such as both directions of one, side by side where they are of one kind and
   * size: each on threads of its own.
   */
  public static List<RecurrentOutputs> runBoth(RecurrentPlan one, RecurrentPlan other) {
    Tape tape = one.in.x().tape();
    if (tape.kept() instanceof Walk walk && walk.follows(one, other)) {
      tape.repeat(walk);
      return walk.outputs();
    }
    if (!one.isLike(other)) {
      return List.of(one.alone().run(), other.alone().run());
    }
    return record(tape, new Walk(one.maker.make(one), other.maker.make(other)));
  }

  /** Whether the two can go through time in step. */
  private boolean isLike(RecurrentPlan other) {
    return maker.equals(other.maker)
        && in.isLike(other.in)
        && wantsGradient() == other.wantsGradient();
  }

  private boolean wantsGradient() {
    return Arrays.stream(in.variables(more)).anyMatch(Variable::requiresGradient);
  }

  /** The same with all threads to itself. */
  private RecurrentPlan alone() {
    return new RecurrentPlan(in.alone(), more, activation, maker);
  }

  private static List<RecurrentOutputs> record(Tape tape, Walk walk) {
    tape.run(walk, walk.results());
    return walk.outputs();
  }
}
