package dev.timestep.testing;

import static dev.timestep.testing.ReferenceCell.sigmoid;

import dev.timestep.autograd.ActivationFunction;
import dev.timestep.nn.cell.GeneralGruConfig;
import dev.timestep.nn.cell.GeneralLstmConfig;
import dev.timestep.nn.cell.GruConfig;
import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** The variants of LSTM and GRU in float64, unit by unit, straight from their equations. */
public final class ReferenceVariants {
  private ReferenceVariants() {}

  /** Gates i f g o, peepholes. */
  public static ReferenceCell peephole() {
    return (w, x, state) -> {
      double[] a = sums(w, x, state[0]);
      int n = state[1].length;
      double[][] next = new double[2][n];
      for (int u = 0; u < n; u++) {
        double c = state[1][u];
        double i = sigmoid(a[u] + w.get("input_peephole")[u] * c);
        double f = sigmoid(a[n + u] + w.get("forget_peephole")[u] * c);
        next[1][u] = f * c + i * Math.tanh(a[2 * n + u]);
        double o = sigmoid(a[3 * n + u] + w.get("output_peephole")[u] * next[1][u]);
        next[0][u] = o * Math.tanh(next[1][u]);
      }
      return next;
    };
  }

  /** Gates f g o. */
  public static ReferenceCell coupled() {
    return (w, x, state) -> {
      double[] a = sums(w, x, state[0]);
      int n = state[1].length;
      double[][] next = new double[2][n];
      for (int u = 0; u < n; u++) {
        double f = sigmoid(a[u]);
        double i = 1 - f;
        next[1][u] = f * state[1][u] + i * Math.tanh(a[n + u]);
        next[0][u] = sigmoid(a[2 * n + u]) * Math.tanh(next[1][u]);
      }
      return next;
    };
  }

  /** Gates i f g o, h projected. */
  public static ReferenceCell projected() {
    return (w, x, state) -> {
      double[][] next = lstm(sums(w, x, state[0]), state[1], Double.POSITIVE_INFINITY);
      next[0] = ReferenceCell.times(next[0], w.get("projection_kernel"), state[0].length);
      return next;
    };
  }

  /** Gates i f g o, c within ±clip. */
  public static ReferenceCell clipped(double clip) {
    return (w, x, state) -> lstm(sums(w, x, state[0]), state[1], clip);
  }

  private static double[][] lstm(double[] a, double[] c, double clip) {
    int n = c.length;
    double[][] next = new double[2][n];
    for (int u = 0; u < n; u++) {
      double written = sigmoid(a[u]) * Math.tanh(a[2 * n + u]);
      double sum = sigmoid(a[n + u]) * c[u] + written;
      next[1][u] = Math.max(-clip, Math.min(clip, sum));
      next[0][u] = sigmoid(a[3 * n + u]) * Math.tanh(next[1][u]);
    }
    return next;
  }

  /** Gates i f g o, three norms. */
  public static ReferenceCell layerNormLstm(float epsilon) {
    return (w, x, state) -> {
      int n = state[1].length;
      double[] none = new double[4 * n];
      double[] a =
          ReferenceCell.add(
              norm(product(w, "kernel", x, 4 * n), w.get("gain"), w.get("bias"), epsilon),
              norm(
                  product(w, "recurrent_kernel", state[0], 4 * n),
                  w.get("recurrent_gain"),
                  none,
                  epsilon));
      double[][] next = lstm(a, state[1], Double.POSITIVE_INFINITY);
      double[] shown = norm(next[1], w.get("cell_gain"), w.get("cell_offset"), epsilon);
      for (int u = 0; u < n; u++) {
        next[0][u] = sigmoid(a[3 * n + u]) * Math.tanh(shown[u]);
      }
      return next;
    };
  }

  /** Gates r z n, the gates normalised apart from the candidate. */
  public static ReferenceCell layerNormGru(float epsilon) {
    return (w, x, state) -> layerNormGru(epsilon, w, x, state[0], state[0]);
  }

  /** The same where products read {@code h}, and {@code carried} goes on. */
  public static double[][] layerNormGru(
      float epsilon, Map<String, double[]> w, double[] x, double[] h, double[] carried) {
    int n = h.length;
    double[] in = product(w, "kernel", x, 3 * n);
    double[] past = product(w, "recurrent_kernel", h, 3 * n);
    double[] fromX = normed(w, in, "gain", w.get("bias"), n, epsilon);
    double[] offsets = new double[3 * n];
    System.arraycopy(w.get("recurrent_bias"), 0, offsets, 2 * n, n);
    double[] fromH = normed(w, past, "recurrent_gain", offsets, n, epsilon);
    double[] next = new double[n];
    for (int u = 0; u < n; u++) {
      double r = sigmoid(fromX[u] + fromH[u]);
      double z = sigmoid(fromX[n + u] + fromH[n + u]);
      double candidate = Math.tanh(fromX[2 * n + u] + r * fromH[2 * n + u]);
      next[u] = (1 - z) * candidate + z * carried[u];
    }
    return new double[][] {next};
  }

  private static double[] normed(
      Map<String, double[]> w, double[] sum, String gain, double[] offset, int n, float epsilon) {
    double[] gates = part(sum, gain, w, offset, 0, 2 * n, epsilon);
    double[] candidate = part(sum, gain, w, offset, 2 * n, 3 * n, epsilon);
    double[] all = Arrays.copyOf(gates, 3 * n);
    System.arraycopy(candidate, 0, all, 2 * n, n);
    return all;
  }

  private static double[] part(
      double[] sum,
      String gain,
      Map<String, double[]> w,
      double[] offset,
      int from,
      int to,
      float epsilon) {
    return norm(
        Arrays.copyOfRange(sum, from, to),
        Arrays.copyOfRange(w.get(gain), from, to),
        Arrays.copyOfRange(offset, from, to),
        epsilon);
  }

  private static double[] norm(double[] sum, double[] gain, double[] offset, float epsilon) {
    return ReferenceOps.layerNorm(sum, gain, offset, epsilon);
  }

  /** All attributes of the ONNX operator at once. */
  public static ReferenceCell generalLstm(GeneralLstmConfig config) {
    DoubleUnaryOperator gate = clipped(config.gate(), config.clip());
    DoubleUnaryOperator cell = clipped(config.cell(), config.clip());
    DoubleUnaryOperator hidden = ReferenceActivations.of(config.hidden());
    return (w, x, state) -> {
      double[] a = sums(w, x, state[0]);
      int n = state[1].length;
      double[] none = new double[n];
      double[] pi = w.getOrDefault("input_peephole", none);
      double[] pf = w.getOrDefault("forget_peephole", none);
      double[] po = w.getOrDefault("output_peephole", none);
      int g = config.coupled() ? n : 2 * n;
      double[][] next = new double[2][n];
      for (int u = 0; u < n; u++) {
        double c = state[1][u];
        double i = gate.applyAsDouble(a[u] + pi[u] * c);
        double f = config.coupled() ? 1 - i : gate.applyAsDouble(a[n + u] + pf[u] * c);
        next[1][u] = f * c + i * cell.applyAsDouble(a[g + u]);
        double o = gate.applyAsDouble(a[g + n + u] + po[u] * next[1][u]);
        next[0][u] = o * hidden.applyAsDouble(next[1][u]);
      }
      return next;
    };
  }

  /** Both forms, gates r z n. */
  public static ReferenceCell generalGru(GeneralGruConfig config) {
    DoubleUnaryOperator gate = clipped(config.gate(), config.clip());
    DoubleUnaryOperator candidate = clipped(config.candidate(), config.clip());
    boolean after = config.form() == GruConfig.Form.RESET_AFTER;
    return (w, x, state) -> {
      double[] h = state[0];
      int n = h.length;
      double[] in =
          ReferenceCell.add(product(w, "kernel", x, 3 * n), w.getOrDefault("bias", new double[0]));
      double[] past = product(w, "recurrent_kernel", h, (after ? 3 : 2) * n);
      double[] r = new double[n];
      double[] reset = new double[n];
      for (int u = 0; u < n; u++) {
        r[u] = gate.applyAsDouble(in[u] + past[u]);
        reset[u] = r[u] * h[u];
      }
      double[] fromState = after ? null : product(w, "candidate_kernel", reset, n);
      double[] bias = w.getOrDefault("recurrent_bias", new double[n]);
      double[] next = new double[n];
      for (int u = 0; u < n; u++) {
        double z = gate.applyAsDouble(in[n + u] + past[n + u]);
        double state1 = after ? r[u] * (past[2 * n + u] + bias[u]) : fromState[u];
        next[u] = (1 - z) * candidate.applyAsDouble(in[2 * n + u] + state1) + z * h[u];
      }
      return new double[][] {next};
    };
  }

  private static DoubleUnaryOperator clipped(ActivationFunction activation, float clip) {
    DoubleUnaryOperator f = ReferenceActivations.of(activation);
    double k = clip > 0 ? clip : Double.POSITIVE_INFINITY;
    return x -> f.applyAsDouble(Math.max(-k, Math.min(k, x)));
  }

  private static double[] product(Map<String, double[]> w, String name, double[] x, int columns) {
    return ReferenceCell.times(x, w.get(name), columns);
  }

  /** x·W + h·U + b. */
  private static double[] sums(Map<String, double[]> w, double[] x, double[] h) {
    int columns = w.get("kernel").length / x.length;
    return ReferenceCell.add(
        product(w, "kernel", x, columns),
        product(w, "recurrent_kernel", h, columns),
        w.getOrDefault("bias", new double[0]));
  }
}
