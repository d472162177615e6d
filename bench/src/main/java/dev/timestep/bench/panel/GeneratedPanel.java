package dev.timestep.bench.panel;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * A table of shops: daily sales with a price, a promotion and the temperature. Each value follows
 * from the numbers of its series and row alone, so that what was read can be checked without the
 * file.
 *
 * @param series how many
 * @param rows of each
 * @param byDate whether the rows of one day follow one another; else those of one series
 * @param ragged whether the series begin on different days, and some have more rows
 * @param planned days after the last of each series whose sales are not there yet; not where it is
 *     ragged
 */
record GeneratedPanel(int series, int rows, boolean byDate, boolean ragged, int planned) {

  /** One without days to come. */
  GeneratedPanel(int series, int rows, boolean byDate, boolean ragged) {
    this(series, rows, byDate, ragged, 0);
  }

  static final LocalDate START = LocalDate.of(2018, 1, 1);

  /** Columns of a series that hold numbers. */
  static final int COLUMNS = 4;

  /** The day on which a series begins. */
  int first(int series) {
    return ragged ? series % 365 : 0;
  }

  int rows(int series) {
    return ragged ? rows + series % 97 : rows;
  }

  private int days() {
    return ragged ? rows + 365 + 97 : rows + planned;
  }

  static String id(int series) {
    return "shop" + (10_000 + series);
  }

  /** In hundredths: a level of the series, a week, and chance. */
  static int sales(int series, int row) {
    int level = 2_000 + Math.floorMod(hash(series, -1), 50_000);
    double week = 1 + 0.3 * Math.sin(2 * Math.PI * row / 7);
    double chance = 1 + (Math.floorMod(hash(series, row), 1000) - 500) / 2500.0;
    return (int) (level * week * chance * (1 + 0.5 * promo(series, row)));
  }

  /** In hundredths. */
  static int price(int series, int row) {
    return 99 + Math.floorMod(hash(series, -2), 900) - 20 * promo(series, row);
  }

  static int promo(int series, int row) {
    return Math.floorMod(hash(series, row / 7 + 1_000_000), 10) == 0 ? 1 : 0;
  }

  /** In tenths of a degree; the same day is as warm everywhere. */
  static int warmth(int row) {
    return (int) (100 * Math.sin(2 * Math.PI * row / 365)) + Math.floorMod(hash(0, row), 60);
  }

  private static int hash(int series, int row) {
    long mixed = series * 0x9E3779B97F4A7C15L + row * 0xC2B2AE3D27D4EB4FL;
    mixed = (mixed ^ (mixed >>> 31)) * 0xBF58476D1CE4E5B9L;
    return (int) (mixed >>> 32);
  }

  /** Writes the table. */
  void write(Path file) {
    String[] days = new String[days()];
    for (int day = 0; day < days.length; day++) {
      days[day] = START.plusDays(day).toString();
    }
    StringBuilder line = new StringBuilder("date,shop,sales,price,promo,temperature\n");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (int outer = 0; outer < (byDate ? days.length : series); outer++) {
        for (int inner = 0; inner < (byDate ? series : days.length); inner++) {
          int one = byDate ? inner : outer;
          int row = (byDate ? outer : inner) - first(one);
          if (row >= 0 && row < rows(one) + planned) {
            line(line, days[first(one) + row], one, row, row < rows(one));
            out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
            line.setLength(0);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a table of one of the series alone, without a column of ids. */
  void write(Path file, int one) throws IOException {
    StringBuilder text = new StringBuilder("date,sales,price,promo,temperature\n");
    String id = id(one) + ",";
    for (int row = 0; row < rows(one) + planned; row++) {
      line(text, START.plusDays(first(one) + (long) row).toString(), one, row, row < rows(one));
      int at = text.lastIndexOf(id);
      text.delete(at, at + id.length());
    }
    Files.writeString(file, text);
  }

  /** Adds a row to what stands before it. */
  private static void line(StringBuilder line, String day, int series, int row, boolean measured) {
    line.append(day).append(',').append(id(series)).append(',');
    if (measured) {
      decimal(line, sales(series, row), 2);
    }
    line.append(',');
    decimal(line, price(series, row), 2);
    line.append(',').append(promo(series, row)).append(',');
    if (measured) {
      decimal(line, warmth(row), 1);
    }
    line.append('\n');
  }

  private static void decimal(StringBuilder line, int value, int decimals) {
    int unit = decimals == 1 ? 10 : 100;
    int size = Math.abs(value);
    line.append(value < 0 ? "-" : "").append(size / unit).append('.');
    int rest = size % unit;
    line.append(decimals == 2 && rest < 10 ? "0" : "").append(rest);
  }
}
