package dev.timestep.testing;

import java.util.Arrays;
import java.util.Map;

/** Attention in float64: a loop over queries, a loop over the keys that each may read. */
public final class ReferenceAttention {
  /** How well a key fits a query; both are one head's part. */
  @FunctionalInterface
  public interface Score {
    /** The score. */
    double of(double[] query, double[] key);
  }

  /** Which keys a query may read: those from {@code first} to, not including, {@code end}. */
  @FunctionalInterface
  public interface Reach {
    /** First and end for query {@code step} of a sequence with {@code keys} real keys. */
    int[] of(int step, int keys);
  }

  /** Every real key. */
  public static final Reach ALL = (step, keys) -> new int[] {0, keys};

  private final int heads;
  private final Score score;
  private final Reach reach;

  public ReferenceAttention(int heads, Score score, Reach reach) {
    this.heads = heads;
    this.score = score;
    this.reach = reach;
  }

  /** The steps up to a query's own; the last {@code context} of them unless that is 0. */
  public static Reach causal(int context) {
    return (step, keys) ->
        new int[] {context == 0 ? 0 : Math.max(0, step + 1 - context), Math.min(keys, step + 1)};
  }

  /** scale · q·k. */
  public static Score dot(double scale) {
    return (q, k) -> {
      double sum = 0;
      for (int e = 0; e < q.length; e++) {
        sum += q[e] * k[e];
      }
      return scale * sum;
    };
  }

  /** v · tanh(q + k). */
  public static Score additive(double[] v) {
    return (q, k) -> {
      double sum = 0;
      for (int u = 0; u < v.length; u++) {
        sum += v[u] * Math.tanh(q[u] + k[u]);
      }
      return sum;
    };
  }

  /** [Tq][B][V]. */
  public double[][][] output(
      double[][][] q, double[][][] k, double[][][] v, int[] queries, int[] keys) {
    int width = v[0][0].length;
    double[][][][] p = weights(q, k, queries, keys);
    double[][][] y = new double[q.length][keys.length][width];
    for (int b = 0; b < keys.length; b++) {
      for (int i = 0; i < q.length; i++) {
        for (int j = 0; j < k.length; j++) {
          for (int e = 0; e < width; e++) {
            // What has no weight is not read at all, whatever it is.
            double weight = p[b][e / (width / heads)][i][j];
            y[i][b][e] += weight == 0 ? 0 : weight * v[j][b][e];
          }
        }
      }
    }
    return y;
  }

  /** [B][heads][Tq][Tk]. */
  public double[][][][] weights(double[][][] q, double[][][] k, int[] queries, int[] keys) {
    double[][][][] p = new double[keys.length][heads][q.length][k.length];
    int width = q[0][0].length / heads;
    for (int b = 0; b < keys.length; b++) {
      for (int head = 0; head < heads; head++) {
        for (int i = 0; i < queries[b]; i++) {
          int[] range = reach.of(i, keys[b]);
          double total = 0;
          for (int j = range[0]; j < range[1]; j++) {
            double[] one = part(q[i][b], head, width);
            p[b][head][i][j] = Math.exp(score.of(one, part(k[j][b], head, width)));
            total += p[b][head][i][j];
          }
          for (int j = range[0]; j < range[1]; j++) {
            p[b][head][i][j] /= total;
          }
        }
      }
    }
    return p;
  }

  private static double[] part(double[] row, int head, int width) {
    return Arrays.copyOfRange(row, head * width, (head + 1) * width);
  }

  /** Each row times a kernel, plus a bias where there is one. */
  public static double[][][] project(Map<String, double[]> w, String kernel, double[][][] x) {
    double[] bias = w.getOrDefault(kernel.replace("kernel", "bias"), new double[0]);
    double[][][] y = new double[x.length][][];
    for (int t = 0; t < x.length; t++) {
      y[t] = new double[x[t].length][];
      for (int b = 0; b < x[t].length; b++) {
        y[t][b] = ReferenceOps.linear(x[t][b], w.get(kernel), x[t][b].length, bias);
      }
    }
    return y;
  }

  // ---------------------------------------------------------------- layers over themselves

  /** Additive attention of a sequence to itself. */
  public static ReferenceLayer additiveLayer() {
    return (w, x, lengths) ->
        new ReferenceAttention(1, additive(w.get("v")), ALL)
            .output(
                project(w, "query_kernel", x), project(w, "memory_kernel", x), x, lengths, lengths);
  }

  /** Dot-product attention of a sequence to itself, its scale learned if it has one. */
  public static ReferenceLayer dotLayer(double scale) {
    return (w, x, lengths) -> {
      double learned = w.getOrDefault("scale", new double[] {1})[0];
      return new ReferenceAttention(1, dot(scale * learned), ALL).output(x, x, x, lengths, lengths);
    };
  }

  /** Dot-product attention of a sequence to itself, with a matrix between. */
  public static ReferenceLayer generalLayer(double scale) {
    return (w, x, lengths) ->
        new ReferenceAttention(1, dot(scale), ALL)
            .output(project(w, "kernel", x), x, x, lengths, lengths);
  }

  /** Multi-head attention of a sequence to itself. */
  public static ReferenceLayer multiHeadLayer(int units, int heads, Reach reach) {
    return (w, x, lengths) -> {
      double[][][] y =
          new ReferenceAttention(heads, dot(Math.sqrt((double) heads / units)), reach)
              .output(
                  project(w, "query_kernel", x),
                  project(w, "key_kernel", x),
                  project(w, "value_kernel", x),
                  lengths,
                  lengths);
      return project(w, "output_kernel", y);
    };
  }

  /** Attention pooling. */
  public static ReferenceLayer poolingLayer() {
    return (w, x, lengths) -> {
      double[][][] hidden = project(w, "kernel", x);
      for (double[][] step : hidden) {
        for (double[] row : step) {
          Arrays.setAll(row, u -> Math.tanh(row[u]));
        }
      }
      double[][][] query = {new double[lengths.length][]};
      Arrays.fill(query[0], w.get("v"));
      int[] one = new int[lengths.length];
      Arrays.fill(one, 1);
      return new ReferenceAttention(1, dot(1), ALL).output(query, hidden, x, one, lengths);
    };
  }
}
