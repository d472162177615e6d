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
 * @param weights the network's share of each target and step
 * @param ridge the regression with the weights that were fitted on the training rows
 */
record Mix(MixShares weights, KeptBaseline.Linear ridge) {
  /** Name in JSON and in tables. */
  static final String NAME = "mix";

  Mix(double[][] shares, KeptBaseline.Linear ridge) {
    this(new MixShares(shares), ridge);
  }

  /** The network's share, [target][step]. */
  double[][] shares() {
    return weights.byStep();
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
    MixShares.Choice choice = new MixShares.Choice(series.length, horizon);
    for (int origin : origins) {
      double[][] mine = network.forecast(origin);
      double[][] other = linear.forecast(origin);
      for (int k = 0; k < series.length; k++) {
        for (int h = 0; h < horizon; h++) {
          choice.add(k, h, mine[k][h], other[k][h], series[k][origin + h], 1);
        }
      }
    }
    return choice.shares().byStep();
  }

  /** Mixes a network's forecasts over a table with those of the regression. */
  Forecaster over(ForecastInputs inputs, Forecaster network) {
    Forecaster linear = ridge.over(inputs);
    return origin -> weights.of(network.forecast(origin), linear.forecast(origin));
  }

  /** "network 0 % at step 1, 85 % at step 28, 61 % on average": how much is the network's. */
  String words() {
    double first = Arrays.stream(shares()).mapToDouble(steps -> steps[0]).average().orElseThrow();
    double last =
        Arrays.stream(shares())
            .mapToDouble(steps -> steps[steps.length - 1])
            .average()
            .orElseThrow();
    double all = weights.mean();
    int horizon = shares()[0].length;
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
