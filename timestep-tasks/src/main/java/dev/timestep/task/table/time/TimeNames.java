package dev.timestep.task.table.time;

import dev.timestep.task.table.form.TimeWords;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The meaning of column names for time, in the languages of {@link TimeWords}. */
final class TimeNames {

  /** A part of a date or clock that has a column of its own, from long to short. */
  enum Part {
    YEAR("year yr jahr année annee an año ano anno jaar 年 年份"),
    QUARTER("quarter qtr quartal trimestre 季度 季"),
    MONTH("month mnth mon monat mois mes mês mese maand 月 月份"),
    WEEK("week isoweek wk woche kw kalenderwoche semaine semana settimana 周 星期"),
    DAY("day dy tag jour día dia giorno dag 日 date_of_month day_of_month dayofmonth"),
    DAY_OF_YEAR("doy dayofyear day_of_year yday"),
    HOUR("hour hr hh stunde heure hora ora uur 小时 时"),
    MINUTE("minute min mi minuto 分钟 分");

    private final String names;

    Part(String names) {
      this.names = names;
    }
  }

  private static final Set<String> TIMES =
      set(
          "date time datetime timestamp ts ds dt period dteday epoch unix datum zeit zeitpunkt"
              + " zeitstempel fecha hora heure horodatage horodate période periode período periodo"
              + " giorno tijd tijdstip moment 日期 时间 时刻 年月 年月日 时间戳");
  private static final Set<String> DATES =
      set("date datetime datum fecha dteday horodatage zeitstempel zeitpunkt yyyymmdd 日期 年月日");
  private static final Set<String> SECONDS =
      set("timestamp ts epoch unix seconds second sec secs unixtime unix_time epoch_seconds");
  private static final Set<String> CLOCKS =
      set("time clock zeit uhrzeit hora heure hour_ending hourending he ora tijd 时间 时刻");
  private static final Set<String> YEAR_MONTHS = set("yearmonth yyyymm ym 年月");
  private static final Map<String, Part> PARTS = parts();

  /** Letters that mean something else where they stand alone, such as millimetres. */
  private static final Map<String, Part> LETTERS =
      Map.of(
          "yy", Part.YEAR, "yyyy", Part.YEAR, "mm", Part.MONTH, "mo", Part.MONTH, "dd", Part.DAY);

  private TimeNames() {}

  private static Set<String> set(String words) {
    return Set.of(words.split(" "));
  }

  private static Map<String, Part> parts() {
    Map<String, Part> parts = new HashMap<>();
    for (Part part : Part.values()) {
      set(part.names).forEach(name -> parts.put(name, part));
    }
    return Map.copyOf(parts);
  }

  /** The part of a date or clock that the column is called after. */
  static Optional<Part> part(String column) {
    String name = lower(column);
    return Optional.ofNullable(PARTS.getOrDefault(name, LETTERS.get(name)));
  }

  /** Whether a number in the column may be seconds from any start. */
  static boolean countsSeconds(String column) {
    return SECONDS.contains(lower(column));
  }

  /** Whether the column may hold the time of day that belongs to a column of dates. */
  static boolean isClock(String column) {
    return CLOCKS.contains(lower(column)) || part(column).equals(Optional.of(Part.HOUR));
  }

  /** Whether the column is called after months, so that 202103 is one. */
  static boolean isMonth(String column) {
    return words(column).stream()
        .anyMatch(word -> PARTS.get(word) == Part.MONTH || YEAR_MONTHS.contains(word));
  }

  /** Whether a word of the name says time: "date", "MONTH_END", "orderDate", "Datum". */
  static boolean isNamed(String column) {
    return isDate(column)
        || words(column).stream().anyMatch(word -> TIMES.contains(word) || PARTS.containsKey(word));
  }

  /**
   * Whether the name says nothing but time, so that plain numbers under it may be times: "Month",
   * "Year Month", "order_date"; not "sales_per_day".
   */
  static boolean isTime(String column) {
    return isDate(column)
        || words(column).stream().allMatch(word -> TIMES.contains(word) || PARTS.containsKey(word));
  }

  /** Whether the name is that of a date: "date", "saledate", "Order Date", "fecha_alta". */
  static boolean isDate(String column) {
    String name = lower(column);
    boolean glued =
        name.endsWith("date") && !name.endsWith("update") && !name.endsWith("candidate");
    return glued
        || name.startsWith("date")
        || name.contains("timestamp")
        || name.contains("日期")
        || words(column).stream().anyMatch(DATES::contains);
  }

  /** Whether the name ends with a year: "Year", "fiscal_year". */
  static boolean isYear(String column) {
    return PARTS.get(words(column).getLast()) == Part.YEAR;
  }

  /** The words of a name such as "MONTH_END" or "orderDate". */
  private static List<String> words(String column) {
    return Arrays.stream(column.strip().split("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})"))
        .map(TimeNames::lower)
        .toList();
  }

  private static String lower(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
