package dev.timestep.task.forecast.covariate;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.NumberText;
import dev.timestep.task.forecast.window.SeriesMath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether columns that are said to be known in advance are the target in disguise, or were measured
 * rather than planned.
 *
 * <p>A score that stands on the true values of such a column says nothing about forecasts made
 * before it is known: the counts of two kinds of customers add up to the count of all, and the
 * weather of tomorrow is a forecast itself. Nothing in a table proves when a value was known, so
 * what is found is named and the user decides.
 *
 * <pre>{@code
 * List<String> found = new DisguiseCheck(names, columns, 24).of("cnt", counts);
 * }</pre>
 */
public final class DisguiseCheck {
  /** Share of the target's variance from which columns together are the target. */
  private static final double WHOLE = 0.999;

  /** The same of a single column, from season to season. */
  private static final double MOST = 0.9;

  /** A plan has few values, or repeats them; a measurement has many. */
  private static final int MANY_VALUES = 20;

  /** Share of rows in which a measurement moves at least. */
  private static final double OFTEN = 0.3;

  /** Share of rows that repeat the row of a season ago, or go on as before, in a plan. */
  private static final double REPEATS = 0.9;

  private final List<String> names;
  private final double[][] columns;
  private final int season;

  /**
   * A check of columns that are known in advance.
   *
   * @param names of the columns of numbers
   * @param columns [column][row]
   * @param season rows per season, 1 if there is none
   */
  public DisguiseCheck(List<String> names, double[][] columns, int season) {
    this.names = List.copyOf(names);
    this.columns = columns.clone();
    this.season = season;
  }

  /**
   * What is found about a target.
   *
   * @param target its name
   * @param values of the target in the same rows
   */
  public List<String> of(String target, double[] values) {
    Optional<String> sum = whole(target, values);
    if (sum.isPresent()) {
      return List.of(sum.get());
    }
    List<String> found = new ArrayList<>();
    for (int c = 0; c < columns.length; c++) {
      // A column of two values is a switch: it may move much, and is no part of the target.
      if (Arrays.stream(columns[c]).distinct().limit(3).count() <= 2) {
        continue;
      }
      double share = sharedVariance(seasonal(columns[c]), seasonal(values));
      if (share >= MOST) {
        found.add(
            "leak? %s moves as %s does: it explains %s of its changes in the same row. If it is"
                    .formatted(names.get(c), target, NumberText.percent(share))
                + " not known before the forecast, read it with %s".formatted(setting("past")));
      }
    }
    return found;
  }

  /** Columns that were measured, as far as their values tell. */
  public List<String> measured() {
    List<String> found = new ArrayList<>();
    for (int c = 0; c < columns.length; c++) {
      if (isMeasured(columns[c])) {
        found.add(
            "leak? %s is given as known in advance, but looks measured: it moves from row to row"
                    .formatted(names.get(c))
                + " and does not repeat itself. The scores take its true values as known. If a"
                + " forecast is made before they are, read it with %s".formatted(setting("past")));
      }
    }
    return found;
  }

  /** Adds the column that explains most of what is left, until all is explained. */
  private Optional<String> whole(String target, double[] values) {
    double[] left = centred(values);
    double all = square(left);
    double[][] candidates =
        Arrays.stream(columns).map(DisguiseCheck::centred).toArray(double[][]::new);
    List<String> used = new ArrayList<>();
    while (all > 0 && used.size() < candidates.length) {
      int best = -1;
      double most = 0;
      for (int c = 0; c < candidates.length; c++) {
        double size = square(candidates[c]);
        double product = product(candidates[c], left);
        double gain = size > 1e-9 * values.length ? product * product / size : 0;
        if (gain > most) {
          most = gain;
          best = c;
        }
      }
      if (best < 0) {
        return Optional.empty();
      }
      double[] chosen = candidates[best].clone();
      double size = square(chosen);
      subtract(left, chosen, product(left, chosen) / size);
      for (double[] other : candidates) {
        subtract(other, chosen, product(other, chosen) / size);
      }
      used.add(names.get(best));
      double share = 1 - square(left) / all;
      if (share >= WHOLE) {
        return Optional.of(
            "leak: %s %s in disguise: %s of it is given by %s of the same row. Whoever knows %s need"
                    .formatted(
                        String.join(" and ", used),
                        used.size() == 1 ? "is " + target : "are " + target,
                        NumberText.percent(share),
                        used.size() == 1 ? "this column" : "these columns",
                        used.size() == 1 ? "it" : "them")
                + " not forecast. Leave %s out, or read %s with %s"
                    .formatted(
                        used.size() == 1 ? "it" : "them",
                        used.size() == 1 ? "it" : "them",
                        setting("past")));
      }
    }
    return Optional.empty();
  }

  /** Mean 0 and, so that columns of all sizes count alike, mean square 1; zeros for a constant. */
  private static double[] centred(double[] values) {
    double mean = SeriesMath.mean(values, 0, values.length);
    double deviation = SeriesMath.deviation(values, 0, values.length, mean);
    return Arrays.stream(values).map(v -> deviation > 0 ? (v - mean) / deviation : 0).toArray();
  }

  private static double square(double[] values) {
    return product(values, values);
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void subtract(double[] from, double[] other, double factor) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= factor * other[i];
    }
  }

  /** Changes from season to season, which have nothing that only the calendar explains. */
  private double[] seasonal(double[] values) {
    int lag = Math.min(season, values.length - 1);
    double[] changes = new double[values.length - lag];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = values[i + lag] - values[i];
    }
    return changes;
  }

  private static double sharedVariance(double[] a, double[] b) {
    double product = product(centred(a), centred(b)) / a.length;
    return product * product;
  }

  private boolean isMeasured(double[] values) {
    Set<Double> distinct = new HashSet<>();
    int moves = 0;
    int repeats = 0;
    int goesOn = 0;
    for (int row = 0; row < values.length; row++) {
      distinct.add(values[row]);
      moves += row > 0 && values[row] != values[row - 1] ? 1 : 0;
      repeats += row >= season && values[row] == values[row - season] ? 1 : 0;
      goesOn +=
          row > 1 && values[row] - values[row - 1] == values[row - 1] - values[row - 2] ? 1 : 0;
    }
    int rows = values.length;
    return distinct.size() > MANY_VALUES
        && moves > OFTEN * rows
        && repeats < REPEATS * (rows - season)
        && goesOn < REPEATS * (rows - 2);
  }
}
