package dev.timestep.task.classify.opponent;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import java.util.Arrays;

/**
 * Dynamic time warping within a Sakoe-Chiba window, on the values as they are:
 *
 * <pre>
 *   D[i][j] = |a_i - b_j|² + min(D[i-1][j], D[i][j-1], D[i-1][j-1]),   |i - j| ≤ w
 * </pre>
 *
 * The channels of a step are compared together ("dependent"). The width is a share of the longer
 * sequence, and never less than the difference of the lengths. Cases longer than {@value
 * #MOST_STEPS} steps in training are averaged over {@code stride} steps first, which bounds the
 * time.
 *
 * <p>Sequences that cannot be near are left early: where the lengths are equal, what each step of
 * the candidate is above or below all steps of the query within the window (the bound of Keogh) is
 * a lower bound, and with the least value of a row of D it is one for every row.
 *
 * <p>Source: Sakoe and Chiba, "Dynamic Programming Algorithm Optimization for Spoken Word
 * Recognition", IEEE Transactions on Acoustics, Speech, and Signal Processing 26 (1978); Keogh and
 * Ratanamahatana, "Exact Indexing of Dynamic Time Warping", Knowledge and Information Systems 7
 * (2005).
 *
 * @param window width as a share of the longer sequence, 0 to 1
 * @param stride steps averaged into one, at least 1
 * @param length steps of the longest training case after averaging, for the estimate of time
 */
record DynamicTimeWarping(double window, int stride, int length) implements SequenceDistance {
  static final int MOST_STEPS = 500;

  static DynamicTimeWarping of(double window, int longest) {
    int stride = (longest + MOST_STEPS - 1) / MOST_STEPS;
    return new DynamicTimeWarping(window, stride, (longest + stride - 1) / stride);
  }

  @Override
  public Steps prepare(Steps steps) {
    return steps.averaged(stride);
  }

  /** Steps that two sequences may be apart. */
  int width(int a, int b) {
    // Down, as in the archive's published runs; the small addition keeps 3 % of 100 at 3.
    return Math.max((int) (window * Math.max(a, b) + 1e-9), Math.abs(a - b));
  }

  @Override
  public double cost() {
    return length * (2.0 * width(length, length) + 1);
  }

  @Override
  public Search search(Steps query) {
    return new Warping(query, width(query.length(), query.length()));
  }

  @Override
  public JsonObject settings() {
    JsonObject json = new JsonObject();
    json.addProperty("window", window);
    json.addProperty("stride", stride);
    json.addProperty("length", length);
    return json;
  }

  static DynamicTimeWarping read(JsonFields fields) {
    double window = fields.number("window");
    int stride = fields.integer("stride");
    int length = fields.integer("length");
    if (!(window >= 0 && window <= 1)) {
      throw fields.refuse("window", "a share from 0 to 1", Double.toString(window));
    }
    if (stride < 1 || length < 1) {
      throw fields.refuse("stride", "1 or more, and a length of 1 or more", stride + ", " + length);
    }
    return new DynamicTimeWarping(window, stride, length);
  }

  @Override
  public String describe() {
    return "window "
        + Math.round(window * 100)
        + " %"
        + (stride == 1 ? "" : ", " + stride + " steps averaged into one");
  }

  /** One query, with the least and largest value of each channel around each step. */
  private final class Warping implements Search {
    private final Steps query;
    private final float[] least;
    private final float[] largest;
    private double[] above = {};
    private double[] row = {};
    private double[] rest = {};

    Warping(Steps query, int width) {
      this.query = query;
      int channels = query.channels();
      least = new float[query.values().length];
      largest = new float[query.values().length];
      for (int t = 0; t < query.length(); t++) {
        int from = Math.max(0, t - width);
        int to = Math.min(query.length() - 1, t + width);
        for (int c = 0; c < channels; c++) {
          float low = Float.POSITIVE_INFINITY;
          float high = Float.NEGATIVE_INFINITY;
          for (int s = from; s <= to; s++) {
            low = Math.min(low, query.values()[s * channels + c]);
            high = Math.max(high, query.values()[s * channels + c]);
          }
          least[t * channels + c] = low;
          largest[t * channels + c] = high;
        }
      }
    }

    @Override
    public double atLeast(Steps candidate) {
      return boundRest(candidate, Double.POSITIVE_INFINITY) ? rest[0] : Double.POSITIVE_INFINITY;
    }

    @Override
    public double to(Steps candidate, double bound) {
      int rows = candidate.length();
      if (!boundRest(candidate, bound)) {
        return Double.POSITIVE_INFINITY;
      }
      int columns = query.length();
      int width = width(rows, columns);
      if (row.length < columns + 1) {
        row = new double[columns + 1];
        above = new double[columns + 1];
      }
      Arrays.fill(above, 0, columns + 1, Double.POSITIVE_INFINITY);
      above[0] = 0;
      for (int i = 0; i < rows; i++) {
        int from = Math.max(0, i - width);
        int to = Math.min(columns - 1, i + width);
        double lowest = fillRow(candidate, i, from, to);
        if (lowest + rest[i + 1] >= bound) {
          return Double.POSITIVE_INFINITY;
        }
        double[] swap = above;
        above = row;
        row = swap;
      }
      double distance = above[columns];
      return distance < bound ? distance : Double.POSITIVE_INFINITY;
    }

    /** Row i of D in {@code row[1 ..]}; returns its least value. */
    private double fillRow(Steps candidate, int i, int from, int to) {
      int channels = query.channels();
      float[] a = candidate.values();
      float[] b = query.values();
      double lowest = Double.POSITIVE_INFINITY;
      row[from] = Double.POSITIVE_INFINITY;
      double left = Double.POSITIVE_INFINITY;
      for (int j = from; j <= to; j++) {
        double cost = 0;
        for (int c = 0; c < channels; c++) {
          double off = a[i * channels + c] - b[j * channels + c];
          cost += off * off;
        }
        double before = Math.min(above[j], above[j + 1]);
        left = cost + (left < before ? left : before);
        row[j + 1] = left;
        lowest = Math.min(lowest, left);
      }
      if (to + 2 <= query.length()) {
        row[to + 2] = Double.POSITIVE_INFINITY;
      }
      return lowest;
    }

    /**
     * Fills {@code rest[i]}, a bound on what rows i and later add; false if all exceed the bound.
     */
    private boolean boundRest(Steps candidate, double bound) {
      int rows = candidate.length();
      if (rest.length < rows + 1) {
        rest = new double[rows + 1];
      }
      rest[rows] = 0;
      boolean known = rows == query.length();
      int channels = query.channels();
      float[] values = candidate.values();
      for (int i = rows - 1; i >= 0; i--) {
        double sum = rest[i + 1];
        for (int at = i * channels; known && at < (i + 1) * channels; at++) {
          double off = Math.max(0, Math.max(values[at] - largest[at], least[at] - values[at]));
          sum += off * off;
        }
        rest[i] = sum;
        if (sum >= bound) {
          return false;
        }
      }
      return true;
    }
  }
}
