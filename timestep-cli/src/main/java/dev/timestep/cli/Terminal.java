package dev.timestep.cli;

import java.nio.charset.Charset;
import java.util.Map;

/**
 * What standard error, or standard output, is.
 *
 * @param redraws whether a line can be drawn again, as on a terminal
 * @param columns how wide it is
 * @param blocks whether it shows block characters
 */
record Terminal(boolean redraws, int columns, boolean blocks) {
  private static final int USUAL_COLUMNS = 80;

  /** Longer lines of text are hard to read. */
  private static final int WIDEST_TEXT = 79;

  private static final int NARROWEST_TEXT = 20;

  /** A file or a pipe. */
  static final Terminal NONE = new Terminal(false, USUAL_COLUMNS, false);

  /** Standard error of this process; the launcher says what the JVM cannot detect. */
  static Terminal ofProcess() {
    Map<String, String> environment = System.getenv();
    String said = environment.get("TIMESTEP_TERMINAL");
    boolean terminal =
        said != null
            ? said.equals("yes")
            : System.console() != null && System.console().isTerminal();
    return new Terminal(
        terminal && !"dumb".equals(environment.get("TERM")),
        columns(environment.getOrDefault("TIMESTEP_COLUMNS", "")),
        canShowBlocks(System.err.charset()));
  }

  /** Standard output of this process; it is never drawn on. */
  static Terminal ofOutput() {
    return new Terminal(
        false, columns(System.getenv().getOrDefault("TIMESTEP_OUT_COLUMNS", "")), false);
  }

  /** How wide a line of text may be; one column stays free, so that no terminal breaks it. */
  int textColumns() {
    return Math.clamp(columns - 1, NARROWEST_TEXT, WIDEST_TEXT);
  }

  static int columns(String text) {
    return text.matches("[1-9]\\d{0,3}") ? Integer.parseInt(text) : USUAL_COLUMNS;
  }

  private static boolean canShowBlocks(Charset charset) {
    return charset.canEncode() && charset.newEncoder().canEncode("█░");
  }
}
