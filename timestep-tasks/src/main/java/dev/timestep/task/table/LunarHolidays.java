package dev.timestep.task.table;

import com.tyme.lunar.LunarDay;
import com.tyme.solar.SolarDay;
import com.tyme.solar.SolarTerm;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holidays by the Chinese calendar, whose months begin with the new moon in Beijing. The dates come
 * from the Tyme library, in any year; which of them are days off, and since when, is said here.
 *
 * <p>China has all its holidays here. For Hong Kong and Singapore the Jollyday library has lists of
 * dates that end in 2024; here they go on.
 *
 * <p>Sources: Regulation on Public Holidays for National Annual Festivals and Memorial Days, State
 * Council of China, as of 1999, 2007, 2013 and 2024; General Holidays Ordinance of Hong Kong;
 * Holidays Act of Singapore.
 */
final class LunarHolidays {
  /** The date of a holiday in a year. */
  @FunctionalInterface
  private interface DateOf {
    LocalDate in(int year);
  }

  /**
   * One holiday.
   *
   * @param name as in {@link Holidays.Day}
   * @param date in a year
   * @param from first year in which it is a day off
   * @param to last such year
   */
  private record Rule(String name, DateOf date, int from, int to) {
    boolean holds(int year) {
      return year >= from && year <= to;
    }
  }

  private static final int ALWAYS = Integer.MIN_VALUE;
  private static final int ON = Integer.MAX_VALUE;

  /** The index of Qingming among the 24 terms of the sun, which begin with the winter solstice. */
  private static final int QINGMING = 7;

  private static final Map<String, List<Rule>> RULES =
      Map.of("CN", china(), "HK", hongKong(), "SG", singapore());

  private LunarHolidays() {}

  private static List<Rule> china() {
    return List.of(
        fixed("NEW_YEAR", 1, 1, ALWAYS),
        new Rule("SPRING_FESTIVAL_EVE", year -> newYear(year).minusDays(1), 2008, 2013),
        new Rule("SPRING_FESTIVAL_EVE", year -> newYear(year).minusDays(1), 2025, ON),
        lunar("SPRING_FESTIVAL", 1, 1, 0, ALWAYS),
        lunar("SPRING_FESTIVAL_2", 1, 2, 0, ALWAYS),
        new Rule("SPRING_FESTIVAL_3", year -> newYear(year).plusDays(2), ALWAYS, 2007),
        new Rule("SPRING_FESTIVAL_3", year -> newYear(year).plusDays(2), 2014, ON),
        new Rule("QINGMING", LunarHolidays::qingming, 2008, ON),
        fixed("LABOUR_DAY", 5, 1, ALWAYS),
        new Rule("LABOUR_DAY_2", year -> LocalDate.of(year, 5, 2), 2000, 2007),
        new Rule("LABOUR_DAY_2", year -> LocalDate.of(year, 5, 2), 2025, ON),
        new Rule("LABOUR_DAY_3", year -> LocalDate.of(year, 5, 3), 2000, 2007),
        lunar("DRAGON_BOAT", 5, 5, 0, 2008),
        lunar("MID_AUTUMN", 8, 15, 0, 2008),
        fixed("NATIONAL_DAY", 10, 1, ALWAYS),
        fixed("NATIONAL_DAY_2", 10, 2, ALWAYS),
        fixed("NATIONAL_DAY_3", 10, 3, 1999));
  }

  private static List<Rule> hongKong() {
    return List.of(
        lunar("LUNAR_NEW_YEARS_DAY", 1, 1, 0, ALWAYS),
        lunar("SECOND_DAY_OF_LUNAR_NEW_YEAR", 1, 2, 0, ALWAYS),
        lunar("THIRD_DAY_OF_LUNAR_NEW_YEAR", 1, 3, 0, ALWAYS),
        new Rule("CHING_MING_FESTIVAL", LunarHolidays::qingming, ALWAYS, ON),
        lunar("BIRTHDAY_OF_THE_BUDDHA", 4, 8, 0, 1999),
        lunar("TUEN_NG_FESTIVAL", 5, 5, 0, ALWAYS),
        lunar("DAY_FOLLOWING_CHINESE_MID_AUTUMN", 8, 15, 1, ALWAYS),
        lunar("CHUNG_YEUNG_FESTIVAL", 9, 9, 0, ALWAYS));
  }

  private static List<Rule> singapore() {
    return List.of(
        lunar("CHINESE_NEW_YEAR", 1, 1, 0, ALWAYS),
        lunar("CHINESE_NEW_YEAR", 1, 2, 0, ALWAYS),
        lunar("VESAK_DAY", 4, 15, 0, ALWAYS));
  }

  private static Rule fixed(String name, int month, int day, int from) {
    return new Rule(name, year -> LocalDate.of(year, month, day), from, ON);
  }

  private static Rule lunar(String name, int month, int day, int daysAfter, int from) {
    return new Rule(name, year -> date(year, month, day).plusDays(daysAfter), from, ON);
  }

  private static LocalDate date(int year, int month, int day) {
    return of(LunarDay.fromYmd(year, month, day).getSolarDay());
  }

  /** The first day of the Chinese year that begins in a year: the Spring Festival. */
  static LocalDate newYear(int year) {
    return date(year, 1, 1);
  }

  private static LocalDate qingming(int year) {
    return of(SolarTerm.fromIndex(year, QINGMING).getSolarDay());
  }

  private static LocalDate of(SolarDay day) {
    return LocalDate.of(day.getYear(), day.getMonth(), day.getDay());
  }

  /** Countries that only this class knows. */
  static Set<String> alone() {
    return Set.of("CN");
  }

  /** Whether a country has holidays by the Chinese calendar. */
  static boolean has(String country) {
    return RULES.containsKey(country);
  }

  /**
   * The holidays of a year: those of a list and those that follow from the calendar. A day of the
   * list stands as it is where the calendar says the same, and gives way where it says another.
   *
   * @param listed of the year, none of a country that only this class knows
   */
  static List<Holidays.Day> with(List<Holidays.Day> listed, String country, int year) {
    List<Rule> rules =
        RULES.getOrDefault(country, List.of()).stream().filter(rule -> rule.holds(year)).toList();
    Set<String> names = new HashSet<>();
    Set<LocalDate> off = new HashSet<>();
    List<Holidays.Day> computed = new ArrayList<>();
    for (Rule rule : rules) {
      LocalDate date = rule.date().in(year);
      names.add(rule.name());
      off.add(date);
      computed.add(new Holidays.Day(rule.name(), date, Optional.empty()));
    }
    List<Holidays.Day> days = new ArrayList<>();
    Set<Holidays.Day> same = new HashSet<>();
    for (Holidays.Day day : listed) {
      var plain = new Holidays.Day(day.name(), day.date(), Optional.empty());
      if (!names.contains(day.name()) || computed.contains(plain)) {
        days.add(day);
        same.add(plain);
        off.add(day.date());
      }
    }
    for (Holidays.Day day : computed) {
      if (!same.contains(day)) {
        days.add(alone().contains(country) ? day : observed(day, off));
      }
    }
    return days;
  }

  /** In Hong Kong and Singapore a Sunday's day off moves to the next day that is none yet. */
  private static Holidays.Day observed(Holidays.Day day, Set<LocalDate> off) {
    if (day.date().getDayOfWeek() != DayOfWeek.SUNDAY) {
      return day;
    }
    LocalDate next = day.date().plusDays(1);
    while (!off.add(next)) {
      next = next.plusDays(1);
    }
    return new Holidays.Day(day.name(), day.date(), Optional.of(next));
  }
}
