package dev.timestep.task.table;

import java.util.List;

/** Lists in sentences. */
final class Words {

  private Words() {}

  /** "a, b or c". */
  static String or(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
