package dev.timestep.nn.graph;

import dev.timestep.autograd.Variable;
import dev.timestep.nn.Signal;
import dev.timestep.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Values joined at a node: sequences step by step, a value for each example beside each step. */
final class Joined {
  private Joined() {}

  static Signal of(GraphNode node, Signal[] in) {
    Signal sequence = null;
    for (Signal signal : in) {
      sequence = sequence == null && signal.isSequence() ? signal : sequence;
    }
    List<Variable> parts = new ArrayList<>(in.length);
    for (int at = 0; at < in.length; at++) {
      checkFits(node.inputs().get(at), in[at], sequence == null ? in[0] : sequence);
      Variable value = in[at].value();
      parts.add(sequence == null || in[at].isSequence() ? value : repeat(value, sequence));
    }
    Variable joined = Objects.requireNonNull(node.join()).apply(parts);
    return sequence == null ? Signal.of(joined) : sequence.with(joined);
  }

  private static void checkFits(String name, Signal signal, Signal like) {
    boolean sameTime = !signal.isSequence() || steps(signal) == steps(like);
    if (batch(signal) != batch(like) || !sameTime) {
      throw new IllegalArgumentException(
          "a join expects values of one batch and sequences of one time axis; received "
              + name
              + " with "
              + words(signal)
              + " beside "
              + words(like)
              + ". Let the branches keep the same steps, or return one value per sequence.");
    }
    if (signal.isSequence() && !Objects.equals(signal.lengths(), like.lengths())) {
      throw new IllegalArgumentException(
          "a join expects sequences of the same lengths; received "
              + name
              + " with "
              + Objects.requireNonNullElse(signal.lengths(), "full lengths")
              + " beside "
              + Objects.requireNonNullElse(like.lengths(), "full lengths")
              + ". Give the inputs the same lengths, or return one value per sequence.");
    }
  }

  private static int batch(Signal signal) {
    return signal.value().shape().dim(signal.value().shape().rank() - 2);
  }

  private static int steps(Signal signal) {
    return signal.value().shape().dim(0);
  }

  private static String words(Signal signal) {
    return (signal.isSequence() ? steps(signal) + " steps of " : "one value for each of ")
        + batch(signal)
        + " sequences";
  }

  private static Variable repeat(Variable value, Signal sequence) {
    Shape shape = value.shape();
    Variable ones = value.tape().constant(1f, steps(sequence), 1, 1);
    return ones.multiply(value.reshape(1, shape.dim(0), shape.dim(1)));
  }
}
