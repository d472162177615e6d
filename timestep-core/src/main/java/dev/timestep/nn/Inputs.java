package dev.timestep.nn;

import dev.timestep.autograd.RealStepsOp;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;

/**
 * The input checks of all layers, with the same wording. Every layer's {@code forward} begins with
 * one of these checks, or hands its input to a layer that does.
 */
final class Inputs {
  private Inputs() {}

  /** Sequences [batch, time, features] with lengths that fit them. */
  static void checkSequences(Object who, Signal input, int features) {
    Shape shape = input.value().shape();
    if (shape.rank() != 3 || shape.dim(2) != features) {
      throw refusal(
          who,
          "[batch, time, " + features + "]",
          shape,
          shape.rank() == 3
              ? "Check the number of input columns."
              : "A recurrent layer before it must return sequences; a single column still needs its"
                  + " own axis.");
    }
    checkContent(who, input);
  }

  /** Sequences of any width. */
  static void checkSequences(Object who, Signal input, String fix) {
    Shape shape = input.value().shape();
    if (shape.rank() != 3) {
      throw refusal(who, "[batch, time, features]", shape, fix);
    }
    checkContent(who, input);
  }

  /** Token ids [batch, time]. */
  static void checkTokens(Object who, Signal input) {
    Shape shape = input.value().shape();
    if (shape.rank() != 2) {
      throw refusal(who, "token ids [batch, time]", shape, "Give ids without a feature axis.");
    }
    if (shape.size() == 0) {
      checkSome(who, Shape.of(shape.dim(1), shape.dim(0)));
    }
    checkLengths(who, input);
  }

  /**
   * Sequences [batch, time, features] or values [batch, features], as {@link #withFinitePadding}
   * returns them.
   */
  static Signal checkLast(Object who, Signal input, int features) {
    Shape shape = input.value().shape();
    if (shape.rank() == 0 || shape.last() != features) {
      throw refusal(who, "a last axis of " + features, shape, "Check the layer before it.");
    }
    checkAny(who, input);
    return withFinitePadding(input);
  }

  /** Sequences or values of any width. */
  static void checkAny(Object who, Signal input) {
    Shape shape = input.value().shape();
    if (shape.rank() != 2 && shape.rank() != 3) {
      throw refusal(
          who,
          "[batch, time, features] or [batch, features]",
          shape,
          "A batch of one still needs its own axis, and so does a single column.");
    }
    checkContent(who, input);
  }

  /**
   * Of an input of the right form: something is there, and lengths fit. Sequences may have no step
   * left by a layer before, which then has given each the length 0.
   */
  static void checkContent(Object who, Signal input) {
    Shape shape = input.value().shape();
    if (!input.isSequence() || input.lengths() == null || shape.dim(1) == 0) {
      checkSome(who, shape);
    }
    if (input.isSequence()) {
      checkLengths(who, input);
    }
  }

  private static void checkSome(Object who, Shape shape) {
    if (shape.size() == 0) {
      throw new IllegalArgumentException(
          who
              + " expects one sequence or more of one step or more; received "
              + Recurrent.batchFirst(shape)
              + ". Check the rows and the window that the batch was cut from; a sequence without"
              + " steps is a padded one of length 0.");
    }
  }

  private static void checkLengths(Object who, Signal input) {
    Lengths lengths = input.lengths();
    Shape shape = input.value().shape();
    if (lengths != null) {
      lengths.check(who, shape.dim(1), shape.dim(0));
    }
  }

  /**
   * The input as weights may read it: with zeros for padding if anything there is not finite, such
   * as the −∞ that a custom logarithm makes of zeros. Padding passes no gradient back, but in the
   * gradient of a weight 0 · ∞ would count.
   */
  static Signal withFinitePadding(Signal input) {
    Lengths lengths = input.lengths();
    return lengths == null || !input.isSequence() || hasFinitePadding(input.value(), lengths)
        ? input
        : input.with(RealStepsOp.apply(input.value(), lengths));
  }

  private static boolean hasFinitePadding(Variable x, Lengths lengths) {
    int batch = x.shape().dim(1);
    int n = x.shape().dim(2);
    for (int row = 0; row < x.shape().rows(); row++) {
      boolean padding = row / batch >= lengths.at(row % batch);
      if (padding
          && !Double.isFinite(x.tape().kernels().reductions().sumOfSquares(n, x.data(), row * n))) {
        return false;
      }
    }
    return true;
  }

  private static IllegalArgumentException refusal(
      Object who, String expected, Shape received, String fix) {
    return new IllegalArgumentException(
        who + " expects " + expected + "; received " + Recurrent.batchFirst(received) + ". " + fix);
  }

  /** A setting that is 1 or more. */
  static void checkPositive(String who, String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          who + " expects " + what + " of 1 or more; received " + value + ".");
    }
  }
}
