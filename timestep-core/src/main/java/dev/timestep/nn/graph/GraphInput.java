package dev.timestep.nn.graph;

import dev.timestep.nn.Signal;
import dev.timestep.nn.cell.Weights;
import dev.timestep.tensor.Shape;

/**
 * A named input of a {@link Graph}.
 *
 * @param name under which it is given
 * @param form what it looks like
 * @param features its width; 1 for tokens
 */
public record GraphInput(String name, Form form, int features) {
  /** What an input looks like. */
  public enum Form {
    /** Token ids [batch, time]. */
    TOKENS,
    /** Sequences [batch, time, features]. */
    SEQUENCE,
    /** A value for each example, [batch, features]. */
    VALUES
  }

  public GraphInput {
    Weights.checkFeatures("The input " + name + " of a graph", features);
  }

  /** Refuses a signal of another shape. */
  void check(Signal signal) {
    Shape timeMajor = signal.value().shape();
    boolean turned = form != Form.VALUES && timeMajor.rank() >= 2;
    Shape batchFirst = turned ? timeMajor.swapped() : timeMajor;
    check(timeMajor, batchFirst);
  }

  /** Refuses a shape that does not fit; batch and time may come in either order. */
  void check(Shape shape, Shape asTheUserHasIt) {
    boolean fits =
        switch (form) {
          case TOKENS -> shape.rank() == 2;
          case SEQUENCE -> shape.rank() == 3 && shape.dim(2) == features;
          case VALUES -> shape.rank() == 2 && shape.dim(1) == features;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "The input "
              + name
              + " of a graph expects "
              + shape()
              + "; received "
              + asTheUserHasIt
              + ". Check which tensor has that name, and its axes.");
    }
  }

  /** Examples of a signal that was checked. */
  int batch(Signal signal) {
    return signal.value().shape().dim(form == Form.VALUES ? 0 : 1);
  }

  /** Its shape in words, for messages. */
  String shape() {
    return switch (form) {
      case TOKENS -> "[batch, time] token ids";
      case SEQUENCE -> "[batch, time, " + features + "]";
      case VALUES -> "[batch, " + features + "]";
    };
  }
}
