package dev.timestep.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** A recurrent layer from zero states, its last output or all. */
  static ReferenceLayer recurrent(
      ReferenceCell cell, int units, int parts, boolean sequences, boolean reverse) {
    return (w, x, lengths) -> {
      double[][][] zeros = new double[parts][lengths.length][units];
      ReferenceCell.Run run = cell.run(w, x, zeros, lengths, reverse);
      return sequences ? run.outputs() : new double[][][] {run.state()[0]};
    };
  }

  /** One layer after the other; layer k has the parameters under {@code names.get(k)}. */
  static ReferenceLayer chain(List<String> names, ReferenceLayer... layers) {
    return (w, x, lengths) -> {
      double[][][] value = x;
      for (int k = 0; k < layers.length; k++) {
        String prefix = names.get(k) + ".";
        Map<String, double[]> own = new LinkedHashMap<>();
        w.forEach(
            (name, values) -> {
              if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), values);
              }
            });
        value = layers[k].run(own, value, lengths);
      }
      return value;
    };
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
