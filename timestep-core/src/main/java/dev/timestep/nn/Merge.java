package dev.timestep.nn;

import dev.timestep.autograd.Variable;
import java.util.List;

/** How a {@link Bidirectional} layer makes one output of its two directions. */
public enum Merge {
  /** Side by side, forward first: 2·H wide. The default, as in Keras; PyTorch's only way. */
  CONCAT {
    @Override
    Variable apply(Variable forward, Variable backward) {
      return Variable.concat(-1, List.of(forward, backward));
    }
  },
  /** forward + backward; Keras' {@code "sum"}. */
  SUM {
    @Override
    Variable apply(Variable forward, Variable backward) {
      return forward.add(backward);
    }
  },
  /** forward ⊙ backward; Keras' {@code "mul"}. */
  MULTIPLY {
    @Override
    Variable apply(Variable forward, Variable backward) {
      return forward.multiply(backward);
    }
  },
  /** (forward + backward) / 2; Keras' {@code "ave"}. */
  AVERAGE {
    @Override
    Variable apply(Variable forward, Variable backward) {
      return forward.add(backward).multiply(0.5f);
    }
  },
  /**
   * Both, kept apart; Keras' {@code None}. Such a layer has no single output that a {@link
   * Sequential} could pass on: call {@link Bidirectional#unroll}.
   */
  NONE {
    @Override
    Variable apply(Variable forward, Variable backward) {
      throw noSingleOutput();
    }
  };

  static IllegalArgumentException noSingleOutput() {
    return new IllegalArgumentException(
        "A bidirectional layer with Merge.NONE keeps its directions apart and so has no single"
            + " output to pass on. Call its unroll() for both, or choose another merge.");
  }

  /** Width of the output of directions of these widths. */
  int outputFeatures(int forward, int backward) {
    return switch (this) {
      case CONCAT -> forward + backward;
      case NONE -> throw noSingleOutput();
      default -> forward;
    };
  }

  /** The output of both directions' [.., H]. */
  abstract Variable apply(Variable forward, Variable backward);
}
