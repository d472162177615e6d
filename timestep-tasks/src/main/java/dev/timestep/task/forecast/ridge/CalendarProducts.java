package dev.timestep.task.forecast.ridge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Products of calendar inputs: what only two or three of them together can say.
 *
 * <p>A feast on a date is the product of month and day of the month, one on "the fourth Thursday in
 * November" that of weekday, month and week of the month; a working day's course over the day is
 * the product of hour and weekday, and how that moves with the seasons that of hour and place in
 * the year. A row has the inputs themselves first, then the products, group by group; of one-hot
 * inputs nearly all are 0, so a row is given as its inputs that are not.
 *
 * @param inputs number of calendar inputs themselves
 * @param products places of the inputs that each product multiplies
 */
public record CalendarProducts(int inputs, List<int[]> products) {
  private static final String HOLIDAY = "holiday";

  /** Groups that are multiplied where all of them are there. */
  private static final List<List<String>> TOGETHER =
      List.of(
          List.of("hourOfDay", "dayOfWeek"),
          List.of("hourOfDay", "dayOfYear"),
          List.of("timeOfDay", "dayOfWeek"),
          List.of("timeOfDay", "dayOfYear"),
          List.of("dayOfWeek", "dayOfYear"),
          List.of("weekday", "dayOfYear"),
          List.of("month", "dayOfMonth"),
          List.of("dayOfWeek", "month", "weekOfMonth"),
          List.of("weekday", "month", "weekOfMonth"),
          List.of(HOLIDAY, "dayOfWeek"),
          List.of(HOLIDAY, "weekday"));

  /** Takes a copy of the list. */
  public CalendarProducts {
    products = List.copyOf(products);
  }

  /**
   * The products that make sense for inputs of these names.
   *
   * @param names as {@code CalendarFeatures.names()} gives them: {@code dayOfWeek=MONDAY}, {@code
   *     dayOfYear.sin1}
   */
  public static CalendarProducts of(List<String> names) {
    SequencedMap<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int at = 0; at < names.size(); at++) {
      groups.computeIfAbsent(group(names.get(at)), name -> new ArrayList<>()).add(at);
    }
    // Hours say all that the waves of a day do.
    if (groups.containsKey("hourOfDay")) {
      groups.remove("timeOfDay");
    }
    List<int[]> products = new ArrayList<>();
    for (List<String> together : TOGETHER) {
      if (groups.keySet().containsAll(together)) {
        products.addAll(product(together, groups));
      }
    }
    return new CalendarProducts(names.size(), products);
  }

  /** What stands before the value of an input. */
  private static String group(String name) {
    return name.startsWith(HOLIDAY) ? HOLIDAY : name.split("[=.]", 2)[0];
  }

  private static List<int[]> product(List<String> together, Map<String, List<Integer>> groups) {
    List<int[]> all = List.of(new int[0]);
    for (String group : together) {
      List<int[]> more = new ArrayList<>();
      for (int[] one : all) {
        for (int place : groups.getOrDefault(group, List.of())) {
          int[] longer = Arrays.copyOf(one, one.length + 1);
          longer[one.length] = place;
          more.add(longer);
        }
      }
      all = more;
    }
    return all;
  }

  /** Whether there is nothing to multiply. */
  public boolean isEmpty() {
    return products.isEmpty();
  }

  /** Inputs and products of a row. */
  public int width() {
    return inputs + products.size();
  }

  /**
   * Inputs and products of a row.
   *
   * @param row calendar inputs; further ones after the first {@link #inputs} are not read
   */
  Sparse of(float[] row) {
    int[] places = new int[width()];
    double[] values = new double[width()];
    int count = 0;
    for (int at = 0; at < inputs; at++) {
      if (row[at] != 0) {
        places[count] = at;
        values[count++] = row[at];
      }
    }
    for (int at = 0; at < products.size(); at++) {
      double value = 1;
      for (int place : products.get(at)) {
        value *= row[place];
      }
      if (value != 0) {
        places[count] = inputs + at;
        values[count++] = value;
      }
    }
    return new Sparse(Arrays.copyOf(places, count), Arrays.copyOf(values, count));
  }

  /** Values that are not 0, and their places. */
  record Sparse(int[] places, double[] values) {
    double times(double[] weights) {
      double sum = 0;
      for (int at = 0; at < places.length; at++) {
        sum += values[at] * weights[places[at]];
      }
      return sum;
    }
  }
}
