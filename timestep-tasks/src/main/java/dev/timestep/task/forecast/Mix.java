package dev.timestep.task.forecast;

import java.util.Arrays;
import java.util.Locale;

/**
 * The network and the ridge regression together: a share of each for every target and step.
 *
 * <pre>
 * y_h = a_h · network_h + (1 − a_h) · ridge_h          a_h in {0, 1/20, …, 1}
 * </pre>
 *
 * <p>A share is the one with the lowest sum of absolute errors over the validation windows, the
 * steps beside it counted too, so that one step's chance does not decide; of equals the one that
 * has more of the network. A linear forecast is often the better one next to the origin, the
 * network farther out. Combining forecasts so goes back to Bates and Granger, "The combination of
 * forecasts" (1969).
 *
 * @param shares [target][step] the network's share, 0 to 1
 * @param ridge the regression with the weights that were fitted on the training rows
 */
record Mix(double[][] shares, KeptBaseline.Linear ridge) {
  /** Name in JSON and in tables. */
  static final String NAME = "mix";

  /** One share more than there are steps of a twentieth. */
  static final int SHARES = 21;

  /** Steps to each side whose errors count for a share. */
  private static final int BESIDE = 1;

  Mix {
    if (!Arrays.stream(shares).allMatch(Mix::areShares)) {
      throw new IllegalArgumentException(
          "A mix expects shares from 0 to 1; received " + Arrays.deepToString(shares) + ".");
    }
  }

  static boolean areShares(double... steps) {
    return Arrays.stream(steps).allMatch(share -> share >= 0 && share <= 1);
  }

  /**
   * Chooses the shares.
   *
   * @param network forecasts at the origins
   * @param linear the same of the ridge regression
   * @param series [target][row]
   * @param origins of the validation windows
   * @return [target][step]
   */
  static double[][] choose(
      Forecaster network, Forecaster linear, double[][] series, int[] origins, int horizon) {
    double[][][] errors = new double[series.length][horizon][SHARES];
    for (int origin : origins) {
      double[][] mine = network.forecast(origin);
      double[][] other = linear.forecast(origin);
      for (int k = 0; k < series.length; k++) {
        for (int h = 0; h < horizon; h++) {
          double truth = series[k][origin + h];
          for (int s = 0; s < SHARES; s++) {
            errors[k][h][s] += Math.abs(mixed(share(s), mine[k][h], other[k][h]) - truth);
          }
        }
      }
    }
    double[][] shares = new double[series.length][horizon];
    for (int k = 0; k < shares.length; k++) {
      for (int h = 0; h < horizon; h++) {
        shares[k][h] = lowest(errors[k], h);
      }
    }
    return shares;
  }

  private static double share(int index) {
    return (double) index / (SHARES - 1);
  }

  private static double lowest(double[][] errors, int h) {
    int from = Math.max(0, h - BESIDE);
    int to = Math.min(errors.length - 1, h + BESIDE);
    int best = SHARES - 1;
    double least = Double.POSITIVE_INFINITY;
    for (int s = SHARES - 1; s >= 0; s--) {
      double sum = 0;
      for (int step = from; step <= to; step++) {
        sum += errors[step][s];
      }
      if (sum < least) {
        least = sum;
        best = s;
      }
    }
    return share(best);
  }

  /** At a share of 0 or 1 this is the one forecast to its last bit. */
  private static double mixed(double share, double network, double linear) {
    if (share == 1) {
      return network;
    }
    return share == 0 ? linear : share * network + (1 - share) * linear;
  }

  /** Mixes a network's forecasts over a table with those of the regression. */
  Forecaster over(ForecastInputs inputs, Forecaster network) {
    Forecaster linear = ridge.over(inputs);
    return origin -> of(network.forecast(origin), linear.forecast(origin));
  }

  private double[][] of(double[][] network, double[][] linear) {
    double[][] mixed = new double[network.length][];
    for (int k = 0; k < mixed.length; k++) {
      mixed[k] = new double[network[k].length];
      for (int h = 0; h < mixed[k].length; h++) {
        mixed[k][h] = mixed(shares[k][h], network[k][h], linear[k][h]);
      }
    }
    return mixed;
  }

  /** "network 0 % at step 1, 85 % at step 28, 61 % on average": how much is the network's. */
  String words() {
    double first = Arrays.stream(shares).mapToDouble(steps -> steps[0]).average().orElseThrow();
    double last =
        Arrays.stream(shares).mapToDouble(steps -> steps[steps.length - 1]).average().orElseThrow();
    double all = Arrays.stream(shares).flatMapToDouble(Arrays::stream).average().orElseThrow();
    int horizon = shares[0].length;
    return horizon == 1
        ? String.format(Locale.ROOT, "the network's share is %.0f %%", 100 * all)
        : String.format(
            Locale.ROOT,
            "the network's share is %.0f %% at step 1, %.0f %% at step %d, %.0f %% on average",
            100 * first,
            100 * last,
            horizon,
            100 * all);
  }
}
