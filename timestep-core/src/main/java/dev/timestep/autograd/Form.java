package dev.timestep.autograd;

import dev.timestep.tensor.Shape;
import java.util.List;

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

  static Variable reshape(Variable x, Shape shape) {
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
    Tape tape = x.tape();
    Variable y = tape.output(shape, x.data(), x);
    tape.record(() -> tape.kernels().axpy(x.size(), 1f, y.gradient(), 0, x.gradient(), 0), y);
    return y;
  }

  static Variable transpose(Variable x, int axisA, int axisB) {
    int rank = x.shape().rank();
    int sizeA = x.shape().dim(axisA);
    int sizeB = x.shape().dim(axisB);
    int first = Math.min(axisA < 0 ? axisA + rank : axisA, axisB < 0 ? axisB + rank : axisB);
    int second = Math.max(axisA < 0 ? axisA + rank : axisA, axisB < 0 ? axisB + rank : axisB);
    Shape shape = x.shape().with(axisA, sizeB).with(axisB, sizeA);
    Tape tape = x.tape();
    if (first == second) {
      return reshape(x, x.shape());
    }
    Variable y = tape.output(shape, x);
    move(x.shape(), first, second, x.data(), y.data(), false);
    tape.record(() -> move(shape, first, second, y.gradient(), x.gradient(), true), y);
    return y;
  }

  /** to[o, j, m, i, ·] (+)= from[o, i, m, j, ·], the axes i and j being exchanged. */
  private static void move(
      Shape from, int first, int second, float[] source, float[] target, boolean add) {
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
            for (int at = 0; at < inner; at++) {
              target[t + at] = add ? target[t + at] + source[s + at] : source[s + at];
            }
          }
        }
      }
    }
  }

  static Variable slice(Variable x, int axis, int from, int to) {
    int size = x.shape().dim(axis);
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
    int at = axis < 0 ? axis + x.shape().rank() : axis;
    int inner = inner(x.shape(), at);
    int outer = outer(x.shape(), at);
    int block = (to - from) * inner;
    Tape tape = x.tape();
    Variable y = tape.output(x.shape().with(at, to - from), x);
    for (int o = 0; o < outer; o++) {
      System.arraycopy(x.data(), (o * size + from) * inner, y.data(), o * block, block);
    }
    tape.record(
        () -> {
          for (int o = 0; o < outer; o++) {
            tape.kernels()
                .axpy(block, 1f, y.gradient(), o * block, x.gradient(), (o * size + from) * inner);
          }
        },
        y);
    return y;
  }

  static Variable concat(List<Variable> parts, int axis) {
    if (parts.isEmpty()) {
      throw nothingToJoin();
    }
    Variable head = parts.getFirst();
    int at = axis < 0 ? axis + head.shape().rank() : axis;
    int total = 0;
    for (Variable part : parts) {
      if (part.shape().rank() != head.shape().rank()
          || !part.shape().with(at, 0).equals(head.shape().with(at, 0))) {
        throw new IllegalArgumentException(
            "concat along axis "
                + axis
                + " expects shapes that agree on all other axes; received "
                + parts.stream().map(p -> p.shape().toString()).toList()
                + ".");
      }
      total += part.shape().dim(at);
    }
    Tape tape = head.tape();
    Shape shape = head.shape().with(at, total);
    Variable y = tape.output(shape, parts.toArray(new Variable[0]));
    int inner = inner(shape, at);
    int outer = outer(shape, at);
    int row = total * inner;
    int offset = 0;
    for (Variable part : parts) {
      int block = part.shape().dim(at) * inner;
      for (int o = 0; o < outer; o++) {
        System.arraycopy(part.data(), o * block, y.data(), o * row + offset, block);
      }
      offset += block;
    }
    tape.record(() -> splitGradient(parts, y, at, inner, outer, row), y);
    return y;
  }

  private static void splitGradient(
      List<Variable> parts, Variable y, int axis, int inner, int outer, int row) {
    int offset = 0;
    for (Variable part : parts) {
      int block = part.shape().dim(axis) * inner;
      if (part.requiresGradient()) {
        for (int o = 0; o < outer; o++) {
          y.tape()
              .kernels()
              .axpy(block, 1f, y.gradient(), o * row + offset, part.gradient(), o * block);
        }
      }
      offset += block;
    }
  }

  private static IllegalArgumentException nothingToJoin() {
    return new IllegalArgumentException("concat expects one variable or more; received none.");
  }

  static Variable stack(List<Variable> parts) {
    if (parts.isEmpty()) {
      throw nothingToJoin();
    }
    Shape shape = parts.getFirst().shape();
    int[] sizes = new int[shape.rank() + 1];
    sizes[0] = 1;
    System.arraycopy(shape.toArray(), 0, sizes, 1, shape.rank());
    return concat(parts.stream().map(part -> part.reshape(sizes)).toList(), 0);
  }
}
