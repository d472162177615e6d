package dev.timestep.task.sequence;

import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Values with their times, (time,value), as {@code @timeStamps true} announces them. */
final class TsTimes {

  private final List<List<String>> ofCase = new ArrayList<>();
  private boolean any;

  /** Parts of a line between those ':' that are not inside brackets. */
  static List<String> parts(String line) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ':' && depth == 0) {
        parts.add(line.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(line.substring(start));
    return parts;
  }

  /** The values of one channel; its times are kept until {@link #alike}. */
  float[] values(String part, String place) {
    List<String> times = new ArrayList<>();
    List<Float> values = new ArrayList<>();
    int at = 0;
    while (at < part.length()) {
      int open = part.indexOf('(', at);
      int close = part.indexOf(')', Math.max(open, 0));
      String between = open < 0 ? part.substring(at) : part.substring(at, open);
      boolean stray = !between.isBlank() && !between.strip().equals(",");
      if (stray || open >= 0 && close < 0) {
        throw form(place, part.substring(at));
      }
      if (open < 0) {
        break;
      }
      String tuple = part.substring(open + 1, close);
      int comma = tuple.lastIndexOf(',');
      if (comma < 0) {
        throw form(place, "(" + tuple + ")");
      }
      times.add(tuple.substring(0, comma).strip());
      values.add(Values.parse(tuple.substring(comma + 1), place, values.size()));
      at = close + 1;
    }
    refuseRepeated(times, place);
    ofCase.add(times);
    any |= !times.isEmpty();
    float[] numbers = new float[values.size()];
    for (int t = 0; t < numbers.length; t++) {
      numbers[t] = values.get(t);
    }
    return numbers;
  }

  private static TableException form(String place, String text) {
    return new TableException(
        place
            + ": expects (time,value) with commas between, as @timeStamps true says; received \""
            + Values.shortened(text)
            + "\". Correct the line, or write @timeStamps false.");
  }

  private static void refuseRepeated(List<String> times, String place) {
    Set<String> seen = new HashSet<>();
    for (String time : times) {
      if (!seen.add(time)) {
        throw new TableException(
            place + ": the time " + time + " comes twice. Keep one value for each time.");
      }
    }
  }

  /** Refuses channels of one case that have other times. */
  void alike(String place) {
    for (List<String> times : ofCase) {
      if (!times.equals(ofCase.getFirst())) {
        throw new TableException(
            place
                + ": expects the same times in all channels; channel "
                + (ofCase.indexOf(times) + 1)
                + " has others than channel 1. Write (time,?) where a channel has no value.");
      }
    }
    ofCase.clear();
  }

  void note(List<String> notes) {
    if (any) {
      notes.add("Steps are read in the order of the file; their distances in time are not read.");
    }
  }
}
