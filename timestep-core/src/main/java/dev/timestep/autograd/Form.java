package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import dev.timestep.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations that move numbers without computing: reshape, transpose, slice, concat, stack. */
final class Form {
  private Form() {}

  /** Product of the sizes after {@code axis}. */
  static int inner(Shape shape, int axis) {
    int product = 1;
    for (int after = axis + 1; after < shape.rank(); after++) {
      product *= shape.dim(after);
    }
    return product;
  }

  /** Product of the sizes before {@code axis}. */
  static int outer(Shape shape, int axis) {
    int product = 1;
    for (int before = 0; before < axis; before++) {
      product *= shape.dim(before);
    }
    return product;
  }

  /** The axis counted from the first; negative ones count from the end. */
  static int axis(Shape shape, int axis) {
    shape.dim(axis);
    return axis < 0 ? axis + shape.rank() : axis;
  }

  // ---------------------------------------------------------------- reshape

  static Variable reshape(Variable x, int... sizes) {
    Tape tape = x.tape();
    if (tape.kept() instanceof Reshape op && op.x == x && op.y.shape().hasSizes(sizes)) {
      tape.repeat(op);
      return op.y;
    }
    Shape shape = Shape.of(sizes);
    if (shape.size() != x.size()) {
      throw new IllegalArgumentException(
          "reshape keeps the number of elements; received "
              + x.shape()
              + " ("
              + x.size()
              + " elements) for the shape "
              + shape
              + " ("
              + shape.size()
              + " elements).");
    }
    Reshape op = new Reshape(x, shape);
    tape.run(op, op.y);
    return op.y;
  }

  private static final class Reshape implements Op {
    private final Variable x;
    private final Variable y;

    Reshape(Variable x, Shape shape) {
      this.x = x;
      this.y = x.tape().output(shape, x.data(), x);
    }

    @Override
    public void forward() {
      y.pointTo(x.data());
    }

    @Override
    public void backward() {
      x.tape().kernels().elementwise().axpy(x.size(), 1f, y.gradient(), 0, x.gradient(), 0);
    }
  }

  // ---------------------------------------------------------------- transpose

  static Variable transpose(Variable x, int axisA, int axisB) {
    int a = axis(x.shape(), axisA);
    int b = axis(x.shape(), axisB);
    Tape tape = x.tape();
    int first = Math.min(a, b);
    int second = Math.max(a, b);
    if (tape.kept() instanceof Transpose op
        && op.x == x
        && op.first == first
        && op.second == second) {
      tape.repeat(op);
      return op.y;
    }
    Transpose op = new Transpose(x, first, second);
    tape.run(op, op.y);
    return op.y;
  }

  private static final class Transpose implements Op {
    private final Variable x;
    private final Variable y;
    private final int first;
    private final int second;

    Transpose(Variable x, int first, int second) {
      Shape from = x.shape();
      this.x = x;
      this.y = x.tape().output(from.with(first, from.dim(second)).with(second, from.dim(first)), x);
      this.first = first;
      this.second = second;
    }

    @Override
    public void forward() {
      move(x.shape(), x.data(), y.data(), false);
    }

    @Override
    public void backward() {
      move(y.shape(), y.gradient(), x.gradient(), true);
    }

    /** to[o, j, m, i, ·] (+)= from[o, i, m, j, ·], the axes i and j being exchanged. */
    private void move(Shape from, float[] source, float[] target, boolean add) {
      if (first == second) {
        copy(source, 0, target, 0, x.size(), add);
        return;
      }
      int inner = inner(from, second);
      int outer = outer(from, first);
      int sizeI = from.dim(first);
      int sizeJ = from.dim(second);
      int middle = inner(from, first) / Math.max(1, sizeJ * inner);
      for (int o = 0; o < outer; o++) {
        for (int i = 0; i < sizeI; i++) {
          for (int m = 0; m < middle; m++) {
            for (int j = 0; j < sizeJ; j++) {
              int s = (((o * sizeI + i) * middle + m) * sizeJ + j) * inner;
              int t = (((o * sizeJ + j) * middle + m) * sizeI + i) * inner;
              copy(source, s, target, t, inner, add);
            }
          }
        }
      }
    }

    private static void copy(float[] source, int s, float[] target, int t, int n, boolean add) {
      for (int at = 0; at < n; at++) {
        target[t + at] = add ? target[t + at] + source[s + at] : source[s + at];
      }
    }
  }

  // ---------------------------------------------------------------- slice

  static Variable slice(Variable x, int axis, int from, int to) {
    int at = axis(x.shape(), axis);
    int size = x.shape().dim(at);
    if (from < 0 || to < from || to > size) {
      throw new IllegalArgumentException(
          "slice expects 0 <= from <= to <= "
              + size
              + " on axis "
              + axis
              + " of "
              + x.shape()
              + "; received from "
              + from
              + " to "
              + to
              + ".");
    }
    return slice(x, at, from, to, false);
  }

  /** Entry {@code index} of the outermost axis, without that axis. */
  static Variable at(Variable x, int index) {
    if (index < 0 || index >= x.shape().dim(0)) {
      throw new IndexOutOfBoundsException(
          "at() expects an index from 0 to "
              + (x.shape().dim(0) - 1)
              + " into "
              + x.shape()
              + "; received "
              + index
              + ".");
    }
    return slice(x, 0, index, index + 1, true);
  }

  private static Variable slice(Variable x, int axis, int from, int to, boolean dropAxis) {
    Tape tape = x.tape();
    if (tape.kept() instanceof Slice op
        && op.x == x
        && op.axis == axis
        && op.from == from
        && op.to == to
        && op.dropsAxis == dropAxis) {
      tape.repeat(op);
      return op.y;
    }
    Slice op = new Slice(x, axis, from, to, dropAxis);
    tape.run(op, op.y);
    return op.y;
  }

  private static final class Slice implements RowWise {
    private final Variable x;
    private final Variable y;
    private final int axis;
    private final int from;
    private final int to;
    private final boolean dropsAxis;
    private final int outer;
    private final int inner;

    Slice(Variable x, int axis, int from, int to, boolean dropsAxis) {
      this.x = x;
      this.axis = axis;
      this.from = from;
      this.to = to;
      this.dropsAxis = dropsAxis;
      this.outer = outer(x.shape(), axis);
      this.inner = inner(x.shape(), axis);
      this.y = x.tape().output(shape(), x);
    }

    @Override
    public Variable[] inputs() {
      return new Variable[] {x};
    }

    @Override
    public Variable output() {
      return y;
    }

    @Override
    public @Nullable RowKernel rowKernel() {
      return axis == x.shape().rank() - 1 && !dropsAxis ? new RowCopy(from) : null;
    }

    private Shape shape() {
      if (!dropsAxis) {
        return x.shape().with(axis, to - from);
      }
      int[] sizes = x.shape().toArray();
      return Shape.of(Arrays.copyOfRange(sizes, 1, sizes.length));
    }

    @Override
    public void forward() {
      int block = (to - from) * inner;
      int size = x.shape().dim(axis);
      for (int o = 0; o < outer; o++) {
        System.arraycopy(x.data(), (o * size + from) * inner, y.data(), o * block, block);
      }
    }

    @Override
    public void backward() {
      Kernels kernels = x.tape().kernels();
      int block = (to - from) * inner;
      int size = x.shape().dim(axis);
      float[] dy = y.gradient();
      float[] dx = x.gradient();
      for (int o = 0; o < outer; o++) {
        kernels.elementwise().axpy(block, 1f, dy, o * block, dx, (o * size + from) * inner);
      }
    }
  }

  // ---------------------------------------------------------------- concat and stack

  static Variable concat(List<Variable> parts, int axis) {
    if (parts.isEmpty()) {
      throw nothingToJoin();
    }
    Shape head = parts.getFirst().shape();
    int at = axis(head, axis);
    Join kept = keptJoin(parts, at, false);
    if (kept != null) {
      return kept.y;
    }
    int total = 0;
    for (Variable part : parts) {
      if (part.shape().rank() != head.rank()
          || !part.shape().with(at, 0).equals(head.with(at, 0))) {
        throw new IllegalArgumentException(
            "concat along axis "
                + axis
                + " expects shapes that agree on all other axes; received "
                + parts.stream().map(p -> p.shape().toString()).toList()
                + ".");
      }
      total += part.shape().dim(at);
    }
    return join(parts, at, head.with(at, total), false);
  }

  static Variable stack(List<Variable> parts) {
    if (parts.isEmpty()) {
      throw nothingToJoin();
    }
    Join kept = keptJoin(parts, 0, true);
    if (kept != null) {
      return kept.y;
    }
    Shape shape = parts.getFirst().shape();
    for (Variable part : parts) {
      if (!part.shape().equals(shape)) {
        throw new IllegalArgumentException(
            "stack expects variables of one shape; received "
                + parts.stream().map(p -> p.shape().toString()).toList()
                + ".");
      }
    }
    int[] sizes = new int[shape.rank() + 1];
    sizes[0] = parts.size();
    System.arraycopy(shape.toArray(), 0, sizes, 1, shape.rank());
    return join(parts, 0, Shape.of(sizes), true);
  }

  private static IllegalArgumentException nothingToJoin() {
    return new IllegalArgumentException("concat expects one variable or more; received none.");
  }

  /** The join kept at this place, run again; null if there is none of these parts. */
  private static @Nullable Join keptJoin(List<Variable> parts, int axis, boolean newAxis) {
    Tape tape = parts.getFirst().tape();
    if (tape.kept() instanceof Join op
        && op.axis == axis
        && op.newAxis == newAxis
        && op.joins(parts)) {
      tape.repeat(op);
      return op;
    }
    return null;
  }

  private static Variable join(List<Variable> parts, int axis, Shape shape, boolean newAxis) {
    Join op = new Join(parts.toArray(new Variable[0]), axis, shape, newAxis);
    op.y.tape().run(op, op.y);
    return op.y;
  }

  private static final class Join implements RowWise {
    private final Variable[] parts;
    private final Variable y;
    private final int axis;
    private final boolean newAxis;
    private final int outer;

    /** Numbers of y for each of the outer ones. */
    private final int row;

    Join(Variable[] parts, int axis, Shape shape, boolean newAxis) {
      this.parts = parts;
      this.y = parts[0].tape().output(shape, parts);
      this.axis = axis;
      this.newAxis = newAxis;
      this.outer = outer(shape, axis);
      this.row = outer == 0 ? 0 : shape.size() / outer;
    }

    @Override
    public Variable[] inputs() {
      return parts;
    }

    @Override
    public Variable output() {
      return y;
    }

    @Override
    public @Nullable RowKernel rowKernel() {
      return axis == y.shape().rank() - 1 && !newAxis ? new RowJoin() : null;
    }

    boolean joins(List<Variable> others) {
      if (others.size() != parts.length) {
        return false;
      }
      for (int at = 0; at < parts.length; at++) {
        if (others.get(at) != parts[at]) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void forward() {
      int offset = 0;
      for (Variable part : parts) {
        int block = block(part);
        for (int o = 0; o < outer; o++) {
          System.arraycopy(part.data(), o * block, y.data(), o * row + offset, block);
        }
        offset += block;
      }
    }

    @Override
    public void backward() {
      Kernels kernels = y.tape().kernels();
      float[] dy = y.gradient();
      int offset = 0;
      for (Variable part : parts) {
        int block = block(part);
        if (part.requiresGradient()) {
          float[] gradient = part.gradient();
          for (int o = 0; o < outer; o++) {
            kernels.elementwise().axpy(block, 1f, dy, o * row + offset, gradient, o * block);
          }
        }
        offset += block;
      }
    }

    private int block(Variable part) {
      return outer == 0 ? 0 : part.size() / outer;
    }
  }
}
