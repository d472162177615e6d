package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.TableException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which column of a wide table holds which step of which channel, by the names of the columns.
 *
 * <p>x_1, x_2, y_1, y_2 are two steps of the channels x and y; t1, t2, t3 or 0, 1, 2 are the steps
 * of one channel.
 *
 * @param names of the channels
 * @param named whether the columns name them
 * @param columns [step][channel], positions in the list of names that was given
 */
record ChannelLayout(List<String> names, boolean named, int[][] columns) {

  private static final Pattern NUMBER_LAST = Pattern.compile("(.*?)(\\d+(?:\\.\\d+)?)\\W*");
  private static final Pattern NUMBER_FIRST = Pattern.compile("(\\d+)(\\D+)");

  /** A name of a column in its parts. */
  private record Part(String stem, BigDecimal number) {}

  /** All columns are steps of one channel. */
  static ChannelLayout single(int steps) {
    int[][] columns = IntStream.range(0, steps).mapToObj(t -> new int[] {t}).toArray(int[][]::new);
    return new ChannelLayout(RawCases.unnamed(1), false, columns);
  }

  /**
   * Reads the layout from the names.
   *
   * @param columns names of the columns that hold values
   * @param channels as the user named them; may be empty
   * @param wide whether it is certain that a row is a sequence
   * @param form that makes it certain, for advice
   * @param file for messages
   * @throws TableException when the names allow two readings, or steps do not stand in order
   */
  static ChannelLayout of(
      List<String> columns, List<String> channels, boolean wide, String form, String file) {
    List<Optional<Part>> parts =
        columns.stream()
            .map(name -> channels.isEmpty() ? part(name) : asked(name, channels, file))
            .toList();
    Optional<Part> none = parts.stream().flatMap(Optional::stream).findFirst();
    boolean all = parts.stream().allMatch(Optional::isPresent) && none.isPresent();
    if (!all) {
      if (wide) {
        return single(columns.size());
      }
      int odd =
          IntStream.range(0, parts.size())
              .filter(c -> parts.get(c).isEmpty())
              .findFirst()
              .orElse(0);
      throw twoForms(columns, columns.get(odd), form, file);
    }
    Map<String, List<Integer>> stems = new LinkedHashMap<>();
    for (int c = 0; c < columns.size(); c++) {
      stems.computeIfAbsent(parts.get(c).orElseThrow().stem(), stem -> new ArrayList<>()).add(c);
    }
    if (channels.isEmpty()) {
      requirePlain(stems, file);
    }
    List<BigDecimal> steps = numbers(stems.values().iterator().next(), parts);
    for (List<Integer> own : stems.values()) {
      requireOrder(own, parts, columns, file);
      boolean lonely = own.size() == 1 && columns.size() > 1 && channels.isEmpty();
      if (!numbers(own, parts).equals(steps) || lonely) {
        throw unequal(columns, stems, file);
      }
    }
    return laidOut(stems, steps.size(), !channels.isEmpty());
  }

  private static ChannelLayout laidOut(Map<String, List<Integer>> stems, int steps, boolean asked) {
    List<String> names = new ArrayList<>(stems.keySet());
    List<List<Integer>> own = new ArrayList<>(stems.values());
    int[][] positions = new int[steps][names.size()];
    for (int c = 0; c < names.size(); c++) {
      for (int t = 0; t < steps; t++) {
        positions[t][c] = own.get(c).get(t);
      }
    }
    boolean named = names.size() > 1 || asked;
    return new ChannelLayout(named ? List.copyOf(names) : RawCases.unnamed(1), named, positions);
  }

  private static List<BigDecimal> numbers(List<Integer> columns, List<Optional<Part>> parts) {
    return columns.stream().map(c -> parts.get(c).orElseThrow().number()).toList();
  }

  /** Whether the name is one of a step: x_1, t3, 7, 2_y. */
  static boolean isNumbered(String name) {
    return part(name).isPresent();
  }

  /** The parts of a name; a time of day or a date, such as 00:15, has none. */
  private static Optional<Part> part(String name) {
    Matcher last = NUMBER_LAST.matcher(name);
    Matcher first = NUMBER_FIRST.matcher(name);
    Optional<Part> part =
        last.matches()
            ? Optional.of(new Part(stem(last.group(1)), new BigDecimal(last.group(2))))
            : first.matches()
                ? Optional.of(new Part(stem(first.group(2)), new BigDecimal(first.group(1))))
                : Optional.empty();
    return part.filter(found -> found.stem().chars().anyMatch(Character::isLetter));
  }

  /** Refuses day1_hour1, day1_hour2, day2_hour1: a number in the stem may count steps as well. */
  private static void requirePlain(Map<String, List<Integer>> stems, String file) {
    boolean numbers = stems.keySet().stream().anyMatch(stem -> stem.matches(".*\\d.*"));
    if (stems.size() > 1 && numbers) {
      throw new TableException(
          file
              + ": the columns have two numbers in their names ("
              + Values.shortened(String.join(", ", stems.keySet()))
              + " with the number of a step), so the first may count channels or steps. Name the"
              + " channels in "
              + setting("channels")
              + "; if all columns are steps of one channel, number them"
              + " through.");
    }
  }

  private static String stem(String text) {
    String stem = text.replaceAll("^[\\s_.:\\-\\[(]+|[\\s_.:\\-\\[(]+$", "");
    return stem.isEmpty() ? RawCases.VALUE : stem;
  }

  private static Optional<Part> asked(String name, List<String> channels, String file) {
    Optional<Part> part = part(name, channels);
    if (part.isEmpty()) {
      throw new TableException(
          file
              + ": the setting "
              + setting("channels")
              + " names "
              + String.join(", ", channels)
              + ", but column "
              + name
              + " is none of these with the number of a step, such as "
              + channels.getFirst()
              + "_1. Name all channels, or name this column in "
              + setting("static")
              + ", "
              + setting("id")
              + " or "
              + setting("label")
              + ".");
    }
    return part;
  }

  /**
   * Refuses a column that belongs to none of the channels that a model knows.
   *
   * @param columns names of the columns that hold values
   */
  static void requireKnown(List<String> columns, SequenceReading model, String file) {
    List<String> channels = model.channels();
    Optional<String> other =
        columns.stream().filter(name -> part(name, channels).isEmpty()).findFirst();
    if (other.isPresent()) {
      throw new TableException(
          file
              + ": the model expects the "
              + (channels.size() == 1 ? "channel " : "channels ")
              + String.join(", ", channels)
              + ", with the number of the step, such as "
              + channels.getFirst()
              + "_1; received the column "
              + other.get()
              + ". Rename or remove it; if it holds the id or the label, set "
              + setting("id")
              + " or "
              + setting("label")
              + " to it.");
    }
  }

  /** The part of a column whose channel is named: the longest name that fits. */
  private static Optional<Part> part(String name, List<String> channels) {
    Optional<Part> best = Optional.empty();
    for (String channel : channels) {
      String rest =
          name.startsWith(channel)
              ? name.substring(channel.length())
              : name.endsWith(channel) ? name.substring(0, name.length() - channel.length()) : "x";
      Matcher number = Pattern.compile("\\W*_*(\\d+(?:\\.\\d+)?)_*\\W*").matcher(rest);
      boolean longer = best.isEmpty() || channel.length() > best.get().stem().length();
      if (number.matches() && longer) {
        best = Optional.of(new Part(channel, new BigDecimal(number.group(1))));
      }
    }
    return best;
  }

  private static void requireOrder(
      List<Integer> own, List<Optional<Part>> parts, List<String> columns, String file) {
    for (int t = 1; t < own.size(); t++) {
      BigDecimal before = parts.get(own.get(t - 1)).orElseThrow().number();
      BigDecimal now = parts.get(own.get(t)).orElseThrow().number();
      if (now.compareTo(before) <= 0) {
        throw new TableException(
            file
                + ": column "
                + columns.get(own.get(t))
                + " stands after "
                + columns.get(own.get(t - 1))
                + ", so the steps may follow the columns or the numbers. Put the columns in the"
                + " order of the steps.");
      }
    }
  }

  private static TableException unequal(
      List<String> columns, Map<String, List<Integer>> stems, String file) {
    StringBuilder counts = new StringBuilder();
    stems.forEach(
        (stem, own) ->
            counts
                .append(counts.isEmpty() ? "" : ", ")
                .append(stem)
                .append(" with ")
                .append(own.size())
                .append(own.size() == 1 ? " step" : " steps"));
    return new TableException(
        file
            + ": the columns "
            + columns.getFirst()
            + " to "
            + columns.getLast()
            + " may be channels with a number for each step ("
            + Values.shortened(counts.toString())
            + "), or steps of one channel. Every channel needs the same steps, and more than one:"
            + " name the channels in "
            + setting("channels")
            + ", and columns that do not change along a sequence in "
            + setting("static")
            + ". If a row is one step of a sequence, set "
            + setting("id")
            + " to the column that names the"
            + " sequence.");
  }

  private static TableException twoForms(
      List<String> columns, String odd, String form, String file) {
    return new TableException(
        file
            + ": a row may be one sequence with its steps in columns, or one step with its channels"
            + " in columns ("
            + Values.shortened(String.join(", ", columns))
            + "; "
            + odd
            + " has no number of a step). Set "
            + setting("form")
            + " to "
            + form
            + " if a row is one sequence; if it is one"
            + " step, set "
            + setting("id")
            + " to the column that names the sequence. A column that does not change"
            + " along a sequence belongs in "
            + setting("static")
            + ".");
  }
}
