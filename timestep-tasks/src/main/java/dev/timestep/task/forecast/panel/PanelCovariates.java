package dev.timestep.task.forecast.panel;

import dev.timestep.judge.NumberText;
import dev.timestep.task.forecast.covariate.Covariate;
import dev.timestep.task.table.panel.PanelSeries;
import dev.timestep.task.table.panel.PanelTable;
import dev.timestep.task.table.panel.PanelValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Chooses how the columns beside the targets are read, from the training rows of all series.
 *
 * @param covariates columns of a value in each row
 * @param statics columns of one value a series
 * @param notes what was left out, and why
 */
record PanelCovariates(List<Covariate> covariates, List<Covariate> statics, List<String> notes) {
  /** Texts of a column that has an input for each. */
  private static final int MOST_CATEGORIES = 256;

  private static final int MOST_LEVELS = 12;
  private static final int LEAST_ROWS = 10;

  PanelCovariates {
    covariates = List.copyOf(covariates);
    statics = List.copyOf(statics);
    notes = List.copyOf(notes);
  }

  static PanelCovariates of(PanelTable table, PanelParts parts) {
    List<Covariate> covariates = new ArrayList<>();
    List<Covariate> statics = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (String column : table.columns().past()) {
      column(table, column, false, parts, notes).ifPresent(covariates::add);
    }
    for (String column : table.columns().future()) {
      column(table, column, true, parts, notes).ifPresent(covariates::add);
    }
    for (String column : table.columns().statics()) {
      Found found = new Found();
      for (PanelSeries one : table.series()) {
        found.add(one.staticValue(column));
      }
      found.of(table, column, true, false, notes).ifPresent(statics::add);
    }
    return new PanelCovariates(covariates, statics, notes);
  }

  private static Optional<Covariate> column(
      PanelTable table, String column, boolean ahead, PanelParts parts, List<String> notes) {
    Found found = new Found();
    for (PanelSeries one : table.series()) {
      PanelValues values = one.values(column);
      int rows = Math.max(1, parts.train(one.rows()));
      for (int row = 0; row < rows; row++) {
        found.add(values.get(row));
      }
    }
    return found.of(table, column, ahead, true, notes);
  }

  /** What the values of a column are like. */
  private static final class Found {
    private final TreeMap<Double, Integer> counts = new TreeMap<>();
    private boolean whole = true;
    private boolean gaps;
    private boolean differs;
    private long count;
    private double first = Double.NaN;
    private double mean;
    private double squares;

    void add(double value) {
      if (Double.isNaN(value)) {
        gaps = true;
        return;
      }
      first = count == 0 ? value : first;
      differs |= value != first;
      count++;
      double away = value - mean;
      mean += away / count;
      squares += away * (value - mean);
      whole &= value == Math.rint(value);
      if (whole && counts.size() <= MOST_LEVELS) {
        counts.merge(value, 1, Integer::sum);
      }
    }

    Optional<Covariate> of(
        PanelTable table, String column, boolean ahead, boolean rows, List<String> notes) {
      List<String> words = table.categories().of(column);
      if (count == 0 || !differs) {
        notes.add(
            count == 0
                ? "%s is left out: no training row has a value of it.".formatted(column)
                : "%s is left out: it is %s in all training rows of all series."
                    .formatted(
                        column,
                        words.isEmpty()
                            ? NumberText.exact(first)
                            : "\"" + table.categories().word(column, (int) first) + "\""));
        return Optional.empty();
      }
      if (words.size() > MOST_CATEGORIES) {
        notes.add(
            "%s is left out: it holds %d different texts, and a column of texts may have %d."
                .formatted(column, words.size(), MOST_CATEGORIES));
        return Optional.empty();
      }
      if (!words.isEmpty()) {
        return Optional.of(new Covariate(column, ahead, 0, 1, words, List.of(), gaps));
      }
      double deviation = Math.sqrt(squares / count);
      List<Double> levels =
          !rows || !whole || counts.size() > MOST_LEVELS || counts.size() <= 2
              ? List.of()
              : counts.entrySet().stream()
                  .filter(level -> level.getValue() >= LEAST_ROWS)
                  .map(Map.Entry::getKey)
                  .toList();
      return Optional.of(
          new Covariate(
              column, ahead, mean, deviation > 0 ? deviation : 1, List.of(), levels, gaps));
    }
  }
}
