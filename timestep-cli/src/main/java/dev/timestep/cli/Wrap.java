package dev.timestep.cli;

/** Sentences broken at blanks, so that they fit a terminal. */
final class Wrap {
  private Wrap() {}

  /**
   * Each line of a text broken into lines of at most {@code columns}. A word that is longer stands
   * on a line of its own, uncut, so that a path or a command can still be copied.
   *
   * @param indent before every line but the first of those that one line is broken into
   */
  static String text(String text, int columns, String indent) {
    StringBuilder wrapped = new StringBuilder();
    Flags.in(text)
        .lines()
        .forEach(
            line -> {
              wrapped.append(wrapped.isEmpty() ? "" : "\n");
              append(line, columns, indent, wrapped);
            });
    return wrapped.toString();
  }

  private static void append(String line, int columns, String indent, StringBuilder to) {
    String left = line;
    while (left.length() > columns) {
      int first = left.length() - left.stripLeading().length();
      int space = left.lastIndexOf(' ', columns);
      if (space <= first) {
        space = left.indexOf(' ', Math.max(first, columns));
      }
      if (space < 0) {
        break;
      }
      to.append(left.substring(0, space).stripTrailing()).append('\n');
      left = indent + left.substring(space).stripLeading();
    }
    to.append(left);
  }
}
