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
import dev.timestep.autograd.recurrent.StepProgram.Kind;
import dev.timestep.autograd.recurrent.StepProgram.Node;
import dev.timestep.autograd.recurrent.StepProgram.Product;
import dev.timestep.autograd.recurrent.StepProgram.RowNode;
import dev.timestep.autograd.recurrent.StepProgram.Value;
import dev.timestep.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a step off the tape on which the cell's own code ran once. What is found depends on that
 * run; that it is the same for any numbers and any number of rows is for {@link StepCheck} to say.
 */
final class StepTracer {
  /** What operands are called in a message. */
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "g", "h");

  private final int rows;
  private final List<Value> values = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Variable, Value> known = new IdentityHashMap<>();
  private final Map<Variable, Boolean> constants = new IdentityHashMap<>();

  /** Columns of matrices of weights, for products. */
  private final Map<Variable, WeightColumns> slices = new IdentityHashMap<>();

  private final Value input;
  private final List<Value> before = new ArrayList<>();
  private final List<Value> after = new ArrayList<>();

  /** Columns of a matrix of weights, from {@code from} on. */
  private record WeightColumns(Variable matrix, int from) {
    Parameter parameter() {
      return Objects.requireNonNull(matrix.parameter());
    }
  }

  private StepTracer(Variable x, List<Variable> state) {
    this.rows = x.shape().dim(0);
    this.input = add(Kind.INPUT, x.shape().last(), null, null);
    known.put(x, input);
    for (Variable part : state) {
      Value value = add(Kind.STATE, part.shape().last(), null, null);
      known.put(part, value);
      before.add(value);
    }
  }

  /**
   * The program of what {@code tape} recorded.
   *
   * @param x the step's input, more than one row, to tell rows from what all rows share
   * @param state the parts of the state before it
   * @param next the parts after it
   */
  static StepTrace read(Tape tape, Variable x, List<Variable> state, List<Variable> next) {
    StepTracer tracer = new StepTracer(x, state);
    String obstacle = tracer.obstacle(tape, next);
    StepProgram program =
        new StepProgram(tracer.values, tracer.nodes, tracer.input, tracer.before, tracer.after);
    return obstacle == null
        ? new StepTrace.Whole(program)
        : new StepTrace.Stopped(program, obstacle);
  }

  /** Reads all; what could not be read as an operation of rows, or null. */
  private @Nullable String obstacle(Tape tape, List<Variable> next) {
    for (Op op : tape.recorded()) {
      String obstacle =
          switch (op) {
            case ConstantOp leaf -> {
              constants.put(leaf.variable(), true);
              yield null;
            }
            case LinearOp product -> product(product);
            case RowWise some -> rows(some);
            default -> "the operation " + name(op);
          };
      if (obstacle != null) {
        return obstacle;
      }
    }
    if (!tape.penalties().isEmpty()) {
      return "a penalty that is added to the loss";
    }
    for (Variable part : next) {
      Value value = known.get(part);
      if (value == null || value.isShared()) {
        return "a part of the state after the step that is not computed from its rows";
      }
      after.add(ofItsOwn(value));
    }
    return null;
  }

  /** A state needs a place of its own. */
  private Value ofItsOwn(Value value) {
    if (value.kind() == Kind.ROWS && !after.contains(value)) {
      return value;
    }
    Value copy = add(Kind.ROWS, value.width(), null, null);
    nodes.add(new RowNode(new RowCopy(0), List.of(value), copy));
    return copy;
  }

  /** The words in the name of an op's class: "layer norm" for a LayerNormOp. */
  private static String name(Op op) {
    return op.getClass()
        .getSimpleName()
        .replaceFirst("(.)Op$", "$1")
        .replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2")
        .toLowerCase(Locale.ROOT);
  }

  private Value add(
      Kind kind, int width, @Nullable Parameter parameter, float @Nullable [] constant) {
    Value value = new Value(values.size(), kind, width, parameter, constant, null, 0);
    values.add(value);
    return value;
  }

  private @Nullable String product(LinearOp op) {
    Value x = known.get(op.x());
    WeightColumns weights = weights(op.weights());
    Variable bias = op.bias();
    Parameter added = bias == null ? null : bias.parameter();
    if (x == null || x.isShared()) {
      return "a product whose left side is not rows of the step";
    }
    if (weights == null || (bias != null && added == null)) {
      return "a product with weights or a bias that are not parameters or columns of one";
    }
    if (added != null && weights.matrix != op.weights()) {
      return "a product with columns of a parameter that also adds a bias";
    }
    Value out = add(Kind.ROWS, op.output().shape().last(), null, null);
    known.put(op.output(), out);
    nodes.add(new Product(x, weights.parameter(), added, weights.from, false, out));
    return null;
  }

  /** A parameter, or columns of one; null for any other matrix. */
  private @Nullable WeightColumns weights(Variable matrix) {
    return matrix.parameter() == null ? slices.get(matrix) : new WeightColumns(matrix, 0);
  }

  /** Whether an op only takes columns of weights, which a product then reads where they are. */
  private boolean isOfWeights(RowWise op, RowKernel kernel) {
    if (!(kernel instanceof RowCopy copy) || op.output().shape().rank() != 2) {
      return false;
    }
    WeightColumns of = weights(op.inputs()[0]);
    if (of != null) {
      slices.put(op.output(), new WeightColumns(of.matrix, of.from + copy.from()));
    }
    return of != null;
  }

  private @Nullable String rows(RowWise op) {
    RowKernel kernel = op.rowKernel();
    Variable output = op.output();
    if (kernel == null) {
      return "the operation " + name(op) + " along another axis than the last";
    }
    if (isOfWeights(op, kernel)) {
      return null;
    }
    int width = output.shape().last();
    List<Value> in = new ArrayList<>();
    boolean once = true;
    for (Variable variable : op.inputs()) {
      Value value = operand(variable, width);
      if (value == null) {
        String read = NAMES.get(Math.min(in.size(), NAMES.size() - 1));
        return of(kernel, op, width)
            + ", where "
            + read
            + " is neither rows of the step nor one row for all of them";
      }
      in.add(value);
      once &= value.isShared();
    }
    if (!once && !isRows(output.shape())) {
      return of(kernel, op, width) + ", whose result is not [batch, width]";
    }
    Value out = add(once ? Kind.ONCE : Kind.ROWS, width, null, null);
    known.put(output, out);
    nodes.add(new RowNode(kernel, in, out));
    return null;
  }

  /** An operation with its operands by letters. */
  private static String of(RowKernel kernel, RowWise op, int width) {
    List<String> letters = NAMES.subList(0, Math.min(NAMES.size(), op.inputs().length));
    return "the operation " + kernel.formula(letters, width);
  }

  private boolean isRows(Shape shape) {
    return shape.rank() == 2 && shape.dim(0) == rows;
  }

  /** What an operation on rows reads; null for what is neither rows nor one row for all. */
  private @Nullable Value operand(Variable variable, int width) {
    Value value = known.get(variable);
    value = value == null ? shared(variable, width) : value;
    WeightColumns columns = slices.get(variable);
    if (value != null || columns == null) {
      return value;
    }
    // Columns of a matrix that is one row are a vector too.
    Value row = operand(columns.matrix, width);
    if (row != null) {
      value = add(Kind.ONCE, variable.shape().last(), null, null);
      known.put(variable, value);
      nodes.add(new RowNode(new RowCopy(columns.from), List.of(row), value));
    }
    return value;
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
