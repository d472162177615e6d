package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Runs a cell's step several times and reads its program off the tape, which must be the same each
 * time. Only then may the program stand for the step: a choice that Java makes by the numbers, a
 * number taken out of a variable, a draw, a counter or the number of rows would be fixed for all
 * steps and all sequences, and nobody would notice.
 *
 * <p>The runs are those of {@link Given}: a comparison of a number with 0, with a usual bound or
 * with another number comes out one way in one of them and the other way in another.
 */
final class StepCheck {
  private static final long SEED = 20_261_130;

  private static final String OF_CALLS =
      "Something outside of x and the state changed between the two calls, such as a counter, a"
          + " field or a draw. Keep what changes in the state, in a frozen parameter or in a column"
          + " of x; add what is drawn to the inputs of all steps in prepare(tape, x).";

  private static final String OF_ROWS =
      "Rows are sequences that know nothing of each other, and their number changes as they end."
          + " Let the step not depend on it: a constant has one row, or as many as x.";

  /** What a step is given. */
  private enum Given {
    ZEROS("zeros", 2, 0f),
    /** Three rows, so that what depends on their number differs from two. */
    USUAL("three rows of numbers around 1", 3, 1f),
    /** Other ones, since a comparison of two comes out the same way in half of all draws. */
    OTHERS("seven rows of numbers around 1", 7, 1f),
    /** What a column that marks something has. */
    ONES("two rows of ones", 2, 1f),
    /** Beyond any bound that a cell may look for, and where exponentials overflow. */
    LARGE("three rows of large numbers", 3, 1e4f),
    /**
     * With the signs of LARGE turned, so that no number is above a bound, or below one, in both.
     */
    TURNED("three rows of large numbers", 3, -1e4f),
    /** Large ones that are not those of LARGE. */
    LARGE_OTHERS("seven rows of large numbers", 7, 1e4f),
    /** To tell a difference of numbers from one of calls. */
    AGAIN("zeros again", 2, 0f),
    /** To find what changed while the cell was in use. */
    LATER("zeros now", 2, 0f),
    /** To tell a difference of numbers from one of rows. */
    ONE_ROW("one row of zeros", 1, 0f),
    MORE_ROWS("three rows of zeros", 3, 0f),
    MANY_ROWS("seven rows of zeros", 7, 0f);

    /** What is compared with zeros. */
    static final List<Given> NUMBERS =
        List.of(USUAL, OTHERS, ONES, LARGE, TURNED, LARGE_OTHERS, ONE_ROW);

    static final List<Given> ROWS = List.of(MORE_ROWS, MANY_ROWS);

    final String words;
    final int rows;
    final float scale;

    Given(String words, int rows, float scale) {
      this.words = words;
      this.rows = rows;
      this.scale = scale;
    }

    /** Zero, one, or a size between half the scale and one and a half, of either sign. */
    float number(SplittableRandom random) {
      if (scale == 0f || this == ONES) {
        return scale;
      }
      float size = scale * (0.5f + random.nextFloat());
      return random.nextBoolean() ? size : -size;
    }

    /** Of the draw; the same for numbers that differ in sign only. */
    long seed() {
      return SEED + (this == TURNED ? LARGE : this).ordinal();
    }
  }

  private final CellStep step;
  private final Tape tape;
  private final int features;
  private final int[] widths;
  private int runs;

  private StepCheck(Tape like, CellStep step, int features, int[] widths) {
    this.step = step;
    this.tape = like.isTraining() ? Tape.training(like.engine(), 0) : Tape.recording(like.engine());
    this.features = features;
    this.widths = widths;
  }

  /**
   * A check of {@code step}.
   *
   * @param like the tape on which it is to run
   * @param x what its inputs are like [.., F]
   * @param state what the parts of its state are like [.., ·]
   */
  static StepCheck of(Tape like, CellStep step, Variable x, List<Variable> state) {
    int[] widths = state.stream().mapToInt(part -> part.shape().last()).toArray();
    return new StepCheck(like, step, x.shape().last(), widths);
  }

  /**
   * What the step does: its program, or what in it is not an operation of rows.
   *
   * @throws IllegalArgumentException when it does not do the same in all runs
   */
  StepTrace trace() {
    StepTrace first = run(Given.ZEROS);
    // What runs step by step reads its numbers anew in each step, so it may depend on them.
    if (first instanceof StepTrace.Whole) {
      for (Given given : Given.NUMBERS) {
        compare(first, given);
      }
    }
    return first;
  }

  /**
   * Refuses the step if it is no longer what it was.
   *
   * @param before what {@link #trace} returned for it
   * @throws IllegalArgumentException when it does something else now
   */
  void compareWith(StepTrace before) {
    StepDifference difference = StepDifference.between(step, before, run(Given.LATER));
    if (difference != null) {
      throw refused(Given.LATER, difference, OF_CALLS);
    }
  }

  /** Whether the step is what {@link #trace} returned. */
  boolean isStill(StepTrace before) {
    return StepDifference.between(step, before, run(Given.LATER)) == null;
  }

  private StepTrace run(Given given) {
    // Another step, so that a draw is another one too.
    tape.reset(runs++);
    SplittableRandom random = new SplittableRandom(given.seed());
    Variable x = tape.constant(numbers(given, features, random));
    List<Variable> state = new ArrayList<>();
    for (int width : widths) {
      state.add(tape.constant(numbers(given, width, random)));
    }
    return StepTracer.read(tape, x, state, step.next(tape, x, state));
  }

  private static Tensor numbers(Given given, int width, SplittableRandom random) {
    Tensor drawn = Tensor.zeros(given.rows, width);
    float[] data = drawn.data();
    for (int at = 0; at < data.length; at++) {
      data[at] = given.number(random);
    }
    return drawn;
  }

  private void compare(StepTrace first, Given given) {
    StepDifference difference = StepDifference.between(step, first, run(given));
    if (difference != null) {
      throw refused(first, given, difference);
    }
  }

  // ---------------------------------------------------------------- what to say

  private IllegalArgumentException refused(
      StepTrace first, Given given, StepDifference difference) {
    StepDifference ofCalls = StepDifference.between(step, first, run(Given.AGAIN));
    if (ofCalls == null) {
      // What takes turns may have come round to where it was.
      ofCalls = StepDifference.between(step, first, run(Given.AGAIN));
    }
    if (ofCalls != null) {
      return refused(Given.AGAIN, ofCalls, OF_CALLS);
    }
    if (given == Given.ONE_ROW) {
      return refused(given, difference, OF_ROWS);
    }
    for (Given rows : Given.ROWS) {
      StepDifference ofRows = StepDifference.between(step, first, run(rows));
      if (ofRows != null) {
        return refused(rows, ofRows, OF_ROWS);
      }
    }
    return refused(
        given,
        difference,
        "A Java if on the values of a variable, or a number taken out of one, would be fixed for"
            + " all steps. Write a choice with operations: maximum, minimum, clamp, relu or abs,"
            + " gate.blend(one, other) with a gate that the step computes, or with a column of x"
            + " that is 0 or 1.");
  }

  private IllegalArgumentException refused(Given given, StepDifference difference, String advice) {
    return new IllegalArgumentException(
        step.who()
            + " expects a step that does the same for any numbers and any number of rows, since it"
            + " is recorded once and then runs for all steps; received one that computes "
            + difference.one()
            + " for two rows of zeros but "
            + difference.other()
            + " for "
            + given.words
            + ". "
            + advice);
  }
}
