package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import java.util.Arrays;

/**
 * Activation functions. Some have numbers α and β, here at their usual values; {@link #with} gives
 * other ones, as ONNX has them.
 *
 * <p>Slopes are written in terms of the output where that is possible, so that a layer need not
 * keep its input.
 */
public enum Activation {
  /** y = α·x + β, α 1 and β 0; slope α. With other numbers: ONNX's Affine. */
  LINEAR(1f, 0f) {
    @Override
    void value(Kernels kernels, int n, float[] x, int from, float[] y, int to, float a, float b) {
      for (int j = 0; j < n; j++) {
        y[to + j] = a * x[from + j] + b;
      }
    }

    @Override
    void slope(Kernels kernels, int n, float[] y, int from, float[] s, int to, float a, float b) {
      Arrays.fill(s, to, to + n, a);
    }
  },
  /** y = α·tanh βx, α and β 1; slope β(α − y²/α). With other numbers: ScaledTanh. */
  TANH(1f, 1f) {
    @Override
    void value(Kernels kernels, int n, float[] x, int from, float[] y, int to, float a, float b) {
      if (a == 1f && b == 1f) {
        kernels.activations().tanh(n, x, from, y, to);
        return;
      }
      for (int j = 0; j < n; j++) {
        y[to + j] = b * x[from + j];
      }
      kernels.activations().tanh(n, y, to, y, to);
      kernels.elementwise().scale(n, a, y, to);
    }

    @Override
    void slope(Kernels kernels, int n, float[] y, int from, float[] s, int to, float a, float b) {
      for (int j = 0; j < n; j++) {
        float out = y[from + j];
        s[to + j] = b * (a - out * out / a);
      }
    }
  },
  /** y = x where x &gt; α, else 0, α 0; slope 1 or 0. With another α: ThresholdedRelu. */
  RELU(0f, 0f) {
    @Override
    void value(Kernels kernels, int n, float[] x, int from, float[] y, int to, float a, float b) {
      if (a == 0f) {
        kernels.activations().relu(n, x, from, y, to);
        return;
      }
      for (int j = 0; j < n; j++) {
        y[to + j] = x[from + j] <= a ? 0f : x[from + j];
      }
    }

    @Override
    void slope(Kernels kernels, int n, float[] y, int from, float[] s, int to, float a, float b) {
      for (int j = 0; j < n; j++) {
        s[to + j] = y[from + j] == 0f ? 0f : 1f;
      }
    }
  },
  /** y = 1 / (1 + e^−x), slope y(1 − y). */
  SIGMOID(0f, 0f) {
    @Override
    void value(Kernels kernels, int n, float[] x, int from, float[] y, int to, float a, float b) {
      kernels.activations().sigmoid(n, x, from, y, to);
    }

    @Override
    void slope(Kernels kernels, int n, float[] y, int from, float[] s, int to, float a, float b) {
      for (int j = 0; j < n; j++) {
        s[to + j] = y[from + j] * (1f - y[from + j]);
      }
    }
  },
  /**
   * y = αx + β between 0 and 1; slope α there, else 0. α 1/6 and β 1/2 as in Keras 3 and PyTorch,
   * where it is written relu6(x + 3)/6; ONNX and Keras 2 have α 0.2.
   */
  HARD_SIGMOID(1f / 6f, 0.5f) {
    @Override
    void value(Kernels kernels, int n, float[] x, int from, float[] y, int to, float a, float b) {
      for (int j = 0; j < n; j++) {
        y[to + j] = Math.max(0f, Math.min(1f, a * x[from + j] + b));
      }
    }

    @Override
    void slope(Kernels kernels, int n, float[] y, int from, float[] s, int to, float a, float b) {
      for (int j = 0; j < n; j++) {
        float out = y[from + j];
        s[to + j] = out <= 0f || out >= 1f ? 0f : a;
      }
    }
  },
  /** y = x / (1 + |x|), slope (1 − |y|)². */
  SOFTSIGN(0f, 0f) {
    @Override
    void value(Kernels kernels, int n, float[] x, int from, float[] y, int to, float a, float b) {
      for (int j = 0; j < n; j++) {
        float v = Curves.bounded(x[from + j]);
        y[to + j] = v / (1f + Math.abs(v));
      }
    }

    @Override
    void slope(Kernels kernels, int n, float[] y, int from, float[] s, int to, float a, float b) {
      for (int j = 0; j < n; j++) {
        float rest = 1f - Math.abs(y[from + j]);
        s[to + j] = rest * rest;
      }
    }
  },
  /** y = ln(1 + e^x), slope 1 − e^−y. */
  SOFTPLUS(0f, 0f) {
    @Override
    void value(Kernels kernels, int n, float[] x, int from, float[] y, int to, float a, float b) {
      kernels.exponentials().softplus(n, 1f, x, from, y, to);
    }

    @Override
    void slope(Kernels kernels, int n, float[] y, int from, float[] s, int to, float a, float b) {
      for (int j = 0; j < n; j++) {
        s[to + j] = -y[from + j];
      }
      kernels.exponentials().exp(n, s, to, s, to);
      for (int j = 0; j < n; j++) {
        s[to + j] = 1f - s[to + j];
      }
    }
  },
  /** y = x where x &gt; 0, else α(e^x − 1), α 1; slope 1 or y + α (Clevert et al. 2015). */
  ELU(1f, 0f) {
    @Override
    void value(Kernels kernels, int n, float[] x, int from, float[] y, int to, float a, float b) {
      Curves.elu(kernels, n, x, from, y, to, 1f, a);
    }

    @Override
    void slope(Kernels kernels, int n, float[] y, int from, float[] s, int to, float a, float b) {
      for (int j = 0; j < n; j++) {
        s[to + j] = y[from + j] > 0f ? 1f : y[from + j] + a;
      }
    }
  },
  /** λ times the ELU, with the λ and α that keep mean 0 and variance 1 (Klambauer et al. 2017). */
  SELU(0f, 0f) {
    private static final float LAMBDA = 1.0507009873554805f;
    private static final float LAMBDA_ALPHA = 1.0507009873554805f * 1.6732632423543772f;

    @Override
    void value(Kernels kernels, int n, float[] x, int from, float[] y, int to, float a, float b) {
      Curves.elu(kernels, n, x, from, y, to, LAMBDA, LAMBDA_ALPHA);
    }

    @Override
    void slope(Kernels kernels, int n, float[] y, int from, float[] s, int to, float a, float b) {
      for (int j = 0; j < n; j++) {
        s[to + j] = y[from + j] > 0f ? LAMBDA : y[from + j] + LAMBDA_ALPHA;
      }
    }
  },
  /** y = x where x &gt; 0, else αx; α 0.01 as in PyTorch and ONNX, Keras has 0.2 or 0.3. */
  LEAKY_RELU(0.01f, 0f) {
    @Override
    void value(Kernels kernels, int n, float[] x, int from, float[] y, int to, float a, float b) {
      for (int j = 0; j < n; j++) {
        y[to + j] = x[from + j] > 0f ? x[from + j] : a * x[from + j];
      }
    }

    @Override
    void slope(Kernels kernels, int n, float[] y, int from, float[] s, int to, float a, float b) {
      for (int j = 0; j < n; j++) {
        s[to + j] = y[from + j] > 0f ? 1f : a;
      }
    }
  },
  /** y = x·Φ(x), Φ the normal distribution; slope Φ(x) + x·φ(x) (Hendrycks and Gimpel 2016). */
  GELU(0f, 0f) {
    @Override
    void value(Kernels kernels, int n, float[] x, int from, float[] y, int to, float a, float b) {
      Curves.gelu(kernels, n, x, from, y, to);
    }

    @Override
    void slope(Kernels kernels, int n, float[] x, int from, float[] s, int to, float a, float b) {
      Curves.geluSlope(kernels, n, x, from, s, to);
    }
  },
  /** y = x·σ(x), also called swish; slope σ(x)(1 + x(1 − σ(x))) (Ramachandran et al. 2017). */
  SILU(0f, 0f) {
    @Override
    void value(Kernels kernels, int n, float[] x, int from, float[] y, int to, float a, float b) {
      kernels.activations().sigmoid(n, x, from, y, to);
      for (int j = 0; j < n; j++) {
        y[to + j] *= Curves.boundedBelow(x[from + j]);
      }
    }

    @Override
    void slope(Kernels kernels, int n, float[] x, int from, float[] s, int to, float a, float b) {
      kernels.activations().sigmoid(n, x, from, s, to);
      for (int j = 0; j < n; j++) {
        s[to + j] *= 1f + Curves.bounded(x[from + j]) * (1f - s[to + j]);
      }
    }
  };

  private final float alpha;
  private final float beta;

  Activation(float alpha, float beta) {
    this.alpha = alpha;
    this.beta = beta;
  }

  /** y = f(x), in other memory than x. */
  abstract void value(
      Kernels kernels, int n, float[] x, int from, float[] y, int to, float alpha, float beta);

  /** f′ from y if {@link #slopeFromOutput}, else from x. */
  abstract void slope(
      Kernels kernels, int n, float[] of, int from, float[] s, int to, float alpha, float beta);

  /** Whether the slope can be told from the output; otherwise it takes the input. */
  public boolean slopeFromOutput() {
    return this != GELU && this != SILU;
  }

  /** With the usual α and β. */
  public ActivationFunction standard() {
    return with(alpha, beta);
  }

  /** With another α and β. */
  public ActivationFunction with(float newAlpha, float newBeta) {
    return new ActivationFunction(this, newAlpha, newBeta);
  }

  /** With another α. */
  public ActivationFunction with(float newAlpha) {
    return with(newAlpha, beta);
  }

  /** y = f(x); {@code x} and {@code y} do not overlap. */
  public void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
    value(kernels, n, x, xOff, y, yOff, alpha, beta);
  }

  /** dx = dy·f′, from the output y where {@link #slopeFromOutput}. */
  public void backward(
      Kernels kernels, int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
    slope(kernels, n, y, yOff, dx, dxOff, alpha, beta);
    kernels.elementwise().multiply(n, dy, dyOff, dx, dxOff, dx, dxOff);
  }

  /** The activation of a variable. */
  public Variable apply(Variable x) {
    return switch (this) {
      case LINEAR -> x;
      case TANH -> x.tanh();
      case RELU -> x.relu();
      case SIGMOID -> x.sigmoid();
      default -> new ActivationFunction.Applied(standard()).apply(x);
    };
  }
}
