package dev.timestep.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Layers that look along time or over the batch, in float64: each sequence is cut to its own length
 * first, worked on alone, and put back.
 */
public final class ReferenceTime {
  private ReferenceTime() {}

  /** Which input step output step p reads as its j-th; may be outside of [0, length). */
  public record Window(int size, int stride, int dilation, String padding) {
    /** Output steps of a sequence. */
    public int steps(int length) {
      int reach = (size - 1) * dilation;
      return padding.equals("valid")
          ? length <= reach ? 0 : (length - reach - 1) / stride + 1
          : (length + stride - 1) / stride;
    }

    int step(int p, int j, int length) {
      int reach = (size - 1) * dilation;
      int before =
          switch (padding) {
            case "same" -> Math.max(0, (steps(length) - 1) * stride + reach + 1 - length) / 2;
            case "causal" -> reach;
            default -> 0;
          };
      return p * stride + j * dilation - before;
    }
  }

  /** A function of one sequence [length][F], to [length′][n]. */
  private interface OfSequence {
    List<double[]> apply(Map<String, double[]> w, double[][] sequence);
  }

  private static ReferenceLayer each(Window window, int width, OfSequence function) {
    return (w, x, lengths) -> {
      double[][][] out = new double[window.steps(x.length)][lengths.length][width];
      for (int b = 0; b < lengths.length; b++) {
        List<double[]> y = function.apply(w, sequence(x, b, lengths[b]));
        for (int t = 0; t < y.size(); t++) {
          out[t][b] = y.get(t);
        }
      }
      return out;
    };
  }

  private static double[][] sequence(double[][][] x, int b, int length) {
    return IntStream.range(0, length).mapToObj(t -> x[t][b]).toArray(double[][]::new);
  }

  /** y_p = act(b + Σ_j x[step(p, j)]·W_j). */
  public static ReferenceLayer conv1d(Window window, int filters, DoubleUnaryOperator activation) {
    return each(
        window,
        filters,
        (w, x) -> {
          List<double[]> y = new ArrayList<>();
          for (int p = 0; p < window.steps(x.length); p++) {
            double[] sum = w.getOrDefault("bias", new double[filters]).clone();
            for (int j = 0; j < window.size(); j++) {
              int t = window.step(p, j, x.length);
              for (int f = 0; t >= 0 && t < x.length && f < x[t].length; f++) {
                for (int o = 0; o < filters; o++) {
                  sum[o] += x[t][f] * w.get("kernel")[(j * x[t].length + f) * filters + o];
                }
              }
            }
            y.add(Arrays.stream(sum).map(activation).toArray());
          }
          return y;
        });
  }

  /** The largest or the mean of the steps that a window has. */
  public static ReferenceLayer pool(Window window, int width, boolean largest) {
    return each(
        window,
        width,
        (w, x) -> {
          List<double[]> y = new ArrayList<>();
          for (int p = 0; p < window.steps(x.length); p++) {
            int place = p;
            double[][] seen =
                IntStream.range(0, window.size())
                    .map(j -> window.step(place, j, x.length))
                    .filter(t -> t >= 0 && t < x.length)
                    .mapToObj(t -> x[t])
                    .toArray(double[][]::new);
            y.add(summary(seen, width, largest ? "max" : "average"));
          }
          return y;
        });
  }

  /** The largest, the mean or the last step of each sequence; zeros for one without steps. */
  public static ReferenceLayer whole(String what, int width) {
    return (w, x, lengths) -> {
      double[][] out = new double[lengths.length][];
      for (int b = 0; b < out.length; b++) {
        out[b] = summary(sequence(x, b, lengths[b]), width, what);
      }
      return new double[][][] {out};
    };
  }

  private static double[] summary(double[][] steps, int width, String what) {
    double[] out = new double[width];
    for (int f = 0; f < width && steps.length > 0; f++) {
      int feature = f;
      double[] values = Arrays.stream(steps).mapToDouble(step -> step[feature]).toArray();
      out[f] =
          switch (what) {
            case "max" -> Arrays.stream(values).max().orElseThrow();
            case "average" -> Arrays.stream(values).average().orElseThrow();
            default -> values[values.length - 1];
          };
    }
    return out;
  }

  /** Batch normalisation by the statistics of the real steps, or by the moving ones. */
  public static ReferenceLayer batchNorm(double epsilon, boolean training) {
    return (w, x, lengths) -> {
      int n = w.get("gamma").length;
      double[][][] out = new double[x.length][lengths.length][n];
      for (int j = 0; j < n; j++) {
        int feature = j;
        double[] real =
            IntStream.range(0, lengths.length)
                .boxed()
                .flatMap(b -> IntStream.range(0, lengths[b]).mapToObj(t -> x[t][b][feature]))
                .mapToDouble(v -> v)
                .toArray();
        double mean = training ? Arrays.stream(real).average().orElse(0) : w.get("moving_mean")[j];
        double variance =
            training
                ? Arrays.stream(real).map(v -> (v - mean) * (v - mean)).average().orElse(0)
                : w.get("moving_variance")[j];
        for (int b = 0; b < lengths.length; b++) {
          for (int t = 0; t < lengths[b]; t++) {
            double unit = (x[t][b][j] - mean) / Math.sqrt(variance + epsilon);
            out[t][b][j] = w.get("gamma")[j] * unit + w.get("beta")[j];
          }
        }
      }
      return out;
    };
  }

  /** A layer at each real step by itself, each step being a sequence of {@code steps}. */
  public static ReferenceLayer timeDistributed(ReferenceLayer layer, int steps, int width) {
    return (w, x, lengths) -> {
      double[][][] out = new double[x.length][lengths.length][width];
      for (int b = 0; b < lengths.length; b++) {
        for (int t = 0; t < lengths[b]; t++) {
          double[] row = x[t][b];
          int features = row.length / steps;
          double[][][] inner = new double[steps][1][];
          for (int s = 0; s < steps; s++) {
            inner[s][0] = Arrays.copyOfRange(row, s * features, (s + 1) * features);
          }
          out[t][b] = layer.run(w, inner, new int[] {steps})[0][0];
        }
      }
      return out;
    };
  }

  /** A function of each image in a row. */
  public static ReferenceLayer conv2d(
      ReferenceConvolution convolution, DoubleUnaryOperator activation) {
    return (w, x, lengths) ->
        Arrays.stream(x)
            .map(
                step ->
                    Arrays.stream(step)
                        .map(
                            row ->
                                Arrays.stream(
                                        convolution.of(
                                            row,
                                            w.get("kernel"),
                                            w.getOrDefault("bias", new double[0])))
                                    .map(activation)
                                    .toArray())
                        .toArray(double[][]::new))
            .toArray(double[][][]::new);
  }

  /**
   * Images pooled by square windows.
   *
   * @param before rows above and columns to the left that are not there
   */
  public static ReferenceLayer pool2d(
      int[] size, int channels, int window, int stride, int before, int[] out, boolean largest) {
    return (w, x, lengths) ->
        Arrays.stream(x)
            .map(
                step ->
                    Arrays.stream(step)
                        .map(
                            row -> {
                              double[] y = new double[out[0] * out[1] * channels];
                              for (int at = 0; at < y.length; at++) {
                                int place = at / channels;
                                y[at] =
                                    area(
                                        row,
                                        size,
                                        channels,
                                        at % channels,
                                        place / out[1] * stride - before,
                                        place % out[1] * stride - before,
                                        window,
                                        largest);
                              }
                              return y;
                            })
                        .toArray(double[][]::new))
            .toArray(double[][][]::new);
  }

  private static double area(
      double[] row,
      int[] size,
      int channels,
      int channel,
      int top,
      int left,
      int window,
      boolean largest) {
    double[] seen =
        IntStream.range(0, window * window)
            .filter(
                k ->
                    top + k / window >= 0
                        && top + k / window < size[0]
                        && left + k % window >= 0
                        && left + k % window < size[1])
            .mapToDouble(
                k -> row[((top + k / window) * size[1] + left + k % window) * channels + channel])
            .toArray();
    return largest
        ? Arrays.stream(seen).max().orElseThrow()
        : Arrays.stream(seen).average().orElseThrow();
  }
}
