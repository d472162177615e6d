package dev.timestep.judge;

import java.util.Locale;

/**
 * What is counted when a model is judged, in words.
 *
 * @param one for example {@code test window}
 * @param many for example {@code test windows}
 * @param kind what follows the number where it matters, for example {@code of horizon 28}; may be
 *     empty
 */
public record Cases(String one, String many, String kind) {
  /** Cases that do not depend on each other. */
  public static final Cases TEST_CASES = new Cases("test case", "test cases", "");

  /** Windows of a series. */
  public static Cases windows(int horizon) {
    return new Cases("test window", "test windows", "of horizon " + horizon);
  }

  /** "1 test window", "521 test windows". */
  public String counted(int count) {
    return count + " " + (count == 1 ? one : many);
  }

  /** The number with its kind: "5 test windows of horizon 28". */
  String countedWithKind(int count) {
    return counted(count) + (kind.isEmpty() ? "" : " " + kind);
  }

  /** The last word, as names in JSON use it: {@code windows}. */
  String name() {
    return many.substring(many.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
  }
}
