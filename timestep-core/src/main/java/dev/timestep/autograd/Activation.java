package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;

/** Activation functions whose slope can be written in terms of their output. */
public enum Activation {
  /** y = x. */
  LINEAR {
    @Override
    public void forward(Kernels kernels, int n, float[] x, int xOff) {}

    @Override
    public void slope(int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
      System.arraycopy(dy, dyOff, dx, dxOff, n);
    }
  },
  /** y = tanh x, slope 1 − y². */
  TANH {
    @Override
    public void forward(Kernels kernels, int n, float[] x, int xOff) {
      kernels.tanh(n, x, xOff, x, xOff);
    }

    @Override
    public void slope(int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
      for (int j = 0; j < n; j++) {
        float out = y[yOff + j];
        dx[dxOff + j] = dy[dyOff + j] * (1f - out * out);
      }
    }
  },
  /** y = max(x, 0), slope 1 where y &gt; 0. */
  RELU {
    @Override
    public void forward(Kernels kernels, int n, float[] x, int xOff) {
      kernels.relu(n, x, xOff, x, xOff);
    }

    @Override
    public void slope(int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
      for (int j = 0; j < n; j++) {
        dx[dxOff + j] = y[yOff + j] > 0f ? dy[dyOff + j] : 0f;
      }
    }
  },
  /** y = 1 / (1 + e^−x), slope y(1 − y). */
  SIGMOID {
    @Override
    public void forward(Kernels kernels, int n, float[] x, int xOff) {
      kernels.sigmoid(n, x, xOff, x, xOff);
    }

    @Override
    public void slope(int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
      for (int j = 0; j < n; j++) {
        float out = y[yOff + j];
        dx[dxOff + j] = dy[dyOff + j] * out * (1f - out);
      }
    }
  };

  /** x becomes the activation of x. */
  public abstract void forward(Kernels kernels, int n, float[] x, int xOff);

  /** dx = dy·slope, from the output y. */
  public abstract void slope(
      int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff);

  /** The activation of a variable. */
  public Variable apply(Variable x) {
    return switch (this) {
      case LINEAR -> x;
      case TANH -> x.tanh();
      case RELU -> x.relu();
      case SIGMOID -> x.sigmoid();
    };
  }
}
