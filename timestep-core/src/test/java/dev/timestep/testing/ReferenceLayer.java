package dev.timestep.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** A layer in float64, on parameters in Timestep's names and layout. */
@FunctionalInterface
public interface ReferenceLayer {
  /**
   * The layer's output.
   *
   * @param w parameters by name
   * @param x [T][B][F]; token ids have F = 1
   * @param lengths real steps of each sequence
   * @return [T][B][n], or [1][B][n] from a layer that returns its last output
   */
  double[][][] run(Map<String, double[]> w, double[][][] x, int[] lengths);

  /** y = act(x·W + b) on each row. */
  static ReferenceLayer dense(DoubleUnaryOperator activation) {
    return (w, x, lengths) ->
        rows(
            x,
            row -> {
              double[] bias = w.getOrDefault("bias", new double[0]);
              double[] sum = ReferenceOps.linear(row, w.get("kernel"), row.length, bias);
              return Arrays.stream(sum).map(activation).toArray();
            });
  }

  /** Layer normalisation of each row. */
  static ReferenceLayer layerNorm(double epsilon) {
    return (w, x, lengths) ->
        rows(x, row -> ReferenceOps.layerNorm(row, w.get("gamma"), w.get("beta"), epsilon));
  }

  /** The input itself. */
  static ReferenceLayer identity() {
    return (w, x, lengths) -> x;
  }

  /** Rows of a table; zeros for the padding id. */
  static ReferenceLayer embedding(int width, int paddingId) {
    return (w, x, lengths) ->
        rows(
            x,
            row -> {
              int id = (int) Math.round(row[0]);
              double[] table = w.get("table");
              return id == paddingId
                  ? new double[width]
                  : Arrays.copyOfRange(table, id * width, (id + 1) * width);
            });
  }

  /** A recurrent layer from the cell's own initial state, its last output or all. */
  static ReferenceLayer recurrent(
      ReferenceCell cell, int units, int parts, boolean sequences, boolean reverse) {
    return (w, x, lengths) -> {
      double[][][] start = new double[parts][lengths.length][];
      for (int part = 0; part < parts; part++) {
        for (int b = 0; b < lengths.length; b++) {
          start[part][b] = cell.initial(w, part, units);
        }
      }
      ReferenceCell.Run run = cell.run(w, x, start, lengths, reverse);
      return sequences ? run.outputs() : new double[][][] {run.state()[0]};
    };
  }

  /**
   * A recurrent layer with a way around it: h + P(x), or g ⊙ h + (1 − g) ⊙ P(x).
   *
   * @param inner the layer, which returns every step
   */
  static ReferenceLayer skip(
      ReferenceLayer inner, boolean gated, boolean sequences, boolean reverse) {
    return (w, x, lengths) -> {
      double[][][] h = inner.run(w, x, lengths);
      double[][][] y = new double[h.length][lengths.length][];
      for (int t = 0; t < h.length; t++) {
        for (int b = 0; b < lengths.length; b++) {
          y[t][b] = joined(w, x[t][b], h[t][b], gated);
        }
      }
      if (sequences) {
        return y;
      }
      double[][] last = new double[lengths.length][];
      for (int b = 0; b < lengths.length; b++) {
        last[b] = lengths[b] == 0 ? new double[h[0][b].length] : y[reverse ? 0 : lengths[b] - 1][b];
      }
      return new double[][][] {last};
    };
  }

  private static double[] joined(Map<String, double[]> w, double[] x, double[] h, boolean gated) {
    double[] p =
        w.containsKey("projection")
            ? ReferenceOps.linear(x, w.get("projection"), x.length, new double[0])
            : x;
    double[] y = new double[h.length];
    double[] gate =
        gated
            ? ReferenceOps.linear(x, w.get("gate_kernel"), x.length, w.get("gate_bias"))
            : new double[0];
    Arrays.setAll(
        y,
        u -> {
          double open = gated ? 1 / (1 + Math.exp(-gate[u])) : 0;
          return gated ? open * h[u] + (1 - open) * p[u] : h[u] + p[u];
        });
    return y;
  }

  /** Each sequence from its last real step to its first. */
  static ReferenceLayer reverseTime() {
    return (w, x, lengths) -> {
      double[][][] y = new double[x.length][lengths.length][];
      for (int t = 0; t < x.length; t++) {
        for (int b = 0; b < lengths.length; b++) {
          int from = lengths[b] - 1 - t;
          y[t][b] = from < 0 ? new double[x[t][b].length] : x[from][b];
        }
      }
      return y;
    };
  }

  /** Two layers over the same input, their outputs merged number by number. */
  static ReferenceLayer both(
      ReferenceLayer forward, ReferenceLayer backward, DoubleBinaryOperator merge) {
    return (w, x, lengths) -> {
      double[][][] one = forward.run(under("forward", w), x, lengths);
      double[][][] other = backward.run(under("backward", w), x, lengths);
      for (int t = 0; t < one.length; t++) {
        for (int b = 0; b < one[t].length; b++) {
          double[] left = one[t][b].clone();
          double[] right = other[t][b];
          Arrays.setAll(one[t][b], u -> merge.applyAsDouble(left[u], right[u]));
        }
      }
      return one;
    };
  }

  /** Two layers over the same input, their outputs side by side. */
  static ReferenceLayer sideBySide(ReferenceLayer forward, ReferenceLayer backward) {
    return (w, x, lengths) -> {
      double[][][] one = forward.run(under("forward", w), x, lengths);
      double[][][] other = backward.run(under("backward", w), x, lengths);
      for (int t = 0; t < one.length; t++) {
        for (int b = 0; b < one[t].length; b++) {
          int width = one[t][b].length;
          double[] wide = Arrays.copyOf(one[t][b], width + other[t][b].length);
          System.arraycopy(other[t][b], 0, wide, width, other[t][b].length);
          one[t][b] = wide;
        }
      }
      return one;
    };
  }

  /** One layer after the other; layer k has the parameters under {@code names.get(k)}. */
  static ReferenceLayer chain(List<String> names, ReferenceLayer... layers) {
    return (w, x, lengths) -> {
      double[][][] value = x;
      for (int k = 0; k < layers.length; k++) {
        value = layers[k].run(under(names.get(k), w), value, lengths);
      }
      return value;
    };
  }

  private static Map<String, double[]> under(String place, Map<String, double[]> w) {
    String prefix = place + ".";
    Map<String, double[]> own = new LinkedHashMap<>();
    w.forEach(
        (name, values) -> {
          if (name.startsWith(prefix)) {
            own.put(name.substring(prefix.length()), values);
          }
        });
    return own;
  }

  /** A function of a row. */
  @FunctionalInterface
  interface RowFunction {
    /** The row's answer. */
    double[] apply(double[] row);
  }

  private static double[][][] rows(double[][][] x, RowFunction function) {
    List<double[][]> steps = new ArrayList<>();
    for (double[][] step : x) {
      steps.add(Arrays.stream(step).map(function::apply).toArray(double[][]::new));
    }
    return steps.toArray(double[][][]::new);
  }
}
