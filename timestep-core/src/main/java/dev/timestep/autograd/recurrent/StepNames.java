package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.recurrent.StepProgram.Node;
import dev.timestep.autograd.recurrent.StepProgram.Product;
import dev.timestep.autograd.recurrent.StepProgram.RowNode;
import dev.timestep.autograd.recurrent.StepProgram.Value;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the values of a step are called in text: x and the parts of the state by name, parameters by
 * name, constants by their numbers, and all else v1, v2 and so on, in the order of the program that
 * was traced. A rewritten program has the same values, so it is told with the same names.
 */
final class StepNames {
  private final Map<Integer, String> byIndex = new HashMap<>();
  private final Map<Parameter, String> parameters = new IdentityHashMap<>();
  private final List<String> states;

  /**
   * Names for a program.
   *
   * @param step whose program it is; parameters that it does not name are W1, W2 and so on
   */
  StepNames(StepProgram traced, CellStep step) {
    this.states = step.states();
    step.parameters().forEach((name, parameter) -> parameters.put(parameter, name));
    for (Parameter parameter : traced.parameters()) {
      parameters.putIfAbsent(parameter, "W" + (parameters.size() + 1));
    }
    byIndex.put(traced.input().index(), "x");
    for (int part = 0; part < traced.before().size(); part++) {
      byIndex.put(traced.before().get(part).index(), state(part));
    }
    for (Node node : traced.nodes()) {
      byIndex.put(node.out().index(), "v" + (byIndex.size() - traced.before().size()));
    }
  }

  /** A part of the state before the step; one that has only a number for a name is s0, s1, … */
  String state(int part) {
    String name = part < states.size() ? states.get(part) : Integer.toString(part);
    return Character.isDigit(name.charAt(0)) ? "s" + name : name;
  }

  /** The same part after it. */
  String after(int part) {
    return state(part) + "′";
  }

  String of(Parameter parameter) {
    return Objects.requireNonNull(parameters.get(parameter));
  }

  String of(Value value) {
    return switch (value.kind()) {
      case PARAMETER -> of(Objects.requireNonNull(value.parameter()));
      case CONSTANT -> constant(value);
      case INPUT, STATE, ROWS, VIEW, ONCE -> Objects.requireNonNull(byIndex.get(value.index()));
    };
  }

  /** The number, where it is one throughout; else the first of them. */
  private static String constant(Value value) {
    float[] row = Objects.requireNonNull(value.constant());
    for (float number : row) {
      if (number != row[0]) {
        return "(" + row[0] + " … " + row[row.length - 1] + ")";
      }
    }
    return row.length == 0 ? "()" : Float.toString(row[0]);
  }

  /** What a computation does: its line without the name before it. */
  String formula(Node node) {
    return switch (node) {
      case Product product -> formula(product);
      case RowNode some ->
          some.kernel().formula(some.in().stream().map(this::of).toList(), some.out().width());
    };
  }

  private String formula(Product product) {
    String parts = product.parts() == 1 ? "" : product.parts() + " parts of ";
    String sum = parts + of(product.x()) + "·" + of(product.weights()) + columns(product, true);
    Parameter bias = product.bias();
    return bias == null ? sum : sum + " + " + of(bias) + columns(product, false);
  }

  /** Which columns of its weights or bias a product reads; nothing where it is all of them. */
  static String columns(Product product, boolean ofMatrix) {
    if (product.n() == product.columns()) {
      return "";
    }
    int from = product.from();
    return (ofMatrix ? "[:, " : "[") + from + ":" + (from + product.n()) + "]";
  }

  /** The line of a computation, such as {@code "v3 = v1 + v2"}. */
  String line(Node node) {
    boolean adds = node instanceof Product product && product.adds();
    return of(node.out()) + (adds ? " += " : " = ") + formula(node);
  }
}
