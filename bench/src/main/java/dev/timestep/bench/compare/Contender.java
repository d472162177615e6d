package dev.timestep.bench.compare;

import java.util.List;
import java.util.SequencedMap;

/** A library that can compute shapes. One lives in each {@link Worker} process. */
interface Contender {
  /** The only way to compute a shape, where there is no choice. */
  String PLAIN = "plain";

  /** The job of a training step: forward, loss, backward, Adam. */
  String TRAIN = "train";

  /** The job of inference over the batch, or of one step of a stream. */
  String FORWARD = "forward";

  /** The steps of Adam, at the usual settings, after which the loss is compared again. */
  int COMPARED_STEPS = 3;

  /** The name of the loss after this many steps of Adam. */
  static String lossAfter(int steps) {
    return "loss_after_" + steps;
  }

  /**
   * The ways in which this library can compute the shape, of which the fastest will count, for
   * instance padded and packed; none if it cannot.
   */
  List<String> ways(ShapeSpec shape);

  /** What it computes with, for the report; empty if it does not say. */
  default String kernels() {
    return "";
  }

  /** Gets ready to compute. */
  Task prepare(Problem problem, String way);

  /** A shape with its weights and data in the form that the library needs. */
  interface Task extends AutoCloseable {
    /**
     * What the library computes, by name, in PyTorch's layout and time-major: {@code output} of a
     * forward pass; {@code loss} and {@code grad.<weight>} of the first training step; {@code
     * loss_after_1} and so on. Asked for once and before anything is timed.
     */
    SequencedMap<String, float[]> answers();

    /** What can be timed, {@link #TRAIN} and {@link #FORWARD}. */
    SequencedMap<String, Runnable> jobs();

    /** Floats held for the backward pass of a training step; 0 if unknown. */
    default long heldFloats() {
      return 0;
    }

    @Override
    void close();
  }
}
