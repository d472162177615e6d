package dev.timestep.task.forecast.baseline;

/**
 * How far a baseline's forecasts lie from what came, by step: standard deviations taken from the
 * values before the origin {@code T}. With {@code h = 1, 2, ...} and the season m:
 *
 * <pre>
 *   naive, seasonal naive   σ √k,               k = ⌊(h-1)/m⌋ + 1,  σ² = mean (y[t] - y[t-m])²
 *   drift                   σ √(h (1 + h/(T-1))),   σ² = mean (y[t] - y[t-1] - slope)²
 *   the others              √ mean e²  over the baseline's own forecasts from up to 100 earlier
 *                           origins, by period of the horizon, never falling from one to the next
 * </pre>
 *
 * <p>Where no earlier origin reaches a period, its deviation goes on as that of a random walk does.
 * Source: Hyndman and Athanasopoulos, "Forecasting: Principles and Practice", section 5.5.
 */
public final class BaselineSpread {
  private static final int MOST_ORIGINS = 100;

  private BaselineSpread() {}

  /** One deviation per step, 0 where the baseline has made no error. */
  public static double[] of(Baseline baseline, double[] values, int origin, int horizon) {
    return switch (baseline) {
      case Baseline.Naive ignored -> seasonal(values, origin, horizon, 1);
      case Baseline.SeasonalNaive one -> seasonal(values, origin, horizon, one.season());
      case Baseline.Drift ignored -> drift(values, origin, horizon);
      case Baseline.SlotMean one -> measured(one, values, origin, horizon, one.season());
      case Baseline.LastYear one -> measured(one, values, origin, horizon, one.level());
    };
  }

  private static double[] seasonal(double[] values, int origin, int horizon, int season) {
    double squares = 0;
    for (int t = season; t < origin; t++) {
      double change = values[t] - values[t - season];
      squares += change * change;
    }
    double deviation = origin > season ? Math.sqrt(squares / (origin - season)) : 0;
    double[] spread = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      spread[h] = deviation * Math.sqrt(h / season + 1.0);
    }
    return spread;
  }

  private static double[] drift(double[] values, int origin, int horizon) {
    double slope = (values[origin - 1] - values[0]) / (origin - 1);
    double squares = 0;
    for (int t = 1; t < origin; t++) {
      double error = values[t] - values[t - 1] - slope;
      squares += error * error;
    }
    double deviation = Math.sqrt(squares / Math.max(1, origin - 2));
    double[] spread = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      spread[h] = deviation * Math.sqrt((h + 1) * (1 + (h + 1.0) / (origin - 1)));
    }
    return spread;
  }

  private static double[] measured(
      Baseline baseline, double[] values, int origin, int horizon, int period) {
    int first = baseline.history();
    int stride = Math.max(1, (origin - first) / MOST_ORIGINS);
    int periods = (horizon - 1) / period + 1;
    double[] squares = new double[periods];
    int[] counts = new int[periods];
    for (int from = origin - 1; from >= first; from -= stride) {
      int steps = Math.min(horizon, origin - from);
      double[] forecast = baseline.forecast(values, from, steps);
      for (int h = 0; h < steps; h++) {
        double error = values[from + h] - forecast[h];
        squares[h / period] += error * error;
        counts[h / period]++;
      }
    }
    double[] walk = seasonal(values, origin, horizon, 1);
    double[] spread = new double[horizon];
    double before = 0;
    for (int p = 0; p < periods; p++) {
      double now =
          counts[p] > 0
              ? Math.sqrt(squares[p] / counts[p])
              : p == 0 ? walk[horizon - 1] : before * Math.sqrt((p + 1.0) / p);
      before = Math.max(before, now);
      for (int h = p * period; h < Math.min(horizon, (p + 1) * period); h++) {
        spread[h] = before;
      }
    }
    return spread;
  }
}
