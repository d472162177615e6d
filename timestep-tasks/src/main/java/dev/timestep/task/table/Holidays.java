package dev.timestep.task.table;

import static dev.timestep.task.message.Setting.setting;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The public holidays of a country or a part of it, in any year.
 *
 * <p>Codes are those of ISO 3166: "US", "DE", or with a part "DE-BY", "GB-SCT"; stock exchanges
 * such as "NYSE" are codes too. The rules come from the Jollyday library, those by the Chinese
 * calendar from {@link LunarHolidays}.
 *
 * <p>Safe to share between threads.
 */
public final class Holidays {

  /**
   * One holiday of one year.
   *
   * @param name stable over the years, e.g. "CHRISTMAS"
   * @param date the day itself
   * @param observed the day off in lieu, where the day itself falls on a weekend and the law moves
   *     it
   */
  public record Day(String name, LocalDate date, Optional<LocalDate> observed) {}

  private final String code;
  private final Optional<HolidayManager> manager;
  private final String[] parts;
  private final Map<Integer, List<Day>> years = new ConcurrentHashMap<>();

  private Holidays(String code, Optional<HolidayManager> manager, String[] parts) {
    this.code = code;
    this.manager = manager;
    this.parts = parts;
  }

  /**
   * The holidays of a country or a part of it.
   *
   * @param code as "US" or "DE-BY", upper and lower case being equal
   * @throws TableException when the country or its part is not known; the message lists those that
   *     are
   */
  public static Holidays of(String code) {
    String wanted = code.strip().toUpperCase(Locale.ROOT);
    String[] split = wanted.split("-");
    if (!codes().contains(split[0])) {
      throw new TableException(
          setting("holidays")
              + " has no country \""
              + code
              + "\""
              + hint(split[0])
              + " Codes are: "
              + String.join(", ", codes())
              + ".");
    }
    Optional<HolidayManager> manager =
        LunarHolidays.alone().contains(split[0])
            ? Optional.empty()
            : Optional.of(
                HolidayManager.getInstance(
                    ManagerParameters.create(split[0].toLowerCase(Locale.ROOT))));
    String[] parts = new String[split.length - 1];
    Map<String, CalendarHierarchy> children =
        manager.map(known -> known.getCalendarHierarchy().getChildren()).orElse(Map.of());
    for (int i = 0; i < parts.length; i++) {
      parts[i] = split[i + 1].toLowerCase(Locale.ROOT);
      CalendarHierarchy next = children.get(parts[i]);
      if (next == null) {
        throw new TableException(noPart(split[0], split[i + 1], children.keySet()));
      }
      children = next.getChildren();
    }
    return new Holidays(wanted, manager, parts);
  }

  private static String noPart(String country, String part, Set<String> parts) {
    Set<String> known = new TreeSet<>();
    parts.forEach(one -> known.add(one.toUpperCase(Locale.ROOT)));
    return setting("holidays")
        + " has no part \""
        + part
        + "\" of "
        + country
        + "."
        + (known.isEmpty() ? " It has no parts." : " Parts are: " + String.join(", ", known) + ".");
  }

  private static String hint(String wanted) {
    return switch (wanted) {
      case "UK", "ENGLAND" -> "; did you mean GB?";
      case "USA" -> "; did you mean US?";
      default -> {
        for (String country : Locale.getISOCountries()) {
          Locale locale = Locale.of("", country);
          boolean named =
              locale.getDisplayCountry(Locale.ENGLISH).equalsIgnoreCase(wanted)
                  || locale.getISO3Country().equalsIgnoreCase(wanted);
          if (named && codes().contains(country)) {
            yield "; did you mean " + country + "?";
          }
        }
        yield ".";
      }
    };
  }

  /** The codes of all countries and exchanges that are known, in alphabetical order. */
  public static Set<String> codes() {
    Set<String> codes = new TreeSet<>(HolidayManager.getSupportedCalendarCodes());
    codes.addAll(LunarHolidays.alone());
    return codes;
  }

  /** The code in upper case, e.g. "DE-BY". */
  public String code() {
    return code;
  }

  /** The holidays whose date lies in the year, in order of date. */
  public List<Day> in(int year) {
    return years.computeIfAbsent(year, this::find);
  }

  private List<Day> find(int year) {
    List<Day> listed =
        manager.map(known -> known.getHolidays(Year.of(year), parts)).orElse(Set.of()).stream()
            .filter(holiday -> holiday.getActualDate().getYear() == year)
            .map(Holidays::day)
            .toList();
    return LunarHolidays.with(listed, country(), year).stream()
        .sorted(Comparator.comparing(Day::date).thenComparing(Day::name))
        .toList();
  }

  private String country() {
    return code.split("-", -1)[0];
  }

  /**
   * The first day of the Chinese year that begins in a year, where the country celebrates it with
   * days off: the Spring Festival, between January 21 and February 21.
   */
  public Optional<LocalDate> chineseNewYear(int year) {
    return LunarHolidays.has(country())
        ? Optional.of(LunarHolidays.newYear(year))
        : Optional.empty();
  }

  private static Day day(Holiday holiday) {
    return new Day(
        holiday.getPropertiesKey(),
        holiday.getActualDate(),
        holiday.getObservedDate().filter(date -> !date.equals(holiday.getActualDate())));
  }

  /** The names of all holidays from one year to another, both included, in alphabetical order. */
  public List<String> names(int fromYear, int toYear) {
    Set<String> names = new TreeSet<>();
    for (int year = fromYear; year <= toYear; year++) {
      in(year).forEach(day -> names.add(day.name()));
    }
    return List.copyOf(names);
  }
}
