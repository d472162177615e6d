package dev.timestep.nn;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;

/** What layers refuse at their edge, in one form of words. */
final class Inputs {
  private Inputs() {}

  /** Sequences [batch, time, features] with lengths that fit them. */
  static void checkSequences(Object who, Signal input, int features) {
    Shape shape = input.value().shape();
    if (shape.rank() != 3 || shape.dim(2) != features) {
      throw new IllegalArgumentException(
          who
              + " expects [batch, time, "
              + features
              + "]; received "
              + Recurrent.batchFirst(shape)
              + (shape.rank() == 3
                  ? ". Check the number of input columns."
                  : ". A recurrent layer before it must return sequences; a single column still"
                      + " needs its own axis."));
    }
    checkLengths(who, input);
  }

  /** Sequences of any width. */
  static void checkSequences(Object who, Signal input) {
    Shape shape = input.value().shape();
    if (shape.rank() != 3) {
      throw new IllegalArgumentException(
          who
              + " expects sequences [batch, time, features]; received "
              + Recurrent.batchFirst(shape)
              + ". Let the layer before it return sequences.");
    }
    checkLengths(who, input);
  }

  /** A last axis of this size. */
  static void checkLast(Object who, Signal input, int features) {
    if (input.value().shape().last() != features) {
      throw new IllegalArgumentException(
          who
              + " expects a last axis of "
              + features
              + "; received "
              + Recurrent.batchFirst(input.value().shape())
              + ". Check the layer before it.");
    }
    if (input.isSequence()) {
      checkLengths(who, input);
    }
  }

  private static void checkLengths(Object who, Signal input) {
    Lengths lengths = input.lengths();
    Shape shape = input.value().shape();
    if (lengths != null) {
      lengths.check(who, shape.dim(1), shape.dim(0));
    }
  }

  /** A setting that is 1 or more. */
  static void checkPositive(String who, String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          who + " expects " + what + " of 1 or more; received " + value + ".");
    }
  }
}
