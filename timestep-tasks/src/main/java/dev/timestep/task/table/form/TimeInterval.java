package dev.timestep.task.table.form;

import dev.timestep.task.table.Stamp;
import dev.timestep.task.table.TimeStyle;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times written as "from - to", which stand for their start.
 *
 * @param separator between both
 * @param firstEnd the end in the first row
 */
public record TimeInterval(String separator, String firstEnd) {

  private static final Pattern FORM =
      Pattern.compile("(.{8,}?)(\\s+[-\u2013\u2014]\\s+|\\s+to\\s+|/)(.{8,})");

  /** The text of the start of an interval. */
  public static Optional<String> start(String cell) {
    return match(cell).map(matcher -> matcher.group(1));
  }

  /** The interval in a cell. */
  public static Optional<TimeInterval> of(String cell) {
    return match(cell).map(matcher -> new TimeInterval(matcher.group(2), matcher.group(3)));
  }

  private static Optional<Matcher> match(String cell) {
    Matcher matcher = FORM.matcher(cell);
    boolean both =
        matcher.matches()
            && TimeShapes.of(matcher.group(1)).isPresent()
            && TimeShapes.of(matcher.group(3)).isPresent();
    return both ? Optional.of(matcher) : Optional.empty();
  }

  /** Writes intervals as long as the first one: as many months, else as many seconds. */
  public TimeStyle style(TimeForm form, Stamp first) {
    Optional<LocalDateTime> end = end(form, first);
    if (end.isEmpty()) {
      return form;
    }
    LocalDateTime start = first.local();
    Duration length = Duration.between(start, end.get());
    long months =
        12L * (end.get().getYear() - start.getYear())
            + end.get().getMonthValue()
            - start.getMonthValue();
    boolean whole = months > 0 && start.plusMonths(months).equals(end.get());
    return (local, offset) ->
        form.print(local, offset)
            + separator
            + form.print(whole ? local.plusMonths(months) : local.plus(length), offset);
  }

  private Optional<LocalDateTime> end(TimeForm form, Stamp first) {
    try {
      int century = Math.floorDiv(first.local().getYear(), 100) * 100;
      return form.read(firstEnd)
          .map(reading -> reading.stamp(century).local())
          .filter(end -> !end.isBefore(first.local()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
