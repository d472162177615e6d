package dev.timestep.testing;

import java.util.HashMap;
import java.util.Map;

/**
 * The three cells in plain float64 loops, straight from their equations, on the arrays of a
 * recurrent golden file. It shares no code with the engine and none with libtorch, so when it and
 * the golden file agree, both read the layout, the gate order and the meaning of "reverse" alike.
 */
final class ReferenceRecurrence {
  private final Map<String, double[]> in = new HashMap<>();
  private final String cell;
  private final boolean reverse;
  private final int layers;
  private final int batch;
  private final int time;
  private final int units;
  private final int gates;
  private final int[] lengths;

  /** Padded output {@code [B, T, H]} and final states {@code [L, B, H]}; c is zero unless LSTM. */
  record Result(double[] output, double[] hidden, double[] cell) {}

  ReferenceRecurrence(Golden golden) {
    golden.arrays().forEach(array -> in.put(array, Numbers.widen(golden.values(array))));
    cell = golden.fact("cell");
    reverse = golden.fact("direction").equals("reverse");
    layers = golden.shape("h0")[0];
    batch = golden.shape("x")[0];
    time = golden.shape("x")[1];
    units = golden.shape("h0")[2];
    gates = golden.shape("weight_ih_l0")[0] / units;
    lengths = new int[batch];
    for (int b = 0; b < batch; b++) {
      lengths[b] = golden.has("lengths") ? (int) golden.values("lengths")[b] : time;
    }
  }

  /** The array to be read by the next {@link #run}; change it to see what changes. */
  double[] input(String name) {
    double[] values = in.get(name);
    if (values == null) {
      throw new IllegalArgumentException("no array " + name);
    }
    return values;
  }

  /** The scalar loss of the golden file, from the current inputs. */
  double loss() {
    Result result = run();
    double loss =
        Numbers.dot(result.output, input("R_out")) + Numbers.dot(result.hidden, input("R_h"));
    return cell.equals("lstm") ? loss + Numbers.dot(result.cell, input("R_c")) : loss;
  }

  Result run() {
    double[] hidden = input("h0").clone();
    double[] memory = cell.equals("lstm") ? input("c0").clone() : new double[hidden.length];
    double[] x = input("x");
    for (int l = 0; l < layers; l++) {
      double[] output = new double[batch * time * units];
      for (int b = 0; b < batch; b++) {
        row(l, b, x, output, hidden, memory);
      }
      x = output;
    }
    return new Result(x, hidden, memory);
  }

  private void row(int l, int b, double[] x, double[] output, double[] hidden, double[] memory) {
    int features = x.length / (batch * time);
    int state = (l * batch + b) * units;
    double[] h = new double[units];
    double[] c = new double[units];
    System.arraycopy(hidden, state, h, 0, units);
    System.arraycopy(memory, state, c, 0, units);
    for (int k = 0; k < lengths[b]; k++) {
      int t = b * time + (reverse ? lengths[b] - 1 - k : k);
      double[] fromInput = affine("ih_l" + l, x, t * features, features);
      double[] fromState = affine("hh_l" + l, h, 0, units);
      for (int u = 0; u < units; u++) {
        h[u] = step(fromInput, fromState, h[u], c, u);
      }
      System.arraycopy(h, 0, output, t * units, units);
    }
    System.arraycopy(h, 0, hidden, state, units);
    System.arraycopy(c, 0, memory, state, units);
  }

  private double step(double[] a, double[] r, double previous, double[] c, int u) {
    int g1 = u + units;
    int g2 = g1 + units;
    return switch (cell) {
      case "rnn-tanh" -> Math.tanh(a[u] + r[u]);
      case "rnn-relu" -> Math.max(0, a[u] + r[u]);
      case "gru" -> {
        double keep = sigmoid(a[g1] + r[g1]);
        double candidate = Math.tanh(a[g2] + sigmoid(a[u] + r[u]) * r[g2]);
        yield (1 - keep) * candidate + keep * previous;
      }
      case "lstm" -> {
        int g3 = g2 + units;
        double write = sigmoid(a[u] + r[u]) * Math.tanh(a[g2] + r[g2]);
        c[u] = sigmoid(a[g1] + r[g1]) * c[u] + write;
        yield sigmoid(a[g3] + r[g3]) * Math.tanh(c[u]);
      }
      default -> throw new IllegalArgumentException("no cell " + cell);
    };
  }

  private double[] affine(String suffix, double[] x, int offset, int features) {
    double[] weight = input("weight_" + suffix);
    double[] result = new double[gates * units];
    for (int row = 0; row < result.length; row++) {
      double sum = in.containsKey("bias_" + suffix) ? input("bias_" + suffix)[row] : 0;
      for (int f = 0; f < features; f++) {
        sum += weight[row * features + f] * x[offset + f];
      }
      result[row] = sum;
    }
    return result;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
