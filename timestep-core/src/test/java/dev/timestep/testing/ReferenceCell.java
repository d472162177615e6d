package dev.timestep.testing;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * One step of a cell for one sequence in float64, straight from its equations, on parameters in
 * Timestep's names and layout: {@code kernel} [F, G·H], {@code recurrent_kernel} [H, G·H]. Shares
 * no code with the engine.
 */
@FunctionalInterface
public interface ReferenceCell {
  /**
   * The next state.
   *
   * @param w parameters by name; a bias may be missing
   * @param x input [F]
   * @param state the parts of the state, each [H]; the output is the first
   */
  double[][] step(Map<String, double[]> w, double[] x, double[][] state);

  /** Part {@code part} of the state before the first step, for one sequence: zeros. */
  default double[] initial(Map<String, double[]> w, int part, int width) {
    return new double[width];
  }

  /** The same cell from an initial state that is among its parameters. */
  default ReferenceCell learned(String... names) {
    ReferenceCell inner = this;
    return new ReferenceCell() {
      @Override
      public double[][] step(Map<String, double[]> w, double[] x, double[][] state) {
        return inner.step(w, x, state);
      }

      @Override
      public double[] initial(Map<String, double[]> w, int part, int width) {
        return w.get("initial_" + names[part]).clone();
      }
    };
  }

  /** The expectation of zoneout: each part of the state stays by a share of its own. */
  default ReferenceCell zoneout(double... shares) {
    return (w, x, state) -> {
      double[][] next = step(w, x, state);
      for (int part = 0; part < next.length; part++) {
        double stays = shares[part];
        double[] before = state[part];
        double[] after = next[part].clone();
        Arrays.setAll(next[part], u -> stays * before[u] + (1 - stays) * after[u]);
      }
      return next;
    };
  }

  /** h′ = act(x·W + h·U + b). */
  static ReferenceCell simpleRnn(DoubleUnaryOperator activation) {
    return (w, x, state) -> {
      double[] sum =
          add(times(x, w, "kernel", 1, state[0]), times(state[0], w, 1), bias(w, "bias"));
      return new double[][] {Arrays.stream(sum).map(activation).toArray()};
    };
  }

  /** The LSTM, gates i f g o. */
  static ReferenceCell lstm() {
    return (w, x, state) -> {
      double[] h = state[0];
      int n = h.length;
      double[] a = add(times(x, w, "kernel", 4, h), times(h, w, 4), bias(w, "bias"));
      double[][] next = new double[2][n];
      for (int u = 0; u < n; u++) {
        double written = sigmoid(a[u]) * Math.tanh(a[2 * n + u]);
        next[1][u] = sigmoid(a[n + u]) * state[1][u] + written;
        next[0][u] = sigmoid(a[3 * n + u]) * Math.tanh(next[1][u]);
      }
      return next;
    };
  }

  /** The GRU that resets after the recurrent product, gates r z n. */
  static ReferenceCell gru() {
    return (w, x, state) -> {
      double[] h = state[0];
      int n = h.length;
      double[] a = add(times(x, w, "kernel", 3, h), bias(w, "bias"));
      double[] b = add(times(h, w, 3), bias(w, "recurrent_bias"));
      double[] next = new double[n];
      for (int u = 0; u < n; u++) {
        double reset = sigmoid(a[u] + b[u]);
        double keep = sigmoid(a[n + u] + b[n + u]);
        double candidate = Math.tanh(a[2 * n + u] + reset * b[2 * n + u]);
        next[u] = (1 - keep) * candidate + keep * h[u];
      }
      return new double[][] {next};
    };
  }

  /** The GRU that resets the state before the recurrent product, gates r z n. */
  static ReferenceCell gruResetBefore() {
    return (w, x, state) -> {
      double[] h = state[0];
      int n = h.length;
      double[] a = add(times(x, w, "kernel", 3, h), bias(w, "bias"));
      double[] b = times(h, w, 3);
      double[] reset = new double[n];
      for (int u = 0; u < n; u++) {
        reset[u] = sigmoid(a[u] + b[u]) * h[u];
      }
      double[] c = times(reset, w, 3);
      double[] next = new double[n];
      for (int u = 0; u < n; u++) {
        double keep = sigmoid(a[n + u] + b[n + u]);
        double candidate = Math.tanh(a[2 * n + u] + c[2 * n + u]);
        next[u] = (1 - keep) * candidate + keep * h[u];
      }
      return new double[][] {next};
    };
  }

  /**
   * A sequence batch through a cell.
   *
   * @param outputs [T][B][H], zero past a sequence's length
   * @param state the parts of the final state, [part][B][H]
   */
  record Run(double[][][] outputs, double[][][] state) {}

  /**
   * Runs a batch, each sequence for its own length.
   *
   * @param x [T][B][F]
   * @param initial [part][B][H]
   * @param lengths real steps of each sequence
   * @param reverse from each sequence's last real step to its first
   */
  default Run run(
      Map<String, double[]> w,
      double[][][] x,
      double[][][] initial,
      int[] lengths,
      boolean reverse) {
    int parts = initial.length;
    int units = lengths.length == 0 ? 0 : initial[0][0].length;
    double[][][] outputs = new double[x.length][lengths.length][units];
    double[][][] last = new double[parts][lengths.length][];
    for (int b = 0; b < lengths.length; b++) {
      double[][] state = new double[parts][];
      for (int part = 0; part < parts; part++) {
        state[part] = initial[part][b];
      }
      for (int k = 0; k < lengths[b]; k++) {
        int t = reverse ? lengths[b] - 1 - k : k;
        state = step(w, x[t][b], state);
        outputs[t][b] = state[0];
      }
      for (int part = 0; part < parts; part++) {
        last[part][b] = state[part];
      }
    }
    return new Run(outputs, last);
  }

  private static double[] times(double[] h, Map<String, double[]> w, int gates) {
    return times(h, w, "recurrent_kernel", gates, h);
  }

  private static double[] times(
      double[] x, Map<String, double[]> w, String name, int gates, double[] state) {
    return times(x, w.get(name), gates * state.length);
  }

  /** x·W for W [x.length, columns]. */
  static double[] times(double[] x, double[] matrix, int columns) {
    double[] product = new double[columns];
    for (int row = 0; row < x.length; row++) {
      for (int column = 0; column < columns; column++) {
        product[column] += x[row] * matrix[row * columns + column];
      }
    }
    return product;
  }

  private static double[] bias(Map<String, double[]> w, String name) {
    return w.getOrDefault(name, new double[0]);
  }

  /** Sums of vectors; an empty one counts as zeros. */
  static double[] add(double[]... terms) {
    double[] sum = terms[0].clone();
    for (int k = 1; k < terms.length; k++) {
      for (int at = 0; at < terms[k].length; at++) {
        sum[at] += terms[k][at];
      }
    }
    return sum;
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** Row-major numbers as [a][b][c]. */
  static double[][][] cut(double[] flat, int a, int b, int c) {
    double[][][] blocks = new double[a][b][c];
    for (int i = 0; i < a; i++) {
      for (int j = 0; j < b; j++) {
        System.arraycopy(flat, (i * b + j) * c, blocks[i][j], 0, c);
      }
    }
    return blocks;
  }

  /** [a][b][c] as row-major numbers. */
  static double[] join(double[][][] blocks) {
    return Arrays.stream(blocks).flatMap(Arrays::stream).flatMapToDouble(Arrays::stream).toArray();
  }
}
