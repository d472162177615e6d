package dev.timestep.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Small made-up series with a weekly shape, as CSV files. */
final class Series {
  static final int ROWS = 320;
  static final LocalDate START = LocalDate.of(2020, 1, 1);

  private Series() {}

  /** {@code day,sales,visits}, one row per day. */
  static List<String> days(int rows) {
    return rows(rows, day -> day.plusDays(1));
  }

  /** {@code day,sales} with a cycle of 37 days, which takes some epochs to learn. */
  static List<String> waves(int rows) {
    SplittableRandom random = new SplittableRandom(7);
    List<String> lines = new ArrayList<>();
    lines.add("day,sales");
    for (int row = 0; row < rows; row++) {
      double sales = 100 + 20 * Math.sin(2 * Math.PI * row / 37) + random.nextDouble();
      lines.add(String.format(Locale.ROOT, "%s,%.3f", START.plusDays(row), sales));
    }
    return lines;
  }

  /** One row a day from Monday to Friday. */
  static List<String> businessDays(int rows) {
    return rows(
        rows, day -> day.getDayOfWeek() == DayOfWeek.FRIDAY ? day.plusDays(3) : day.plusDays(1));
  }

  /** One row at the end of each month. */
  static List<String> monthEnds(int rows) {
    return rows(rows, day -> day.plusDays(1).plusMonths(1).withDayOfMonth(1).minusDays(1));
  }

  private static List<String> rows(int rows, UnaryOperator<LocalDate> next) {
    SplittableRandom random = new SplittableRandom(7);
    List<String> lines = new ArrayList<>();
    lines.add("day,sales,visits");
    LocalDate day = next.apply(START);
    for (int row = 0; row < rows; row++) {
      double sales = 100 + 10 * (row % 7) + 3 * random.nextDouble();
      lines.add(
          String.format(Locale.ROOT, "%s,%.2f,%d", day, sales, 50 + row % 7 + random.nextInt(5)));
      day = next.apply(day);
    }
    return lines;
  }

  static Path write(Path file, List<String> lines) {
    try {
      return Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
