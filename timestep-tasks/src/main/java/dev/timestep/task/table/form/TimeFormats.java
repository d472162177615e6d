package dev.timestep.task.table.form;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.TableException;
import java.util.Locale;

/** Reads the value of {@code --time-format}. */
public final class TimeFormats {

  private TimeFormats() {}

  /**
   * The form of a pattern, or of serial day numbers.
   *
   * @throws TableException when it is not a pattern
   */
  public static TimeForm parse(String pattern) {
    String word = pattern.strip().toLowerCase(Locale.ROOT);
    if (word.equals(CountForm.SERIAL_PATTERN)) {
      return CountForm.of(CountForm.Unit.SERIAL);
    }
    if (word.equals(CountForm.SERIAL_1904_PATTERN)) {
      return CountForm.of(CountForm.Unit.SERIAL_1904);
    }
    TimeForm form = form(pattern);
    boolean noYear =
        form instanceof WrittenForm written
            && !written.has(TimeField.YEAR)
            && !written.has(TimeField.SHORT_YEAR);
    if (noYear) {
      throw new TableException(
          setting("time-format")
              + " \""
              + pattern
              + "\" has no year (yyyy or yy), and a time needs one. If the date stands in another"
              + " column, join both with "
              + setting("time")
              + ", such as "
              + setting("time")
              + " date+time.");
    }
    return form;
  }

  private static TimeForm form(String pattern) {
    try {
      // Both refuse what is not a pattern; the one form adds names in all languages, and centuries.
      FormatterForm formatter = FormatterForm.of(pattern);
      return TimePatterns.form(pattern).<TimeForm>map(form -> form).orElse(formatter);
    } catch (IllegalArgumentException e) {
      throw new TableException(
          setting("time-format")
              + " \""
              + pattern
              + "\" is not a valid pattern ("
              + e.getMessage()
              + "). Use letters as in yyyy-MM-dd HH:mm:ss.",
          e);
    }
  }
}
