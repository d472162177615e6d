package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Vanishing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gate between two: z = g ⊙ x + (1 − g) ⊙ y, in one pass where written out there are four.
 *
 * <p>Backward: dg += dz ⊙ (x − y), dx += dz ⊙ g, dy += dz ⊙ (1 − g).
 */
final class Blend implements RowWise, RowKernel {
  private static final float[] NONE = {};

  private final Variable g;
  private final Variable x;
  private final Variable y;
  private final Variable z;

  private Blend(Variable g, Variable x, Variable y) {
    this.g = g;
    this.x = x;
    this.y = y;
    this.z = g.tape().output(g.shape(), g, x, y);
  }

  static Variable apply(Variable g, Variable x, Variable y) {
    Tape tape = g.tape();
    if (tape.kept() instanceof Blend op && op.g == g && op.x == x && op.y == y) {
      tape.repeat(op);
      return op.z;
    }
    if (!g.shape().equals(x.shape()) || !g.shape().equals(y.shape())) {
      throw new IllegalArgumentException(
          "blend expects a gate and two variables of one shape; received "
              + g.shape()
              + ", "
              + x.shape()
              + " and "
              + y.shape()
              + ". Write it out where one is to be repeated.");
    }
    Blend op = new Blend(g, x, y);
    tape.run(op, op.z);
    return op.z;
  }

  @Override
  public void forward() {
    Kernels kernels = z.tape().kernels();
    kernels.elementwise().blend(z.size(), g.data(), 0, x.data(), 0, y.data(), 0, z.data(), 0);
  }

  @Override
  public void backward() {
    Rows[] in = {all(g.data()), all(x.data()), all(y.data())};
    @Nullable Rows[] dIn = {gradient(g), gradient(x), gradient(y)};
    backward(z.tape().kernels(), z.size(), in, all(z.data()), all(z.gradient()), dIn, NONE);
  }

  /** Numbers as rows of one. */
  private static Rows all(float[] data) {
    return Rows.of(data, 1);
  }

  private static @Nullable Rows gradient(Variable variable) {
    return variable.requiresGradient() ? all(variable.gradient()) : null;
  }

  @Override
  public Variable[] inputs() {
    return new Variable[] {g, x, y};
  }

  @Override
  public Variable output() {
    return z;
  }

  @Override
  public RowKernel rowKernel() {
    return this;
  }

  @Override
  public void forward(Kernels kernels, int rows, Rows[] in, Rows out) {
    boolean dense = areDense(in);
    int runs = dense ? Math.min(1, rows) : rows;
    int n = dense ? rows * out.width() : out.width();
    Rows gate = in[0];
    Rows one = in[1];
    Rows other = in[2];
    for (int run = 0; run < runs; run++) {
      kernels
          .elementwise()
          .blend(
              n,
              gate.data(),
              gate.at(run),
              one.data(),
              one.at(run),
              other.data(),
              other.at(run),
              out.data(),
              out.at(run));
    }
  }

  /** Whether all rows are one run of numbers; else they are taken one by one. */
  private static boolean areDense(@Nullable Rows[] all) {
    for (Rows rows : all) {
      if (rows != null && !rows.isDense()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void backward(
      Kernels kernels,
      int rows,
      Rows[] in,
      Rows out,
      Rows dOut,
      @Nullable Rows[] dIn,
      float[] scratch) {
    boolean dense = areDense(in) && areDense(dIn);
    int runs = dense ? Math.min(1, rows) : rows;
    int n = dense ? rows * out.width() : out.width();
    Rows dg = dIn[0];
    Rows dx = dIn[1];
    Rows dy = dIn[2];
    for (int run = 0; run < runs; run++) {
      if (dg == null || dx == null || dy == null) {
        some(kernels, n, run, in, dOut, dIn);
        continue;
      }
      kernels
          .elementwise()
          .blendBackward(
              n,
              in[0].data(),
              in[0].at(run),
              in[1].data(),
              in[1].at(run),
              in[2].data(),
              in[2].at(run),
              dOut.data(),
              dOut.at(run),
              dg.data(),
              dg.at(run),
              dx.data(),
              dx.at(run),
              dy.data(),
              dy.at(run));
    }
  }

  /** Where not all of the three gradients are wanted, as when the gate is a mask. */
  private static void some(
      Kernels kernels, int n, int run, Rows[] in, Rows dOut, @Nullable Rows[] dIn) {
    float[] dz = dOut.data();
    int from = dOut.at(run);
    float[] gate = in[0].data();
    int gateAt = in[0].at(run);
    Rows dg = dIn[0];
    Rows dx = dIn[1];
    Rows dy = dIn[2];
    if (dg != null) {
      float[] xs = in[1].data();
      float[] ys = in[2].data();
      for (int e = 0; e < n; e++) {
        float apart = xs[in[1].at(run) + e] - ys[in[2].at(run) + e];
        int to = dg.at(run) + e;
        dg.data()[to] = Vanishing.flushed(dg.data()[to] + dz[from + e] * apart);
      }
    }
    if (dx != null) {
      kernels.elementwise().multiplyAdd(n, dz, from, gate, gateAt, dx.data(), dx.at(run));
    }
    if (dy != null) {
      kernels.elementwise().multiplyAddRest(n, dz, from, gate, gateAt, dy.data(), dy.at(run));
    }
  }

  @Override
  public String formula(List<String> in, int width) {
    return "%1$s ⊙ %2$s + (1 − %1$s) ⊙ %3$s".formatted(in.toArray());
  }

  @Override
  public boolean readsInputs() {
    return true;
  }

  @Override
  public boolean readsOutput() {
    return false;
  }
}
