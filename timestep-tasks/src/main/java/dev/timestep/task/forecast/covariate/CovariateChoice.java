package dev.timestep.task.forecast.covariate;

import dev.timestep.judge.NumberText;
import dev.timestep.task.forecast.window.SeriesMath;
import dev.timestep.task.table.TimeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Chooses how the columns beside the targets are read, from the training rows alone.
 *
 * <pre>{@code
 * CovariateChoice choice = CovariateChoice.of(names, table, split.train());
 * List<Covariate> covariates = choice.covariates();
 * }</pre>
 *
 * @param covariates what is read
 * @param notes what was left out, and why
 */
public record CovariateChoice(List<Covariate> covariates, List<String> notes) {
  /** Whole numbers of so many kinds at most may be codes, such as days of the week. */
  private static final int MOST_LEVELS = 12;

  /** A level that is seen less often has no input of its own. */
  private static final int LEAST_ROWS = 10;

  public CovariateChoice {
    covariates = List.copyOf(covariates);
    notes = List.copyOf(notes);
  }

  /**
   * Chooses.
   *
   * @param names of the columns, which the table has
   * @param trainRows rows of the training part
   */
  public static CovariateChoice of(CovariateNames names, TimeTable table, int trainRows) {
    List<Covariate> covariates = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (String column : names.past()) {
      choose(column, false, table, trainRows, notes).ifPresent(covariates::add);
    }
    for (String column : names.future()) {
      choose(column, true, table, trainRows, notes).ifPresent(covariates::add);
    }
    return new CovariateChoice(covariates, notes);
  }

  private static Optional<Covariate> choose(
      String column, boolean ahead, TimeTable table, int trainRows, List<String> notes) {
    double[] values = Arrays.copyOf(table.known(column), trainRows);
    boolean[] filled = table.filled(column);
    boolean gaps = false;
    for (int row = 0; row < trainRows; row++) {
      gaps |= filled[row];
    }
    List<String> texts = table.categories(column);
    if (SeriesMath.constant(values, trainRows)) {
      String value =
          texts.isEmpty() ? NumberText.exact(values[0]) : "\"" + texts.get((int) values[0]) + "\"";
      notes.add(
          "%s is left out: it is %s in all %d training rows.".formatted(column, value, trainRows));
      return Optional.empty();
    }
    if (!texts.isEmpty()) {
      Set<String> seen = new LinkedHashSet<>();
      for (double code : values) {
        seen.add(texts.get((int) code));
      }
      return Optional.of(new Covariate(column, ahead, 0, 1, List.copyOf(seen), List.of(), gaps));
    }
    double mean = SeriesMath.mean(values, 0, trainRows);
    double deviation = SeriesMath.deviation(values, 0, trainRows, mean);
    return Optional.of(
        new Covariate(
            column, ahead, mean, deviation > 0 ? deviation : 1, List.of(), levels(values), gaps));
  }

  /** The values of a column of few whole numbers, which may be codes; empty for another one. */
  private static List<Double> levels(double[] values) {
    TreeMap<Double, Integer> counts = new TreeMap<>();
    for (double value : values) {
      if (value != Math.rint(value)) {
        return List.of();
      }
      counts.merge(value, 1, Integer::sum);
      if (counts.size() > MOST_LEVELS) {
        return List.of();
      }
    }
    return counts.size() <= 2
        ? List.of()
        : counts.entrySet().stream()
            .filter(level -> level.getValue() >= LEAST_ROWS)
            .map(Map.Entry::getKey)
            .toList();
  }
}
