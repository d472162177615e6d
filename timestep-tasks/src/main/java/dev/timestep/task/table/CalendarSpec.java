package dev.timestep.task.table;

import static dev.timestep.task.message.Setting.setting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which calendar inputs a model gets: plain fields, stored with the model, from which {@link
 * CalendarFeatures} rebuilds the same inputs in the same order.
 *
 * <p>{@link #choose} takes by frequency:
 *
 * <table>
 *   <caption>Calendar inputs</caption>
 *   <tr><th>step</th><th>inputs</th></tr>
 *   <tr><td>below an hour</td><td>timeOfDay:4, dayOfWeek, dayOfYear:2</td></tr>
 *   <tr><td>hours</td><td>timeOfDay:4, hourOfDay, dayOfWeek, dayOfYear:2</td></tr>
 *   <tr><td>days</td><td>dayOfWeek, dayOfYear:3, month, dayOfMonth,
 *       weekOfMonth</td></tr>
 *   <tr><td>business days</td><td>weekday, dayOfYear:3, month, dayOfMonth,
 *       weekOfMonth</td></tr>
 *   <tr><td>weeks</td><td>dayOfYear:3</td></tr>
 *   <tr><td>months</td><td>month</td></tr>
 *   <tr><td>days of the month, such as the 1st and the 15th</td><td>month, dayOfMonth</td></tr>
 *   <tr><td>quarters</td><td>quarter</td></tr>
 *   <tr><td>years, rows without times</td><td>none</td></tr>
 * </table>
 *
 * <p>{@code name:k} stands for k pairs of sine and cosine; the others are one-hot. A cycle is taken
 * only when the rows cover it at least twice: after one year the place in the year only identifies
 * single rows. Days and weeks of less than five years get dayOfYear:1 and no month, dayOfMonth or
 * weekOfMonth.
 *
 * <p>Holidays, for steps up to a day: a one-hot input for each name on the day itself, on the day
 * before and on the day after, and one for days off in lieu of a holiday on a weekend. Where the
 * country has the Spring Festival and the training rows hold it at least twice, five inputs tell
 * how far it is, from three weeks before to three weeks after.
 *
 * @param frequency the step between rows
 * @param holidays country code as in {@link Holidays#of}, "" for none
 * @param holidayNames names that have inputs, fixed by the rows that the model was trained on
 * @param features groups of inputs in order, e.g. "dayOfWeek", "dayOfYear:3"
 */
public record CalendarSpec(
    Frequency frequency, String holidays, List<String> holidayNames, List<String> features) {

  /** The distance to the Spring Festival, in {@link #features}. */
  static final String SPRING_FESTIVAL = "springFestival";

  private static final double MANY_YEARS = 5;

  public CalendarSpec {
    if (frequency == null || holidays == null || holidayNames == null || features == null) {
      throw new TableException(
          "A calendar needs frequency, holidays, holidayNames and features. The model file is"
              + " damaged or of another version.");
    }
    holidayNames = List.copyOf(holidayNames);
    features = List.copyOf(features);
  }

  /** No calendar inputs at all. */
  public static CalendarSpec none(Frequency frequency) {
    return new CalendarSpec(frequency, "", List.of(), List.of());
  }

  /**
   * The usual inputs for an axis.
   *
   * @param axis of the data
   * @param trainRows how many of its first rows are trained on
   * @param country code for public holidays, as in {@link Holidays#of}; empty for none
   * @throws TableException when the country is not known, or the step is longer than a day
   */
  public static CalendarSpec choose(TimeAxis axis, int trainRows, Optional<String> country) {
    Frequency frequency = axis.frequency();
    if (country.isPresent() && !takesHolidays(frequency)) {
      throw new TableException(
          setting("holidays")
              + " "
              + country.get()
              + " needs rows with dates at most a day apart; these are "
              + frequency.label()
              + ". Leave "
              + setting("holidays")
              + " out.");
    }
    double years = frequency.perYear() == 0 ? 0 : trainRows / frequency.perYear();
    double days = years * 365.2425;
    List<String> features = new ArrayList<>();
    Frequency.Unit unit = frequency.unit();
    boolean business = unit == Frequency.Unit.BUSINESS_DAY;
    boolean yearly = years >= 2;
    if (frequency.subDaily()) {
      add(features, days >= 2, "timeOfDay:4");
      add(
          features,
          days >= 14 && unit == Frequency.Unit.HOUR && frequency.step() == 1,
          "hourOfDay");
      add(features, days >= 14, "dayOfWeek");
      add(features, yearly, "dayOfYear:2");
    }
    add(
        features,
        days >= 14 && unit == Frequency.Unit.DAY && frequency.step() % 7 != 0,
        "dayOfWeek");
    add(features, days >= 14 && business, "weekday");
    boolean daysOrWeeks = business || unit == Frequency.Unit.DAY || unit == Frequency.Unit.WEEK;
    // Finer inputs than one wave a year need years to learn from.
    boolean manyYears = years >= MANY_YEARS;
    add(features, yearly && daysOrWeeks, manyYears ? "dayOfYear:3" : "dayOfYear:1");
    // Month and day together let a network find fixed feasts, month and week floating ones.
    boolean daily = frequency.step() == 1 && (business || unit == Frequency.Unit.DAY);
    add(features, manyYears && daily, "month");
    add(features, manyYears && daily, "dayOfMonth");
    add(features, manyYears && daily, "weekOfMonth");
    add(features, yearly && unit == Frequency.Unit.MONTH && frequency.step() < 12, "month");
    boolean daysOfMonth = unit == Frequency.Unit.MONTH && frequency.hasRhythm();
    add(features, daysOfMonth && days >= 62, "dayOfMonth");
    add(features, yearly && unit == Frequency.Unit.QUARTER && frequency.step() < 4, "quarter");
    if (country.isEmpty()) {
      return new CalendarSpec(frequency, "", List.of(), features);
    }
    Holidays holidays = Holidays.of(country.get());
    int last = Math.max(0, Math.min(trainRows, axis.size()) - 1);
    LocalDate from = axis.local(0).toLocalDate();
    LocalDate to = axis.local(last).toLocalDate();
    List<String> names = holidays.names(from.getYear(), to.getYear());
    add(features, springFestivals(holidays, from, to) >= 2, SPRING_FESTIVAL);
    return new CalendarSpec(frequency, holidays.code(), names, features);
  }

  private static long springFestivals(Holidays holidays, LocalDate from, LocalDate to) {
    return IntStream.rangeClosed(from.getYear(), to.getYear())
        .mapToObj(holidays::chineseNewYear)
        .flatMap(Optional::stream)
        .filter(date -> !date.isBefore(from) && !date.isAfter(to))
        .count();
  }

  private static boolean takesHolidays(Frequency frequency) {
    boolean daily =
        frequency.unit() == Frequency.Unit.DAY || frequency.unit() == Frequency.Unit.BUSINESS_DAY;
    return frequency.subDaily() || (daily && frequency.step() == 1);
  }

  private static void add(List<String> features, boolean wanted, String name) {
    if (wanted) {
      features.add(name);
    }
  }
}
