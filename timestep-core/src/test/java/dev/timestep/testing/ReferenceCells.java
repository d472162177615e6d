package dev.timestep.testing;

import static dev.timestep.testing.ReferenceCell.add;
import static dev.timestep.testing.ReferenceCell.sigmoid;
import static dev.timestep.testing.ReferenceCell.times;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** The cells that are composed of small operations in float64, straight from their equations. */
public final class ReferenceCells {
  private ReferenceCells() {}

  private static double[] get(Map<String, double[]> w, String name) {
    return w.getOrDefault(name, new double[0]);
  }

  /** x·W + b. */
  private static double[] linear(
      double[] x, Map<String, double[]> w, String kernel, String bias, int width) {
    return add(times(x, w.get(kernel), width), get(w, bias));
  }

  private static double[] map(double[] x, DoubleUnaryOperator f) {
    return Arrays.stream(x).map(f).toArray();
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double g(double x) {
    return x >= 0 ? x + 0.5 : sigmoid(x);
  }

  /** f = σ(x·W_f + h·U_f + b_f), n = tanh(x·W_n + (f ⊙ h)·U_n + b_n), h′ = (1 − f)h + fn. */
  public static ReferenceCell mgu() {
    return (w, x, state) -> mgu(w, x, state[0], state[0]);
  }

  /** The same where products read {@code h}, and {@code carried} goes on. */
  public static double[][] mgu(Map<String, double[]> w, double[] x, double[] h, double[] carried) {
    int n = h.length;
    double[] a = linear(x, w, "kernel", "bias", 2 * n);
    double[] past = times(h, w.get("forget_kernel"), n);
    double[] forget = new double[n];
    double[] seen = new double[n];
    for (int u = 0; u < n; u++) {
      forget[u] = sigmoid(a[u] + past[u]);
      seen[u] = forget[u] * h[u];
    }
    double[] b = times(seen, w.get("recurrent_kernel"), n);
    double[] next = new double[n];
    for (int u = 0; u < n; u++) {
      next[u] = (1 - forget[u]) * carried[u] + forget[u] * Math.tanh(a[n + u] + b[u]);
    }
    return new double[][] {next};
  }

  /** a = tanh(x·W + s·U + b), y′ = out(a·V + d), s′ = μs + y′. */
  public static ReferenceCell jordan(double memory, DoubleUnaryOperator out) {
    return (w, x, state) -> {
      int n = state[0].length;
      int hidden = w.get("kernel").length / x.length;
      double[] past = times(state[1], w.get("recurrent_kernel"), hidden);
      double[] a = map(add(linear(x, w, "kernel", "bias", hidden), past), Math::tanh);
      double[] y = map(linear(a, w, "output_kernel", "output_bias", n), out);
      double[] context = new double[n];
      Arrays.setAll(context, u -> memory * state[1][u] + y[u]);
      return new double[][] {y, context};
    };
  }

  /** a′ = tanh(x·W + a·U + b), h′ = tanh(a′·V + h·R + d). */
  public static ReferenceCell elman() {
    return (w, x, state) -> {
      int n = state[0].length;
      int hidden = state[1].length;
      double[] past = times(state[1], w.get("recurrent_kernel"), hidden);
      double[] a = map(add(linear(x, w, "kernel", "bias", hidden), past), Math::tanh);
      double[] shown = linear(a, w, "output_kernel", "output_bias", n);
      double[] before = times(state[0], w.get("output_recurrent_kernel"), n);
      return new double[][] {map(add(shown, before), Math::tanh), a};
    };
  }

  /** h′ = act(x·W + u ⊙ h + b). */
  public static ReferenceCell indRnn(DoubleUnaryOperator activation) {
    return (w, x, state) -> {
      double[] next = linear(x, w, "kernel", "bias", state[0].length);
      for (int u = 0; u < next.length; u++) {
        next[u] += w.get("recurrent_kernel")[u] * state[0][u];
      }
      return new double[][] {map(next, activation)};
    };
  }

  /** The SRU, kernel blocks c f r x. */
  public static ReferenceCell sru(double alpha) {
    return (w, x, state) -> {
      int n = state[0].length;
      int blocks = x.length == n ? 3 : 4;
      double[] a = times(x, w.get("kernel"), blocks * n);
      double[] b = add(new double[2 * n], get(w, "bias"));
      double[] v = w.get("recurrent_kernel");
      double[][] next = new double[2][n];
      for (int u = 0; u < n; u++) {
        double before = state[1][u];
        double f = sigmoid(a[n + u] + v[u] * before + b[u]);
        double r = sigmoid(a[2 * n + u] + v[n + u] * before + b[n + u]);
        next[1][u] = f * before + (1 - f) * a[u];
        double through = blocks == 3 ? x[u] : a[3 * n + u];
        next[0][u] = r * next[1][u] + (1 - r) * alpha * through;
      }
      return next;
    };
  }

  /** The QRNN, gates z f o i; with a window of 2 the last parts of the state are x·V. */
  public static ReferenceCell qrnn(int window, int blocks) {
    return (w, x, state) -> {
      int n = state[0].length;
      double[] a = linear(x, w, "kernel", "bias", blocks * n);
      double[][] next = new double[state.length][n];
      if (window == 2) {
        double[] later = times(x, w.get("previous_kernel"), blocks * n);
        for (int at = 0; at < blocks * n; at++) {
          int part = state.length - blocks + at / n;
          a[at] += state[part][at % n];
          next[part][at % n] = later[at];
        }
      }
      boolean output = blocks > 2;
      for (int u = 0; u < n; u++) {
        double f = sigmoid(a[n + u]);
        double i = blocks == 4 ? sigmoid(a[3 * n + u]) : 1 - f;
        double c = f * state[output ? 1 : 0][u] + i * Math.tanh(a[u]);
        next[0][u] = output ? sigmoid(a[2 * n + u]) * c : c;
        if (output) {
          next[1][u] = c;
        }
      }
      return next;
    };
  }

  /** h′ = (1 − z)h + zn. */
  public static ReferenceCell minGru(boolean positive) {
    return (w, x, state) -> {
      int n = state[0].length;
      double[] a = linear(x, w, "kernel", "bias", 2 * n);
      double[] next = new double[n];
      for (int u = 0; u < n; u++) {
        double z = sigmoid(a[u]);
        next[u] = (1 - z) * state[0][u] + z * (positive ? g(a[n + u]) : a[n + u]);
      }
      return new double[][] {next};
    };
  }

  /** h′ = (fh + in) / (f + i). */
  public static ReferenceCell minLstm(boolean positive) {
    return (w, x, state) -> {
      int n = state[0].length;
      double[] a = linear(x, w, "kernel", "bias", 3 * n);
      double[] next = new double[n];
      for (int u = 0; u < n; u++) {
        double f = sigmoid(a[u]);
        double i = sigmoid(a[n + u]);
        double candidate = positive ? g(a[2 * n + u]) : a[2 * n + u];
        next[u] = (f * state[0][u] + i * candidate) / (f + i);
      }
      return new double[][] {next};
    };
  }

  /** a = e^(−γ softplus(Λ) r), h′ = ah + √(1 − a²) i x̂. */
  public static ReferenceCell rgLru(double decay) {
    return (w, x, state) -> {
      int n = state[0].length;
      int blocks = x.length == n ? 2 : 3;
      double[] s = times(x, w.get("kernel"), blocks * n);
      double[] b = add(new double[2 * n], get(w, "bias"));
      double[] next = new double[n];
      for (int u = 0; u < n; u++) {
        double a = Math.exp(-decay * softplus(w.get("lambda")[u]) * sigmoid(s[u] + b[u]));
        double through = blocks == 2 ? x[u] : s[2 * n + u];
        double written = sigmoid(s[n + u] + b[n + u]) * through;
        next[u] = a * state[0][u] + Math.sqrt(1 - a * a) * written;
      }
      return new double[][] {next};
    };
  }

  /** The sLSTM, gates i f z o, parts h c n m. */
  public static ReferenceCell slstm(boolean exponential) {
    return slstm(exponential, 0, 0);
  }

  /**
   * The same in the expectation of zoneout: what c and n stand for, e^m c and e^m n, stays by a
   * share.
   */
  public static ReferenceCell slstm(boolean exponential, double output, double memory) {
    return new ReferenceCell() {
      @Override
      public double[][] step(Map<String, double[]> w, double[] x, double[][] state) {
        double[][] next = slstm(exponential, w, x, state);
        for (int u = 0; u < next[0].length; u++) {
          next[0][u] = output * state[0][u] + (1 - output) * next[0][u];
          double stays = Math.log(memory) + state[3][u];
          double goes = Math.log(1 - memory) + next[3][u];
          double m = Math.max(stays, goes);
          for (int part : new int[] {1, 2}) {
            next[part][u] =
                Math.exp(stays - m) * state[part][u] + Math.exp(goes - m) * next[part][u];
          }
          next[3][u] = m;
        }
        return next;
      }

      @Override
      public double[] initial(Map<String, double[]> w, int part, int width) {
        double[] none = new double[width];
        Arrays.fill(none, part == 3 ? -1e30 : 0);
        return none;
      }
    };
  }

  private static double[][] slstm(
      boolean exponential, Map<String, double[]> w, double[] x, double[][] state) {
    int size = state[0].length;
    double[] a =
        add(
            linear(x, w, "kernel", "bias", 4 * size),
            times(state[0], w.get("recurrent_kernel"), 4 * size));
    double[][] next = new double[4][size];
    for (int u = 0; u < size; u++) {
      double log = exponential ? a[size + u] : Math.log(sigmoid(a[size + u]));
      double m = Math.max(log + state[3][u], a[u]);
      double i = Math.exp(a[u] - m);
      double f = Math.exp(log + state[3][u] - m);
      next[1][u] = f * state[1][u] + i * Math.tanh(a[2 * size + u]);
      next[2][u] = f * state[2][u] + i;
      next[3][u] = m;
      next[0][u] = sigmoid(a[3 * size + u]) * next[1][u] / next[2][u];
    }
    return next;
  }

  /** The LSTM whose products are convolutions, gates i f g o at each place. */
  public static double[][] convLstm(
      ReferenceConvolution input,
      ReferenceConvolution recurrent,
      Map<String, double[]> w,
      double[] x,
      double[][] state) {
    double[] seen = input.of(x, w.get("kernel"), get(w, "bias"));
    double[] a = add(seen, recurrent.of(state[0], w.get("recurrent_kernel")));
    int filters = input.filters() / 4;
    double[][] next = new double[2][state[0].length];
    for (int at = 0; at < next[0].length; at++) {
      int first = at / filters * 4 * filters + at % filters;
      double written = sigmoid(a[first]) * Math.tanh(a[first + 2 * filters]);
      next[1][at] = sigmoid(a[first + filters]) * state[1][at] + written;
      next[0][at] = sigmoid(a[first + 3 * filters]) * Math.tanh(next[1][at]);
    }
    return next;
  }
}
