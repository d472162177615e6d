package dev.timestep.task.forecast.ridge;

import dev.timestep.judge.Part;
import dev.timestep.task.forecast.window.ForecastWindows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ridge regression on exactly the network's inputs: the strongest simple opponent.
 *
 * <p>One weight vector per step and target. With standardised inputs x of the n training windows
 * and centred targets y it minimises
 *
 * <pre>  sum over windows (y - wᵀx)² + λ |w|²</pre>
 *
 * without a penalty on the intercept. Inputs, scaling and weights come from training windows only;
 * λ is chosen for each target by mean absolute error over all validation windows, first among
 * {@code n·10⁻⁵ .. n·10²} by decades, then half a decade around the best. The choice looks at no
 * more than eight steps, evenly spaced; all steps share the λ. There is no refit on the validation
 * rows, so that network and ridge learn from the same rows.
 *
 * <p>Source: Hoerl and Kennard, "Ridge Regression: Biased Estimation for Nonorthogonal Problems",
 * Technometrics 12 (1970).
 */
public final class Ridge {
  static final int CHOICE_STEPS = 8;
  private static final int LOWEST_EXPONENT = -5;
  private static final int HIGHEST_EXPONENT = 2;

  private final int windows;
  private final double[] penalties;
  private final double[] validationErrors;
  private final RidgeGroups groups;

  private Ridge(int windows, double[] penalties, double[] validationErrors, RidgeGroups groups) {
    this.windows = windows;
    this.penalties = penalties;
    this.validationErrors = validationErrors;
    this.groups = groups;
  }

  /**
   * Fits on the training windows and chooses λ on the validation windows.
   *
   * @param design inputs; its lags must not exceed the windows' lookback
   * @param targets [target][row]
   * @param windows the windows of the split
   * @return the fitted regression
   * @throws IllegalArgumentException if the design looks back further than the windows do
   */
  public static Ridge fit(RidgeDesign design, double[][] targets, ForecastWindows windows) {
    if (design.history() > windows.lookback()) {
      throw new IllegalArgumentException(
          "Ridge expects lags up to the windows' lookback of %d rows; received %d."
              .formatted(windows.lookback(), design.history()));
    }
    int horizon = windows.horizon();
    RidgeMoments moments =
        new RidgeMoments(
            design,
            targets,
            windows.firstOrigin(Part.TRAIN),
            windows.lastOrigin(Part.TRAIN),
            horizon);
    var choice = new PenaltyChoice(moments, design, targets, windows);
    for (int exponent = LOWEST_EXPONENT; exponent <= HIGHEST_EXPONENT; exponent++) {
      choice.consider(Math.pow(10, exponent));
    }
    for (double decade : Arrays.stream(choice.best.clone()).distinct().toArray()) {
      choice.consider(decade / Math.sqrt(10));
      choice.consider(decade * Math.sqrt(10));
    }
    return new Ridge(
        moments.windows, choice.best, choice.errors, weights(moments, choice.best, horizon));
  }

  /**
   * The weights for penalties that were chosen before.
   *
   * @param targets [target][row]
   * @param origins of the windows to fit, ascending and one row apart
   * @param penalties by target, divided by the number of windows
   */
  public static RidgeGroups weights(
      RidgeDesign design, double[][] targets, int[] origins, int horizon, double... penalties) {
    return weights(
        new RidgeMoments(design, targets, origins[0], origins[origins.length - 1], horizon),
        penalties,
        horizon);
  }

  private static RidgeGroups weights(RidgeMoments moments, double[] penalties, int horizon) {
    int[] all = evenlySpaced(horizon, horizon);
    List<RidgeGroups.Group> groups = new ArrayList<>();
    for (double penalty : Arrays.stream(penalties).distinct().toArray()) {
      int[] members =
          IntStream.range(0, penalties.length).filter(t -> penalties[t] == penalty).toArray();
      var solver = new RidgeSolver(moments, penalty * moments.windows);
      groups.add(new RidgeGroups.Group(members, solver.solve(all, members)));
    }
    return new RidgeGroups(horizon, groups);
  }

  /**
   * Forecasts all targets at one origin.
   *
   * @param design inputs of the same shape as those fitted on
   * @param origin first row to be forecast
   * @return [target][step]
   */
  public double[][] forecast(RidgeDesign design, int origin) {
    return groups.forecast(design, origin);
  }

  /** The chosen λ of a target. */
  public double penalty(int target) {
    return penalties[target] * windows;
  }

  /** The chosen λ of a target divided by the number of training windows. */
  public double relativePenalty(int target) {
    return penalties[target];
  }

  /** Mean absolute error of a target over the validation windows and the steps looked at. */
  public double validationError(int target) {
    return validationErrors[target];
  }

  /** Number of inputs per step: lags and known features. */
  public int inputs() {
    return groups.lagInputs() + groups.known();
  }

  /** The weights alone, for a model file. */
  public RidgeGroups weights() {
    return groups;
  }

  static int[] evenlySpaced(int count, int horizon) {
    int[] steps = new int[count];
    for (int i = 0; i < count; i++) {
      steps[i] = count == 1 ? horizon / 2 : (int) ((long) i * (horizon - 1) / (count - 1));
    }
    return steps;
  }

  /** Keeps, for each target, the penalty with the lowest validation error so far. */
  private static final class PenaltyChoice {
    private final RidgeMoments moments;
    private final RidgeDesign design;
    private final double[][] targets;
    private final int[] origins;
    private final int[] steps;
    private final double[] best;
    private final double[] errors;

    PenaltyChoice(
        RidgeMoments moments, RidgeDesign design, double[][] targets, ForecastWindows windows) {
      this.moments = moments;
      this.design = design;
      this.targets = targets;
      origins = windows.origins(Part.VALIDATION);
      steps = evenlySpaced(Math.min(CHOICE_STEPS, windows.horizon()), windows.horizon());
      best = new double[targets.length];
      errors = new double[targets.length];
      Arrays.fill(errors, Double.POSITIVE_INFINITY);
      // The strongest penalty is the safe answer if no error compares lower than infinity.
      Arrays.fill(best, Math.pow(10, HIGHEST_EXPONENT));
    }

    void consider(double relativePenalty) {
      RidgeWeights weights =
          new RidgeSolver(moments, relativePenalty * moments.windows)
              .solve(steps, evenlySpaced(targets.length, targets.length));
      double[] sums = new double[targets.length];
      for (int origin : origins) {
        double[] forecast = weights.forecast(design, origin);
        for (int column = 0; column < forecast.length; column++) {
          int target = column % targets.length;
          double truth = targets[target][origin + steps[column / targets.length]];
          sums[target] += Math.abs(forecast[column] - truth);
        }
      }
      for (int target = 0; target < sums.length; target++) {
        double error = sums[target] / ((double) origins.length * steps.length);
        if (error < errors[target]) {
          errors[target] = error;
          best[target] = relativePenalty;
        }
      }
    }
  }
}
