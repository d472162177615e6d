package dev.timestep.task.table;

import static dev.timestep.task.message.Setting.setting;

/**
 * The rows of one series in a table that holds several: those with {@code value} in {@code column}.
 *
 * @param column name of the column that separates the series
 * @param value the text of its cells, blanks around it not counted
 */
public record Where(String column, String value) {

  public Where {
    column = column.strip();
    value = value.strip();
    if (column.isEmpty()) {
      throw new TableException(
          setting("where")
              + " expects COLUMN=VALUE, for example store=Elm; the column is missing.");
    }
  }

  /**
   * Reads the value of {@code --where}.
   *
   * @param text column and value with '=' between them; the first '=' parts them
   * @throws TableException when there is no '='
   */
  public static Where parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new TableException(
          setting("where")
              + " expects COLUMN=VALUE, for example store=Elm; received \""
              + text
              + "\".");
    }
    return new Where(text.substring(0, equals), text.substring(equals + 1));
  }

  /** As {@link #parse} reads it. */
  public String option() {
    return column + "=" + value;
  }
}
