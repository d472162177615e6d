package dev.timestep.task.forecast.statistical;

/**
 * Local regression on numbers that are evenly spaced: at each place a constant or a straight line is
 * fitted to the nearest {@code window} values, with weights {@code (1 - |distance|³)³}.
 *
 * <p>Source: Cleveland, "Robust Locally Weighted Regression and Smoothing Scatterplots", Journal of
 * the American Statistical Association 74 (1979).
 *
 * @param window values that take part, odd; more than there are widen the weights
 * @param line whether a line is fitted rather than a constant
 * @param jump every how many places are fitted; those between lie on a straight line
 */
record Loess(int window, boolean line, int jump) {
  /** A smoother that fits one place in ten of its window, as the authors of STL advise. */
  static Loess of(int window, boolean line) {
    return new Loess(window, line, (window + 9) / 10);
  }

  /** The smooth values at each place. */
  double[] smooth(double[] values) {
    int n = values.length;
    double[] smooth = new double[n];
    int step = Math.max(1, Math.min(jump, n - 1));
    int previous = 0;
    smooth[0] = at(values, 0);
    while (previous < n - 1) {
      // The last place is always fitted.
      int next = Math.min(previous + step, n - 1);
      smooth[next] = at(values, next);
      for (int i = previous + 1; i < next; i++) {
        double share = (double) (i - previous) / (next - previous);
        smooth[i] = smooth[previous] + share * (smooth[next] - smooth[previous]);
      }
      previous = next;
    }
    return smooth;
  }

  /** The smooth value at one place, which may lie one step outside. */
  double at(double[] values, int place) {
    int n = values.length;
    int count = Math.min(window, n);
    int left = Math.min(Math.max(place - (window - 1) / 2, 0), n - count);
    int right = left + count - 1;
    double reach = Math.max(place - left, right - place) + Math.max(0, (window - n) / 2);
    double[] weights = new double[count];
    double total = 0;
    for (int i = 0; i < count; i++) {
      weights[i] = weight(Math.abs(left + i - place), reach);
      total += weights[i];
    }
    double centre = 0;
    for (int i = 0; i < count; i++) {
      weights[i] /= total;
      centre += weights[i] * (left + i);
    }
    double spread = 0;
    for (int i = 0; i < count; i++) {
      spread += weights[i] * (left + i - centre) * (left + i - centre);
    }
    boolean sloped = line && Math.sqrt(spread) > 0.001 * (n - 1);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double slope = sloped ? (place - centre) / spread * (left + i - centre) : 0;
      sum += weights[i] * (1 + slope) * values[left + i];
    }
    return sum;
  }

  private static double weight(double distance, double reach) {
    if (distance > 0.999 * reach) {
      // A window of one value has no reach, and that value alone counts.
      return reach == 0 ? 1 : 0;
    }
    double cube = Math.pow(distance / reach, 3);
    return distance <= 0.001 * reach ? 1 : Math.pow(1 - cube, 3);
  }
}
