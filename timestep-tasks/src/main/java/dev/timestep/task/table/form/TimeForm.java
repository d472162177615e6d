package dev.timestep.task.table.form;

import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.TimeStyle;
import java.util.Optional;

/** A way to write times: it reads the cells that are written so, and writes further times. */
public interface TimeForm extends TimeStyle {

  /**
   * What the cell says.
   *
   * @return empty when it is written in another way
   * @throws java.time.DateTimeException when it is written so, but no time can be meant
   */
  Optional<Reading> read(String cell);

  /** The same form with the padding, names, upper and lower case that these cells show. */
  TimeForm spelledLike(String[] cells);

  /** The form as a pattern of {@code --time-format}. */
  String pattern();

  /** The order of day, month and year; {@link DateOrder#AUTO} where it is not in question. */
  DateOrder order();
}
