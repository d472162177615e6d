package dev.timestep.task.sequence.stream;

import java.util.List;

/** How the lines of a form become answers. */
interface LineForm {
  /** The columns before those of the answer. */
  List<String> columns();

  /** Takes a line that is not blank; gives lines of answers. */
  String line(String text);

  /** After the last line. */
  default String end() {
    return "";
  }
}
