package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Vanishing;
import dev.timestep.tensor.Shape;
import java.util.Locale;

/**
 * Elementwise operations of two variables, broadcasting: z = x ∘ y.
 *
 * <p>Backward: dx += dz·∂z/∂x and dy += dz·∂z/∂y, summed over the axes along which an operand was
 * repeated.
 */
enum Binary {
  /** z = x + y. */
  ADD {
    @Override
    float value(float x, float y) {
      return x + y;
    }

    @Override
    float slopeX(float x, float y) {
      return 1f;
    }

    @Override
    float slopeY(float x, float y) {
      return 1f;
    }
  },
  /** z = x − y. */
  SUBTRACT {
    @Override
    float value(float x, float y) {
      return x - y;
    }

    @Override
    float slopeX(float x, float y) {
      return 1f;
    }

    @Override
    float slopeY(float x, float y) {
      return -1f;
    }
  },
  /** z = x·y. */
  MULTIPLY {
    @Override
    float value(float x, float y) {
      return x * y;
    }

    @Override
    float slopeX(float x, float y) {
      return y;
    }

    @Override
    float slopeY(float x, float y) {
      return x;
    }
  },
  /** z = x / y. */
  DIVIDE {
    @Override
    float value(float x, float y) {
      return x / y;
    }

    @Override
    float slopeX(float x, float y) {
      return 1f / y;
    }

    @Override
    float slopeY(float x, float y) {
      return -x / (y * y);
    }
  },
  /** z = max(x, y); the gradient goes to the larger, to x where they are equal. */
  MAXIMUM {
    @Override
    float value(float x, float y) {
      return Math.max(x, y);
    }

    @Override
    float slopeX(float x, float y) {
      return x >= y ? 1f : 0f;
    }

    @Override
    float slopeY(float x, float y) {
      return x >= y ? 0f : 1f;
    }
  },
  /** z = min(x, y); the gradient goes to the smaller, to x where they are equal. */
  MINIMUM {
    @Override
    float value(float x, float y) {
      return Math.min(x, y);
    }

    @Override
    float slopeX(float x, float y) {
      return x <= y ? 1f : 0f;
    }

    @Override
    float slopeY(float x, float y) {
      return x <= y ? 0f : 1f;
    }
  };

  abstract float value(float x, float y);

  /** ∂z/∂x. */
  abstract float slopeX(float x, float y);

  /** ∂z/∂y. */
  abstract float slopeY(float x, float y);

  Variable apply(Variable x, Variable y) {
    Tape tape = x.tape();
    if (tape.kept() instanceof Applied op && op.f == this && op.x == x && op.y == y) {
      tape.repeat(op);
      return op.z;
    }
    Applied op = new Applied(this, x, y);
    tape.run(op, op.z);
    return op.z;
  }

  private static final class Applied implements RowWise {
    private final Binary f;
    private final Variable x;
    private final Variable y;
    private final Variable z;
    private final Walk walk;

    Applied(Binary f, Variable x, Variable y) {
      String name = f.name().toLowerCase(Locale.ROOT);
      Shape shape = Broadcast.shape(name, x.shape(), y.shape());
      this.f = f;
      this.x = x;
      this.y = y;
      this.z = x.tape().output(shape, x, y);
      this.walk = Walk.of(x.shape(), y.shape(), shape);
    }

    @Override
    public Variable[] inputs() {
      return new Variable[] {x, y};
    }

    @Override
    public Variable output() {
      return z;
    }

    @Override
    public RowKernel rowKernel() {
      return new RowBinary(f);
    }

    @Override
    public void forward() {
      Kernels kernels = x.tape().kernels();
      float[] out = z.data();
      float[] xs = x.data();
      float[] ys = y.data();
      int size = z.size();
      if (walk.same()) {
        switch (f) {
          case ADD -> kernels.elementwise().add(size, xs, 0, ys, 0, out, 0);
          case MULTIPLY -> kernels.elementwise().multiply(size, xs, 0, ys, 0, out, 0);
          default -> {
            for (int at = 0; at < size; at++) {
              out[at] = f.value(xs[at], ys[at]);
            }
          }
        }
      } else {
        for (int at = 0; at < size; at++) {
          out[at] = f.value(xs[walk.x(at)], ys[walk.y(at)]);
        }
      }
    }

    @Override
    public void backward() {
      Kernels kernels = x.tape().kernels();
      float[] dz = z.gradient();
      float[] xs = x.data();
      float[] ys = y.data();
      int size = z.size();
      if (x.requiresGradient()) {
        float[] dx = x.gradient();
        if (walk.same() && f == MULTIPLY) {
          kernels.elementwise().multiplyAdd(size, dz, 0, ys, 0, dx, 0);
        } else if (walk.same() && (f == ADD || f == SUBTRACT)) {
          kernels.elementwise().axpy(size, 1f, dz, 0, dx, 0);
        } else {
          for (int at = 0; at < size; at++) {
            int i = walk.x(at);
            dx[i] = Vanishing.flushed(dx[i] + dz[at] * f.slopeX(xs[i], ys[walk.y(at)]));
          }
        }
      }
      if (y.requiresGradient()) {
        float[] dy = y.gradient();
        if (walk.same() && f == MULTIPLY) {
          kernels.elementwise().multiplyAdd(size, dz, 0, xs, 0, dy, 0);
        } else {
          for (int at = 0; at < size; at++) {
            int j = walk.y(at);
            dy[j] = Vanishing.flushed(dy[j] + dz[at] * f.slopeY(xs[walk.x(at)], ys[j]));
          }
        }
      }
    }
  }

  /** Which element of each operand an element of the result reads. */
  private interface Walk {
    int x(int at);

    int y(int at);

    default boolean same() {
      return false;
    }

    static Walk of(Shape x, Shape y, Shape out) {
      if (x.equals(y)) {
        return new Same();
      }
      if (x.equals(out) && Broadcast.isSuffix(y, out)) {
        return new RowsOfY(Math.max(y.size(), 1));
      }
      return new Table(Broadcast.indices(x, out), Broadcast.indices(y, out));
    }
  }

  private record Same() implements Walk {
    @Override
    public int x(int at) {
      return at;
    }

    @Override
    public int y(int at) {
      return at;
    }

    @Override
    public boolean same() {
      return true;
    }
  }

  private record RowsOfY(int period) implements Walk {
    @Override
    public int x(int at) {
      return at;
    }

    @Override
    public int y(int at) {
      return at % period;
    }
  }

  private record Table(int[] xIndex, int[] yIndex) implements Walk {
    @Override
    public int x(int at) {
      return xIndex[at];
    }

    @Override
    public int y(int at) {
      return yIndex[at];
    }
  }
}
