package dev.timestep.task.table;

import dev.timestep.task.table.TimeText.Kind;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Writes times as the file writes them, so that a forecast can be pasted under its history. */
record TimeStyle(Kind kind, String pattern) {

  private static final String ISO = "uuuu-MM-dd HH:mm:ss";

  /** The style of a cell; joined columns and rare forms are written the ISO way. */
  static TimeStyle of(TimeColumn column, boolean dayFirst) {
    String cell = column.cells()[0];
    String clock = clock(cell);
    String pattern =
        switch (column.kind()) {
          case YEAR_FIRST -> {
            char separator = cell.charAt(4) == '年' ? '-' : cell.charAt(4);
            yield "uuuu" + quoted(separator) + "MM" + quoted(separator) + "dd" + clock;
          }
          case YEAR_LAST -> {
            String separator = quoted(cell.replaceFirst("^\\d+", "").charAt(0));
            yield (dayFirst ? "dd" + separator + "MM" : "MM" + separator + "dd")
                + separator
                + "uuuu"
                + clock;
          }
          case COMPACT -> cell.matches("\\d{8}") ? "uuuuMMdd" : ISO;
          case YEAR_MONTH -> "uuuu-MM";
          case COMPACT_MONTH -> "uuuuMM";
          case MONTH_NAME ->
              cell.matches("[A-Za-z]{3} \\d{1,2} \\d{4}")
                  ? "MMM d uuuu"
                  : cell.matches("[A-Za-z]{3} \\d{4}") ? "MMM uuuu" : "uuuu-MM-dd" + clock;
          case YEAR -> "uuuu";
          default -> ISO;
        };
    return new TimeStyle(column.kind(), pattern);
  }

  private static String quoted(char separator) {
    return "'" + separator + "'";
  }

  private static String clock(String cell) {
    int colon = cell.indexOf(':');
    if (colon < 0) {
      return cell.matches(".*\\d[ T]+\\d{1,2}") ? (cell.indexOf('T') > 0 ? "'T'HH" : " HH") : "";
    }
    boolean seconds = cell.indexOf(':', colon + 1) == colon + 3;
    String start = cell.indexOf('T') == 10 ? "'T'" : " ";
    boolean fraction = seconds && cell.length() > colon + 6 && cell.charAt(colon + 6) == '.';
    boolean offset = cell.endsWith("Z") || cell.matches(".*[+-]\\d{2}(:?\\d{2})?$");
    return start
        + (seconds ? "HH:mm:ss" : "HH:mm")
        + (fraction ? ".SSS" : "")
        + (offset ? "XXX" : "");
  }

  String print(LocalDateTime local, ZoneOffset offset) {
    return switch (kind) {
      case EPOCH_SECONDS, COUNT -> String.valueOf(local.toEpochSecond(offset));
      case EPOCH_MILLIS -> String.valueOf(local.toInstant(offset).toEpochMilli());
      case EPOCH_MICROS ->
          String.valueOf(local.toEpochSecond(offset) * 1_000_000 + local.getNano() / 1_000);
      case EPOCH_NANOS ->
          String.valueOf(local.toEpochSecond(offset) * 1_000_000_000 + local.getNano());
      case QUARTER -> local.getYear() + "-Q" + local.get(IsoFields.QUARTER_OF_YEAR);
      default ->
          DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(local.atOffset(offset));
    };
  }
}
