package dev.timestep.task.forecast.hierarchy;

import dev.timestep.task.message.TaskException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One way to put series into groups, such as a column of regions: a value for each series.
 *
 * <pre>{@code
 * Grouping region = new Grouping("region", List.of("north", "north", "south"));
 * List<Grouping> parts = Grouping.ofIds(List.of("north/elm", "south/oak"), "/", "region", "shop");
 * }</pre>
 *
 * @param name of the column
 * @param values one for each series, in their order
 */
public record Grouping(String name, List<String> values) {
  /** Copies the values. */
  public Grouping {
    values = List.copyOf(values);
    if (name.isBlank()) {
      throw new TaskException(
          "A grouping of series expects a name, for example region; received \"" + name + "\".");
    }
  }

  /**
   * The parts of ids that are written with a separator: the first part of each id is the first
   * grouping, and so on.
   *
   * @param ids such as {@code north/elm}
   * @param separator between the parts, for example {@code "/"}
   * @param names one for each part
   * @throws TaskException that names the first id which has more or fewer parts
   */
  public static List<Grouping> ofIds(List<String> ids, String separator, String... names) {
    if (separator.isEmpty()) {
      throw new TaskException(
          "The parts of ids expect a separator, for example \"/\"; received none.");
    }
    String[][] parts = new String[ids.size()][];
    for (int series = 0; series < parts.length; series++) {
      parts[series] = ids.get(series).split(Pattern.quote(separator), -1);
      if (parts[series].length != names.length) {
        throw new TaskException(
            "The ids expect %d parts joined by \"%s\" (%s); received \"%s\", which has %d."
                    .formatted(
                        names.length,
                        separator,
                        String.join(", ", names),
                        ids.get(series),
                        parts[series].length)
                + " Write all ids in one form, or give the groups as columns.");
      }
    }
    List<Grouping> groupings = new ArrayList<>();
    for (int at = 0; at < names.length; at++) {
      List<String> values = new ArrayList<>();
      for (String[] one : parts) {
        values.add(one[at]);
      }
      groupings.add(new Grouping(names[at], values));
    }
    return groupings;
  }
}
