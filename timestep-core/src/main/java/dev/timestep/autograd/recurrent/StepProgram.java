package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.RowKernel;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of a cell as a list of computations on rows and of products with weights, read off a
 * tape on which the cell's own code ran ({@link StepCheck}).
 *
 * @param values all that is read or computed in a step
 * @param nodes the computations, in their order
 * @param input x_t
 * @param before the parts of the state before the step
 * @param after the parts of the state after it
 */
record StepProgram(
    List<Value> values, List<Node> nodes, Value input, List<Value> before, List<Value> after) {

  /** Floats of an input kernel from which its product is computed ahead. */
  private static final int LARGE_KERNEL = 1 << 16;

  /** Where a value comes from. */
  enum Kind {
    /** The step's input. */
    INPUT,
    /** A part of the state before. */
    STATE,
    /** Computed for each row. */
    ROWS,
    /** Columns of another value, where they are. */
    VIEW,
    /** A parameter that all rows share. */
    PARAMETER,
    /** A number that all rows share. */
    CONSTANT,
    /** Computed from what all rows share, once for all steps. */
    ONCE
  }

  /**
   * A value of the step.
   *
   * @param index its place among the values
   * @param width numbers of a row
   * @param parameter behind a {@link Kind#PARAMETER}
   * @param constant the row of a {@link Kind#CONSTANT}
   * @param of whose columns a {@link Kind#VIEW} is
   * @param column the first of them
   */
  record Value(
      int index,
      Kind kind,
      int width,
      @Nullable Parameter parameter,
      float @Nullable [] constant,
      @Nullable Value of,
      int column) {
    boolean isShared() {
      return kind == Kind.PARAMETER || kind == Kind.CONSTANT || kind == Kind.ONCE;
    }

    /** The value that has its numbers: itself, unless it is a view. */
    Value root() {
      return of == null ? this : of;
    }
  }

  /** A computation of the step. */
  sealed interface Node {
    Value out();
  }

  /**
   * out = x·weights + bias, or so for each of the parts of x that are side by side.
   *
   * @param from the first column of the weights that it reads; as many as a part of out is wide
   * @param adds whether it adds to what an earlier product left in out
   */
  record Product(
      Value x, Parameter weights, @Nullable Parameter bias, int from, boolean adds, Value out)
      implements Node {
    /** Numbers of a part of x. */
    int k() {
      return weights.shape().dim(0);
    }

    /** Numbers of a part of the result. */
    int n() {
      return out.width / parts();
    }

    /** Numbers of a row of the weights. */
    int columns() {
      return weights.shape().dim(1);
    }

    /** Parts of a row. */
    int parts() {
      return x.width / k();
    }

    /** Numbers from a part of x to the next, which belongs to the next row where there is one. */
    int stride() {
      return parts() == 1 ? x.root().width : k();
    }

    boolean readsInput() {
      return x.root().kind == Kind.INPUT;
    }
  }

  /** Rows from rows. */
  record RowNode(RowKernel kernel, List<Value> in, Value out) implements Node {}

  /**
   * Whether a product is computed for all steps at once: it must need nothing of the step before,
   * and be worth writing down and reading again, either because its weights are large or because no
   * product is left in the steps then.
   */
  boolean isAhead(Product product) {
    return product.readsInput()
        && !product.adds
        && ((long) product.k() * product.columns() >= LARGE_KERNEL
            || nodes.stream().noneMatch(n -> n instanceof Product p && !p.readsInput()));
  }

  /** Whether a computation of the program has this result. */
  boolean computes(Value value) {
    return nodes.stream().anyMatch(node -> node.out().equals(value));
  }

  /** Multiply-adds of a row, roughly. */
  long workOfARow() {
    long work = 0;
    for (Node node : nodes) {
      work += node instanceof Product p ? (long) p.x.width * p.n() : 4L * node.out().width;
    }
    return work;
  }

  /** The parameters that it reads, each once. */
  List<Parameter> parameters() {
    Map<Parameter, Boolean> all = new IdentityHashMap<>();
    List<Parameter> inOrder = new ArrayList<>();
    for (Value value : values) {
      if (value.parameter != null && all.put(value.parameter, true) == null) {
        inOrder.add(value.parameter);
      }
    }
    for (Node node : nodes) {
      if (node instanceof Product product) {
        if (all.put(product.weights, true) == null) {
          inOrder.add(product.weights);
        }
        if (product.bias != null && all.put(product.bias, true) == null) {
          inOrder.add(product.bias);
        }
      }
    }
    return inOrder;
  }

  /** The parameter's variable on {@code tape}. */
  static Variable on(Tape tape, @Nullable Parameter parameter) {
    return tape.parameter(Objects.requireNonNull(parameter));
  }
}
