package dev.timestep.task.forecast.panel;

import dev.timestep.task.forecast.covariate.ColumnFacts;
import dev.timestep.task.forecast.covariate.Covariate;
import dev.timestep.task.table.panel.PanelSeries;
import dev.timestep.task.table.panel.PanelTable;
import dev.timestep.task.table.panel.PanelValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
      ColumnFacts facts = new ColumnFacts(column);
      for (PanelSeries one : table.series()) {
        facts.add(one.staticValue(column));
      }
      covariate(facts, table, column, true, false, "the series", notes).ifPresent(statics::add);
    }
    return new PanelCovariates(covariates, statics, notes);
  }

  private static Optional<Covariate> column(
      PanelTable table, String column, boolean ahead, PanelParts parts, List<String> notes) {
    ColumnFacts facts = new ColumnFacts(column);
    for (PanelSeries one : table.series()) {
      PanelValues values = one.values(column);
      int rows = Math.max(1, parts.train(one.rows()));
      for (int row = 0; row < rows; row++) {
        facts.add(values.get(row));
      }
    }
    return covariate(facts, table, column, ahead, true, "the training rows of all series", notes);
  }

  private static Optional<Covariate> covariate(
      ColumnFacts facts,
      PanelTable table,
      String column,
      boolean ahead,
      boolean mayBeCodes,
      String where,
      List<String> notes) {
    List<String> words = table.categories().of(column);
    Map<Double, String> byCode = new HashMap<>();
    for (int code = 0; code <= words.size() && !words.isEmpty(); code++) {
      byCode.put((double) code, table.categories().word(column, code));
    }
    Optional<String> useless = facts.useless(byCode, where);
    if (useless.isEmpty() && words.size() > MOST_CATEGORIES) {
      useless =
          Optional.of(
              "%s is left out: it holds %d different texts, and a column of texts may have %d."
                  .formatted(column, words.size(), MOST_CATEGORIES));
    }
    useless.ifPresent(notes::add);
    return useless.isPresent()
        ? Optional.empty()
        : Optional.of(
            words.isEmpty() ? facts.numbers(ahead, mayBeCodes) : facts.categories(ahead, words));
  }
}
