package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.ConstantOp;
import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Op;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.RowCopy;
import dev.timestep.autograd.RowKernel;
import dev.timestep.autograd.RowWise;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One step of a cell as a list of computations on rows and of products with weights, read off the
 * tape on which the cell's own code ran once, for two rows of zeros.
 *
 * @param values all that is read or computed in a step
 * @param nodes the computations, in their order
 * @param input x_t
 * @param before the parts of the state before the step
 * @param after the parts of the state after it
 */
record StepProgram(
    List<Value> values, List<Node> nodes, Value input, List<Value> before, List<Value> after) {

  /** Rows of the run that is traced: more than one, to separate rows from what all rows share. */
  private static final int TRACED_ROWS = 2;

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

  /**
   * The program of {@code step}, or null where it does something that is not one of rows.
   *
   * @param like the tape on which it is to run
   * @param features F
   * @param widths of the parts of the state
   */
  static @Nullable StepProgram trace(Tape like, CellStep step, int features, int[] widths) {
    Tape tape = like.isTraining() ? Tape.training(like.engine(), 0) : Tape.recording(like.engine());
    Variable x = tape.constant(Tensor.zeros(TRACED_ROWS, features));
    List<Variable> state =
        IntStream.of(widths).mapToObj(w -> tape.constant(Tensor.zeros(TRACED_ROWS, w))).toList();
    List<Variable> after = step.next(tape, x, state);
    return new Tracer(x, state).read(tape.recorded(), after);
  }

  /** Turns what was recorded into values and nodes. */
  private static final class Tracer {
    private final List<Value> values = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Variable, Value> known = new IdentityHashMap<>();
    private final Map<Variable, Boolean> constants = new IdentityHashMap<>();
    private final Value input;
    private final List<Value> before;

    Tracer(Variable x, List<Variable> state) {
      this.input = add(Kind.INPUT, x.shape().last(), null, null);
      known.put(x, input);
      this.before = new ArrayList<>();
      for (Variable part : state) {
        Value value = add(Kind.STATE, part.shape().last(), null, null);
        known.put(part, value);
        before.add(value);
      }
    }

    private Value add(
        Kind kind, int width, @Nullable Parameter parameter, float @Nullable [] constant) {
      Value value = new Value(values.size(), kind, width, parameter, constant, null, 0);
      values.add(value);
      return value;
    }

    @Nullable StepProgram read(List<Op> ops, List<Variable> stateAfter) {
      for (Op op : ops) {
        boolean understood =
            switch (op) {
              case ConstantOp leaf -> {
                constants.put(leaf.variable(), true);
                yield true;
              }
              case LinearOp product -> product(product);
              case RowWise rows -> rows(rows);
              default -> false;
            };
        if (!understood) {
          return null;
        }
      }
      List<Value> after = new ArrayList<>();
      for (Variable part : stateAfter) {
        Value value = known.get(part);
        if (value == null || value.isShared()) {
          return null;
        }
        // A state needs a place of its own.
        if (value.kind != Kind.ROWS || after.contains(value)) {
          Value copy = add(Kind.ROWS, value.width, null, null);
          nodes.add(new RowNode(new RowCopy(0), List.of(value), copy));
          value = copy;
        }
        after.add(value);
      }
      return StepRewrite.of(new StepProgram(values, nodes, input, before, after));
    }

    private boolean product(LinearOp op) {
      Value x = known.get(op.x());
      Parameter weights = op.weights().parameter();
      Variable bias = op.bias();
      if (x == null
          || x.isShared()
          || weights == null
          || (bias != null && bias.parameter() == null)) {
        return false;
      }
      Value out = add(Kind.ROWS, op.output().shape().last(), null, null);
      known.put(op.output(), out);
      nodes.add(new Product(x, weights, bias == null ? null : bias.parameter(), 0, false, out));
      return true;
    }

    private boolean rows(RowWise op) {
      RowKernel kernel = op.rowKernel();
      Variable output = op.output();
      if (kernel == null) {
        return false;
      }
      int width = output.shape().last();
      List<Value> in = new ArrayList<>();
      boolean once = true;
      for (Variable variable : op.inputs()) {
        Value value = known.get(variable);
        value = value == null ? shared(variable, width) : value;
        if (value == null) {
          return false;
        }
        in.add(value);
        once &= value.isShared();
      }
      if (!once && !isRows(output.shape())) {
        return false;
      }
      Value out = add(once ? Kind.ONCE : Kind.ROWS, width, null, null);
      known.put(output, out);
      nodes.add(new RowNode(kernel, in, out));
      return true;
    }

    private static boolean isRows(Shape shape) {
      return shape.rank() == 2 && shape.dim(0) == TRACED_ROWS;
    }

    /** A parameter or constant of one row; null for anything else. */
    private @Nullable Value shared(Variable variable, int width) {
      Parameter parameter = variable.parameter();
      int size = variable.size();
      boolean oneRow = variable.shape().rank() == 0 || variable.shape().last() == size;
      if (parameter != null) {
        Value value = oneRow ? add(Kind.PARAMETER, size, parameter, null) : null;
        if (value != null) {
          known.put(variable, value);
        }
        return value;
      }
      if (!constants.containsKey(variable)) {
        return null;
      }
      float[] data = variable.data();
      if (!oneRow) {
        size = variable.shape().last();
        for (int at = size; at < variable.size(); at++) {
          if (data[at] != data[at - size]) {
            return null;
          }
        }
      }
      float[] row = Arrays.copyOf(data, size);
      if (variable.shape().rank() == 0 && width > 1) {
        row = new float[width];
        Arrays.fill(row, data[0]);
      }
      return add(Kind.CONSTANT, row.length, null, row);
    }
  }

  /** The parameter's variable on {@code tape}. */
  static Variable on(Tape tape, @Nullable Parameter parameter) {
    return tape.parameter(Objects.requireNonNull(parameter));
  }
}
