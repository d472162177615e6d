package dev.timestep.task.forecast.statistical;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a form of exponential smoothing is passed over, however likely it makes the values: carried
 * on, it could explode.
 */
enum EtsDoubt {
  /**
   * The steepest trend of the fit, carried on for half as many rows as were fitted, would move the
   * level by more than the range of the values.
   */
  TREND("whose trend would leave the range of the values") {
    @Override
    boolean about(EtsSearch.Estimate estimate, double[] values) {
      if (!estimate.form().hasTrend()) {
        return false;
      }
      double phi = estimate.weights().phi();
      double rows = values.length / 2.0;
      double carried = phi < 1 ? phi * (1 - Math.pow(phi, rows)) / (1 - phi) : rows;
      double range =
          Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow();
      return estimate.likelihood().steepest() * carried > range;
    }
  },

  /**
   * A level is learned from {@code y / s} and forecast as {@code q s}: an error where the season is
   * lowest comes back {@code alpha max(s) / min(s)} times as large where it is highest. One row out
   * of step then throws all that follow.
   */
  SEASON("whose season would multiply an error tenfold") {
    @Override
    boolean about(EtsSearch.Estimate estimate, double[] values) {
      if (estimate.form().season() != EtsPart.MULTIPLICATIVE) {
        return false;
      }
      var run = new EtsRun(estimate.form(), estimate.weights(), estimate.states());
      double[] first = estimate.states().seasons();
      double least = Arrays.stream(first).min().orElseThrow();
      double most = Arrays.stream(first).max().orElseThrow();
      for (double value : values) {
        least = Math.min(least, run.effect());
        most = Math.max(most, run.effect());
        run.step(value);
      }
      return !(estimate.weights().alpha() * most <= MOST_MULTIPLIED * least);
    }
  },

  /**
   * Errors that multiply are taken for normal, with {@code 1 + e} above zero. Of a deviation of a
   * half, more than two in a hundred are not, and intervals grow without bound.
   */
  ERRORS("whose errors are too large to be multiplied") {
    @Override
    boolean about(EtsSearch.Estimate estimate, double[] values) {
      return estimate.form().error() == EtsPart.MULTIPLICATIVE
          && !(estimate.likelihood().squares() <= MOST_ERROR * MOST_ERROR * values.length);
    }
  };

  private static final int MOST_MULTIPLIED = 10;
  private static final double MOST_ERROR = 0.5;

  private final String words;

  EtsDoubt(String words) {
    this.words = words;
  }

  /** Whether it is in doubt for this. */
  abstract boolean about(EtsSearch.Estimate estimate, double[] values);

  /** What a fit to these values is passed over for, first of all. */
  static Optional<EtsDoubt> of(EtsSearch.Estimate estimate, double[] values) {
    return Arrays.stream(values()).filter(doubt -> doubt.about(estimate, values)).findFirst();
  }

  /** The reason, to follow the form. */
  String words() {
    return words;
  }
}
