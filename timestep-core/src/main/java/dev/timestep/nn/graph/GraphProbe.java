package dev.timestep.nn.graph;

import dev.timestep.autograd.Tape;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Signal;
import dev.timestep.tensor.Shape;
import java.util.Arrays;

/** A run of a new graph over zeros: what does not fit shows at once, by the name of its node. */
final class GraphProbe {
  /** Both differ, so that a layer that takes one axis for the other is found. */
  private static final int STEPS = 3;

  private static final int BATCH = 2;

  private GraphProbe() {}

  /** Computes all values of a graph, inputs first. */
  @FunctionalInterface
  interface Run {
    Signal[] values(Tape tape, Signal[] inputs);
  }

  /**
   * Runs a graph.
   *
   * @param reads where the inputs of each node are among all values
   * @return whether a value for each example is joined with sequences somewhere
   */
  static boolean mixesValuesAndSequences(GraphConfig config, int[][] reads, Run run) {
    Tape tape = Tape.inference(Engine.withThreads(1));
    Signal[] zeros =
        config.inputs().stream().map(input -> zeros(tape, input)).toArray(Signal[]::new);
    Signal[] values = run.values(tape, zeros);
    for (int node = 0; node < reads.length; node++) {
      String name = config.nodes().get(node).name();
      checkAnswer(name, config.width(name), values[zeros.length + node].value().shape());
    }
    for (int[] read : reads) {
      long sequences = Arrays.stream(read).filter(at -> values[at].isSequence()).count();
      if (sequences > 0 && sequences < read.length) {
        return true;
      }
    }
    return false;
  }

  private static Signal zeros(Tape tape, GraphInput input) {
    return Signal.of(
        switch (input.form()) {
          case TOKENS -> tape.constant(0f, STEPS, BATCH);
          case SEQUENCE -> tape.constant(0f, STEPS, BATCH, input.features());
          case VALUES -> tape.constant(0f, BATCH, input.features());
        });
  }

  private static void checkAnswer(String node, int width, Shape shape) {
    int rank = shape.rank();
    if ((rank != 2 && rank != 3) || shape.dim(rank - 2) != BATCH || shape.last() != width) {
      throw new IllegalArgumentException(
          "At the node "
              + node
              + " of a graph: a layer is expected to answer ["
              + BATCH
              + ", "
              + width
              + "] or ["
              + BATCH
              + ", time, "
              + width
              + "] for "
              + BATCH
              + " examples; received "
              + (rank == 3 ? shape.swapped().toString() : shape.toString())
              + ". Check what it reads, and the outputFeatures of its config.");
    }
  }
}
