package dev.timestep.task.forecast.statistical;

import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Exponential smoothing on its way through a series, with its forecasts. With c[j] = alpha + beta
 * (phi + .. + phi^j) + gamma [m divides j] the variance of step h is
 *
 * <ul>
 *   <li>for added errors {@code s² (1 + sum over j < h of c[j]²)};
 *   <li>for multiplied errors and an added season, with f the forecasts, {@code (1 + s²) t[h] -
 *       f[h]²}, where {@code t[h] = f[h]² + s² sum over j < h of c[j]² t[h-j]};
 *   <li>otherwise there is no formula, and paths are simulated, seeded.
 * </ul>
 *
 * Source: Hyndman, Koehler, Ord and Snyder (2008), chapter 6.
 */
final class EtsCarried implements Carried {
  /** Pairs of paths; the second of a pair has the first one's errors with their signs turned. */
  private static final int PAIRS = 2_000;

  private static final long SEED = 42;

  private final EtsForm form;
  private final int season;
  private final EtsWeights weights;
  private final double sigma;
  private final EtsRun run;

  EtsCarried(EtsForm form, int season, EtsWeights weights, double sigma, EtsStates first) {
    this.form = form;
    this.season = season;
    this.weights = weights;
    this.sigma = sigma;
    run = new EtsRun(form, weights, first);
  }

  @Override
  public void step(double value) {
    run.step(value);
  }

  @Override
  public SeriesForecast forecast(int horizon) {
    EtsStates now = run.states();
    double[] point = new double[horizon];
    var ahead = new EtsRun(form, weights, now);
    for (int step = 0; step < horizon; step++) {
      point[step] = ahead.expected();
      ahead.step(point[step]);
    }
    boolean simulated =
        form.trend() == EtsPart.MULTIPLICATIVE || form.season() == EtsPart.MULTIPLICATIVE;
    return simulated
        ? new LazyForecast(point, () -> new SampledForecast(point, paths(now, horizon)))
        : new NormalForecast(point, deviations(point), false);
  }

  private double[] deviations(double[] point) {
    boolean relative = form.error() == EtsPart.MULTIPLICATIVE;
    // The squares of the forecasts themselves may be too large or too small for a number.
    double unit = Ets.unit(point);
    double[] second = new double[point.length];
    double[] deviations = new double[point.length];
    double[] squares = responses(point.length);
    double added = 1;
    for (int step = 0; step < point.length; step++) {
      if (relative) {
        double mean = point[step] / unit * (point[step] / unit);
        second[step] = mean;
        for (int back = 1; back <= step; back++) {
          second[step] += sigma * sigma * squares[back] * second[step - back];
        }
        double variance = Math.max(0, (1 + sigma * sigma) * second[step] - mean);
        deviations[step] = unit * Math.sqrt(variance);
      } else {
        deviations[step] = sigma * Math.sqrt(added);
        added += step + 1 < point.length ? squares[step + 1] : 0;
      }
    }
    return deviations;
  }

  /** The squares c[j]² of what an error still moves j rows later. */
  private double[] responses(int horizon) {
    double[] squares = new double[horizon];
    double growth = 0;
    double power = 1;
    for (int back = 1; back < horizon; back++) {
      power *= weights.phi();
      growth += power;
      double response = weights.alpha() + weights.beta() * growth;
      if (form.seasonal() && back % season == 0) {
        response += weights.gamma();
      }
      squares[back] = response * response;
    }
    return squares;
  }

  private double[][] paths(EtsStates now, int horizon) {
    var random = new SplittableRandom(SEED);
    boolean relative = form.error() == EtsPart.MULTIPLICATIVE;
    double[][] samples = new double[horizon][2 * PAIRS];
    double[] errors = new double[horizon];
    for (int pair = 0; pair < PAIRS; pair++) {
      for (int step = 0; step < horizon; step++) {
        errors[step] = sigma * random.nextGaussian();
      }
      for (int sign = 0; sign < 2; sign++) {
        var path = new EtsRun(form, weights, now);
        for (int step = 0; step < horizon; step++) {
          double error = sign == 0 ? errors[step] : -errors[step];
          double expected = path.expected();
          double value = relative ? expected * (1 + Math.max(-1, error)) : expected + error;
          samples[step][2 * pair + sign] = value;
          path.step(value);
        }
      }
    }
    return samples;
  }

  /** A forecast that is simulated when a quantile is first asked for. */
  private static final class LazyForecast implements SeriesForecast {
    private final double[] point;
    private final Supplier<SeriesForecast> simulation;
    private volatile @Nullable SeriesForecast simulated;

    LazyForecast(double[] point, Supplier<SeriesForecast> simulation) {
      this.point = point;
      this.simulation = simulation;
    }

    @Override
    public double[] point() {
      return point.clone();
    }

    @Override
    public double[] quantile(double level) {
      SeriesForecast known = simulated;
      if (known == null) {
        known = simulation.get();
        simulated = known;
      }
      return known.quantile(level);
    }

    @Override
    public double[][] quantiles(double... levels) {
      SeriesForecast known = simulated;
      return (known == null ? simulation.get() : known).quantiles(levels);
    }

    @Override
    public boolean simulated() {
      return true;
    }
  }
}
