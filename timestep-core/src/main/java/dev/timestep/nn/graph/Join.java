package dev.timestep.nn.graph;

import dev.timestep.autograd.Variable;
import java.util.List;

/** How several values become one. */
public enum Join {
  /** Side by side. */
  CONCAT,
  /** Their sum. */
  ADD,
  /** Their product, number by number. */
  MULTIPLY,
  /** Their mean. */
  AVERAGE,
  /** The largest, number by number. */
  MAXIMUM;

  /** Width of the result. */
  int width(List<Integer> widths) {
    return this == CONCAT ? widths.stream().mapToInt(w -> w).sum() : widths.getFirst();
  }

  /** The result of values of one shape, but for the last axis of a concatenation. */
  Variable apply(List<Variable> values) {
    if (this == CONCAT) {
      return Variable.concat(-1, values);
    }
    Variable result = values.getFirst();
    for (Variable next : values.subList(1, values.size())) {
      result =
          switch (this) {
            case MULTIPLY -> result.multiply(next);
            case MAXIMUM -> result.maximum(next);
            default -> result.add(next);
          };
    }
    return this == AVERAGE ? result.multiply(1f / values.size()) : result;
  }
}
