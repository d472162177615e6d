package dev.timestep.task.forecast.window;

/**
 * Sums over a series that lose no digits, whatever its level and scale: a swing of 3e5 on a level
 * of 1.2e12, or values of 4e-9.
 *
 * <p>Values near each other are subtracted without rounding, so every sum runs over differences
 * from one value of the series.
 */
public final class SeriesMath {
  /** Share of a series' mean deviation that counts as rounding, as a computed wave leaves it. */
  private static final double ROUNDING = 1e-13;

  private SeriesMath() {}

  /** Mean of the rows {@code [from, to)}; exactly the value where they are all equal. */
  public static double mean(double[] values, int from, int to) {
    double first = values[from];
    double sum = 0;
    for (int at = from; at < to; at++) {
      sum += values[at] - first;
    }
    return first + sum / (to - from);
  }

  /**
   * Standard deviation of the rows {@code [from, to)} around their mean; 0 where they vary by no
   * more than rounding.
   */
  public static double deviation(double[] values, int from, int to, double mean) {
    double largest = 0;
    for (int at = from; at < to; at++) {
      largest = Math.max(largest, Math.abs(values[at] - mean));
    }
    // Values far below or above 1 have squares that a double cannot hold.
    double squares = 0;
    for (int at = from; at < to && largest > 0; at++) {
      double relative = (values[at] - mean) / largest;
      squares += relative * relative;
    }
    double deviation = largest * Math.sqrt(squares / (to - from));
    return deviation > 4 * Math.ulp(mean) ? deviation : 0;
  }

  /**
   * Differences between values of the rows {@code [from, to)} up to this are rounding, not data.
   */
  public static double rounding(double[] values, int from, int to) {
    double mean = mean(values, from, to);
    double size = 0;
    double distance = 0;
    // Means, not extremes: a single reading of 1e15 must not make all others look alike.
    for (int at = from; at < to; at++) {
      size += Math.abs(values[at]) / (to - from);
      distance += Math.abs(values[at] - mean) / (to - from);
    }
    return ROUNDING * distance + 4 * Math.ulp(size);
  }

  /** Whether the first {@code rows} are one and the same value, but for rounding. */
  public static boolean constant(double[] values, int rows) {
    return firstChange(values, rows) == rows;
  }

  /** The first of {@code rows} that is not the first value; {@code rows} where there is none. */
  public static int firstChange(double[] values, int rows) {
    double rounding = 4 * Math.ulp(values[0]);
    int row = 1;
    while (row < rows && Math.abs(values[row] - values[0]) <= rounding) {
      row++;
    }
    return row;
  }

  /** The latest known value in the slot of step h (from 0): {@code y[t - m + (h mod m)]}. */
  public static double sameSlot(double[] y, int origin, int h, int season) {
    return y[origin - season + h % season];
  }

  /** The mean of the same slot over the last seasons. */
  public static double slotMean(double[] y, int origin, int h, int season, int periods) {
    int slot = origin + h % season;
    double latest = y[slot - season];
    double sum = 0;
    for (int period = 2; period <= periods; period++) {
      sum += y[slot - period * season] - latest;
    }
    return latest + sum / periods;
  }
}
