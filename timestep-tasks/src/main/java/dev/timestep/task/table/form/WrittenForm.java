package dev.timestep.task.table.form;

import dev.timestep.task.table.DateOrder;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A way to write times with letters or separators, such as {@code 31-JAN-60} or {@code 2009Q4}: it
 * reads the cells that are written so, and writes further times in the same way.
 *
 * @param parts from left to right
 * @param midnightIs24 whether midnight is written as 24:00 of the day that it ends
 */
public record WrittenForm(List<TimePart> parts, boolean midnightIs24) implements TimeForm {

  public WrittenForm {
    parts = List.copyOf(parts);
  }

  static WrittenForm of(List<TimePart> parts) {
    return new WrittenForm(parts, false);
  }

  public boolean has(TimeField field) {
    return parts.stream().anyMatch(part -> part.field() == field);
  }

  @Override
  public Optional<Reading> read(String cell) {
    return TimeScanner.read(parts, cell, new int[parts.size() + 1]).map(reading -> reading);
  }

  @Override
  public WrittenForm spelledLike(String[] cells) {
    Spelling spelling = Spelling.of(parts, cells);
    return new WrittenForm(spelling.parts(), spelling.midnightIs24());
  }

  @Override
  public String pattern() {
    StringBuilder pattern = new StringBuilder();
    parts.forEach(part -> pattern.append(PatternLetters.of(part)));
    return pattern.toString();
  }

  @Override
  public DateOrder order() {
    String fields =
        parts.stream()
            .filter(part -> part.words().isEmpty())
            .map(
                part ->
                    switch (part.field()) {
                      case YEAR, SHORT_YEAR -> "y";
                      case MONTH -> "m";
                      case DAY -> "d";
                      default -> "";
                    })
            .collect(Collectors.joining());
    boolean named =
        parts.stream()
            .anyMatch(part -> part.words().isPresent() && part.field() == TimeField.MONTH);
    return switch (fields) {
      case "dmy" -> DateOrder.DAY_FIRST;
      case "mdy" -> DateOrder.MONTH_FIRST;
      case "ymd" -> DateOrder.YEAR_FIRST;
      case "dy" -> named ? DateOrder.DAY_FIRST : DateOrder.AUTO;
      case "yd" -> named ? DateOrder.YEAR_FIRST : DateOrder.AUTO;
      default -> DateOrder.AUTO;
    };
  }

  @Override
  public String print(LocalDateTime local, ZoneOffset offset) {
    boolean ends = midnightIs24 && local.toLocalTime().toSecondOfDay() == 0;
    LocalDateTime day = ends ? local.minusDays(1) : local;
    StringBuilder text = new StringBuilder();
    for (TimePart part : parts) {
      switch (part.field()) {
        case TEXT, ZONE -> text.append(part.text());
        case ORDINAL -> text.append(Ordinals.of(part.text(), day.getDayOfMonth()));
        case OFFSET -> text.append(OffsetText.of(part.text()).print(offset));
        case FRACTION -> text.append(fraction(local.getNano(), part.width()));
        default -> text.append(ends && part.field() == TimeField.HOUR ? "24" : value(part, day));
      }
    }
    return text.toString();
  }

  private static String fraction(int nanos, int digits) {
    return String.format(java.util.Locale.ROOT, "%09d", nanos).substring(0, Math.min(9, digits));
  }

  private String value(TimePart part, LocalDateTime time) {
    int value =
        switch (part.field()) {
          case YEAR -> has(TimeField.WEEK) ? time.get(IsoFields.WEEK_BASED_YEAR) : time.getYear();
          case SHORT_YEAR ->
              Math.floorMod(
                  has(TimeField.WEEK) ? time.get(IsoFields.WEEK_BASED_YEAR) : time.getYear(), 100);
          case HALF_YEAR -> time.getMonthValue() <= 6 ? 1 : 2;
          case QUARTER -> time.get(IsoFields.QUARTER_OF_YEAR);
          case MONTH -> time.getMonthValue();
          case TEN_DAYS -> Math.min(2, (time.getDayOfMonth() - 1) / 10);
          case WEEK -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
          case WEEK_DAY, WEEKDAY -> time.getDayOfWeek().getValue();
          case DAY -> time.getDayOfMonth();
          case DAY_OF_YEAR -> time.getDayOfYear();
          case HOUR -> has(TimeField.AM_PM) ? (time.getHour() + 11) % 12 + 1 : time.getHour();
          case MINUTE -> time.getMinute();
          case SECOND -> time.getSecond();
          case AM_PM -> time.getHour() / 12;
          default -> throw new IllegalStateException(part.field() + " has no value");
        };
    if (part.words().isPresent()) {
      return part.words().get().word(value);
    }
    String digits = String.valueOf(value);
    return "0".repeat(Math.max(0, part.width() - digits.length())) + digits;
  }
}
