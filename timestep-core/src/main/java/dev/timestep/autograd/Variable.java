package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.ProductKernels;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value on a {@link Tape}: numbers with a shape, and a gradient once {@link Tape#backward} ran.
 *
 * <p>The methods are the small operations from which a custom cell is written; each returns a new
 * variable on the same tape. Binary operations broadcast like NumPy: axes are matched from the
 * last, and an axis of size 1 (or a missing one) is repeated.
 *
 * <p>A variable lives until its tape is reset; {@link #value()} copies the numbers out.
 */
public final class Variable {
  private final Tape tape;
  private final Shape shape;
  private float[] data;
  private final boolean requiresGradient;
  private final @Nullable Parameter parameter;
  private float @Nullable [] gradient;
  private long usedInRecording = -1;
  private @Nullable Scope usedAt;

  // Of a parameter that is a matrix, once a product has read it.
  private @Nullable PackedCopy packed;
  private @Nullable PackedCopy packedTransposed;

  Variable(
      Tape tape,
      Shape shape,
      float[] data,
      boolean requiresGradient,
      @Nullable Parameter parameter) {
    this.tape = tape;
    this.shape = shape;
    this.data = data;
    this.requiresGradient = requiresGradient;
    this.parameter = parameter;
  }

  public Tape tape() {
    return tape;
  }

  public Shape shape() {
    return shape;
  }

  /** Number of elements. */
  public int size() {
    return shape.size();
  }

  /** The numbers, row-major; the array may be longer than {@link #size()}. Do not write to it. */
  public float[] data() {
    return data;
  }

  /** A copy of the numbers that outlives the tape. */
  public Tensor value() {
    Tensor copy = Tensor.zeros(shape.toArray());
    System.arraycopy(data, 0, copy.data(), 0, size());
    return copy;
  }

  /** Whether a gradient is to be computed for this variable. */
  public boolean requiresGradient() {
    return requiresGradient;
  }

  /** The parameter behind this variable, if it is one. */
  public @Nullable Parameter parameter() {
    return parameter;
  }

  /** Whether any op has added to the gradient. */
  public boolean hasGradient() {
    return parameter != null || gradient != null;
  }

  /** The gradient to add to; zeros at the first call. May be longer than {@link #size()}. */
  public float[] gradient() {
    if (parameter != null) {
      return parameter.gradient();
    }
    float[] current = gradient;
    if (current == null) {
      current = tape.takeGradient(shape);
      Arrays.fill(current, 0, size(), 0f);
      gradient = current;
    }
    return current;
  }

  /** The gradient of a matrix for an op that adds to this row only. */
  float[] gradientOfRow(int row) {
    return parameter == null ? gradient() : parameter.gradientOfRow(row);
  }

  /**
   * For an op that computes all of the gradient at once: whether it is the first to do so. Then the
   * array holds arbitrary numbers, and the op sets all of them rather than adding to them.
   */
  public boolean startGradient() {
    boolean first = gradient == null;
    if (first) {
      gradient = tape.takeGradient(shape);
    }
    return first;
  }

  /** How a whole matrix is packed. */
  private record Whole(Kernels kernels, boolean transposed) {}

  /**
   * A matrix as the right side of a product reads it ({@link ProductKernels#pack}), for the writers
   * of ops; a parameter's is kept with it while it is the same.
   */
  public float[] packed() {
    return packed(false);
  }

  /** The same for the transposed matrix. */
  public float[] packedTransposed() {
    return packed(true);
  }

  private float[] packed(boolean turned) {
    if (parameter == null) {
      float[] now = tape.takePassing(packedSize(turned));
      pack(turned, now);
      return now;
    }
    PackedCopy copy = turned ? packedTransposed : packed;
    if (copy == null) {
      copy = parameter.packedCopy(new Whole(tape.kernels(), turned));
      packed = turned ? packed : copy;
      packedTransposed = turned ? copy : packedTransposed;
    }
    if (!copy.isFresh(parameter.version())) {
      copy.renew(parameter.version(), packedSize(turned), to -> pack(turned, to));
    }
    return copy.data();
  }

  private int packedSize(boolean turned) {
    int k = shape.dim(0);
    int n = shape.dim(1);
    ProductKernels products = tape.kernels().products();
    return turned ? products.packedSize(n, k) : products.packedSize(k, n);
  }

  private void pack(boolean turned, float[] to) {
    int k = shape.dim(0);
    int n = shape.dim(1);
    ProductKernels products = tape.kernels().products();
    if (turned) {
      products.packTransposed(n, k, data, 0, n, to, 0);
    } else {
      products.pack(k, n, data, 0, n, to, 0);
    }
  }

  /** Lets the variable show another array of the same shape. */
  void pointTo(float[] newData) {
    data = newData;
  }

  /** Back to the state in which no op has added to the gradient. */
  void forgetGradient() {
    gradient = null;
  }

  /** Marks a parameter's variable as used in a recording, first at this place. */
  void use(long recording, Scope place) {
    usedInRecording = recording;
    usedAt = place;
  }

  /** Where it was used first in its recording; empty outside all places. */
  String place() {
    return usedAt == null ? "" : usedAt.path();
  }

  boolean usedIn(long recording) {
    return usedInRecording == recording;
  }

  /** A copy of the gradient that outlives the tape; zeros if nothing flowed back here. */
  public Tensor gradientValue() {
    return hasGradient()
        ? Tensor.of(shape, Arrays.copyOf(gradient(), size()))
        : Tensor.zeros(shape.toArray());
  }

  // ---------------------------------------------------------------- matrix product

  /**
   * Matrix product: {@code [.., k] × [k, n] → [.., n]}; all axes of this variable but the last are
   * rows.
   */
  public Variable matmul(Variable right) {
    return LinearOp.apply(this, right, null);
  }

  // ---------------------------------------------------------------- binary, broadcasting

  /** this + other. */
  public Variable add(Variable other) {
    return Binary.ADD.apply(this, other);
  }

  /** this − other. */
  public Variable subtract(Variable other) {
    return Binary.SUBTRACT.apply(this, other);
  }

  /** this · other, element by element. */
  public Variable multiply(Variable other) {
    return Binary.MULTIPLY.apply(this, other);
  }

  /** this / other, element by element. */
  public Variable divide(Variable other) {
    return Binary.DIVIDE.apply(this, other);
  }

  /** max(this, other), element by element; the gradient goes to the larger, or to this. */
  public Variable maximum(Variable other) {
    return Binary.MAXIMUM.apply(this, other);
  }

  /** min(this, other), element by element; the gradient goes to the smaller, or to this. */
  public Variable minimum(Variable other) {
    return Binary.MINIMUM.apply(this, other);
  }

  /** this ⊙ one + (1 − this) ⊙ other, a gate between two rows; all of one shape. */
  public Variable blend(Variable one, Variable other) {
    return Blend.apply(this, one, other);
  }

  /** ln(1 + e^x), which overflows nowhere. */
  public Variable softplus() {
    return Softplus.PLUS.apply(this);
  }

  /** ln σ(x) = −ln(1 + e^−x), element by element, which overflows nowhere. */
  public Variable logSigmoid() {
    return Softplus.LOG_SIGMOID.apply(this);
  }

  /** this + constant. */
  public Variable add(float constant) {
    return add(tape.constant(constant));
  }

  /** this · constant. */
  public Variable multiply(float constant) {
    return multiply(tape.constant(constant));
  }

  // ---------------------------------------------------------------- unary

  /** 1 / (1 + e^−x). */
  public Variable sigmoid() {
    return Unary.SIGMOID.apply(this);
  }

  /** tanh x. */
  public Variable tanh() {
    return Unary.TANH.apply(this);
  }

  /** max(x, 0). */
  public Variable relu() {
    return Unary.RELU.apply(this);
  }

  /** e^x. */
  public Variable exp() {
    return Unary.EXP.apply(this);
  }

  /** Natural logarithm. */
  public Variable log() {
    return Unary.LOG.apply(this);
  }

  /** x². */
  public Variable square() {
    return Unary.SQUARE.apply(this);
  }

  /** √x. */
  public Variable sqrt() {
    return Unary.SQRT.apply(this);
  }

  /** |x|; the gradient at 0 is 0. */
  public Variable abs() {
    return Unary.ABS.apply(this);
  }

  /**
   * min(max(x, low), high); the gradient beyond the bounds is 0.
   *
   * @throws IllegalArgumentException if {@code low} is above {@code high}
   */
  public Variable clamp(float low, float high) {
    return new Clamp(low, high).apply(this);
  }

  /** −x. */
  public Variable negate() {
    return multiply(-1f);
  }

  /** 1 − x. */
  public Variable oneMinus() {
    return negate().add(1f);
  }

  /** e^x / Σ e^x over the last axis. */
  public Variable softmax() {
    return Softmax.apply(this);
  }

  // ---------------------------------------------------------------- reductions

  /** Sum of all elements: a scalar. */
  public Variable sum() {
    return Reduce.sum(this);
  }

  /** Sum over one axis, which stays with size 1; negative axes count from the end. */
  public Variable sum(int axis) {
    return Reduce.sum(this, axis);
  }

  /** Mean of all elements: a scalar. */
  public Variable mean() {
    return sum().multiply(1f / size());
  }

  /** Mean over one axis, which stays with size 1; negative axes count from the end. */
  public Variable mean(int axis) {
    return sum(axis).multiply(1f / shape.dim(axis));
  }

  // ---------------------------------------------------------------- form

  /** The same numbers in another shape of equal size. */
  public Variable reshape(int... sizes) {
    return Form.reshape(this, sizes);
  }

  /** Two axes exchanged; {@code transpose(0, 1)} turns batch-first into time-major. */
  public Variable transpose(int axisA, int axisB) {
    return Form.transpose(this, axisA, axisB);
  }

  /** The part {@code [from, to)} of one axis; negative axes count from the end. */
  public Variable slice(int axis, int from, int to) {
    return Form.slice(this, axis, from, to);
  }

  /** Entry {@code index} of the outermost axis, without that axis: step t of time-major values. */
  public Variable at(int index) {
    return Form.at(this, index);
  }

  /** Joins variables along one axis; all other sizes must agree. */
  public static Variable concat(int axis, List<Variable> parts) {
    return Form.concat(parts, axis);
  }

  /** Joins variables of one shape along a new outermost axis: steps [B, H] to [T, B, H]. */
  public static Variable stack(List<Variable> parts) {
    return Form.stack(parts);
  }

  @Override
  public String toString() {
    return "Variable" + shape + (requiresGradient ? "" : " (constant)");
  }
}
