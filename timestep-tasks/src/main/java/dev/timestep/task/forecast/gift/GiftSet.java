package dev.timestep.task.forecast.gift;

import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.TableException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One data set with its step: what a description says of it.
 *
 * @param name name of the data set with its step, as the board writes it: {@code ett1/H}
 * @param form how its files stand
 * @param files paths relative to the folder of the description; of rows, later files continue the
 *     series of the first
 * @param step step between the values that are forecast: {@code 15min, h, d, w, m}
 * @param time time column of a table; found where it is left out
 * @param columns columns of a table, each a series; all that hold numbers where none is named
 * @param aggregate rows that are put together first
 * @param terms how far is forecast
 * @param horizon prediction length where it is not that of the step
 * @param windows test windows where they are not counted from the length
 * @param fitSeason season that models are told where it is not that of the board's MASE, which
 *     knows no week of days
 * @param owa whether the overall weighted average of the M4 competition is formed
 * @param published what others report
 */
public record GiftSet(
    String name,
    Form form,
    List<String> files,
    String step,
    Optional<String> time,
    List<String> columns,
    Optional<GiftAggregate> aggregate,
    List<GiftTerm> terms,
    Optional<Integer> horizon,
    Optional<Integer> windows,
    Optional<Integer> fitSeason,
    boolean owa,
    List<GiftPublished> published) {
  /** How files stand. */
  public enum Form {
    /** Rows in time, a column for each series. */
    TABLE,
    /** A row for each series: its name, then its values; a first line of column names. */
    ROWS
  }

  /** Checks what can be checked without the data. */
  public GiftSet {
    files = List.copyOf(files);
    columns = List.copyOf(columns);
    terms = List.copyOf(terms);
    published = List.copyOf(published);
    require(!name.isBlank(), "name expects a text such as ett1/H; received a blank one.");
    require(!files.isEmpty(), "files expects one file or more; received none.");
    require(
        form == Form.ROWS || files.size() == 1,
        "files expects one file for the form table; received " + files.size() + ".");
    require(!terms.isEmpty(), "terms expects one of short, medium, long or more; received none.");
    require(unique(terms), "terms expects each term once; received " + terms + ".");
    require(unique(columns), "columns expects each column once; received " + columns + ".");
    positive("horizon", horizon);
    positive("windows", windows);
    positive("fit_season", fitSeason);
    Frequency frequency = step("step", step);
    require(
        form == Form.TABLE || (time.isEmpty() && columns.isEmpty() && aggregate.isEmpty()),
        "time, columns and aggregate are for the form table; leave them out for the form rows.");
    boolean groups =
        frequency.step() == 1
            && switch (frequency.unit()) {
              case HOUR, DAY, MONTH -> true;
              default -> false;
            };
    require(
        aggregate.isEmpty() || groups,
        "aggregate expects the step h, d or m to put rows together to; received " + step + ".");
    require(
        horizon.isPresent() || GiftConfiguration.length(frequency).isPresent(),
        "horizon is needed for the step "
            + step
            + ": the board has prediction lengths for minutes, hours, days, weeks and months"
            + " only.");
    for (GiftPublished one : published) {
      require(
          terms.contains(one.term()),
          "published expects the terms of the set; received " + one.term().label() + ".");
    }
  }

  /** The step between the values that are forecast. */
  Frequency frequency() {
    return step("step", step);
  }

  /** Its configurations, in the order of its terms. */
  List<GiftConfiguration> configurations() {
    return terms.stream().map(term -> new GiftConfiguration(this, term)).toList();
  }

  static Frequency step(String field, String text) {
    try {
      return Frequency.parse(text);
    } catch (TableException e) {
      throw new IllegalArgumentException(
          field + " expects a step such as 15min, h, d, w or m; received \"" + text + "\".", e);
    }
  }

  private static <T> boolean unique(List<T> values) {
    Set<T> seen = new HashSet<>(values);
    return seen.size() == values.size();
  }

  private static void positive(String field, Optional<Integer> value) {
    require(
        value.isEmpty() || value.get() >= 1,
        field + " expects a whole number of 1 or more; received " + value.orElse(0) + ".");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
