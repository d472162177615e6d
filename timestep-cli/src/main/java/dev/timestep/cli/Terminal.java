package dev.timestep.cli;

import java.nio.charset.Charset;
import java.util.Map;

/**
 * What standard error is.
 *
 * @param redraws whether a line can be drawn again, as on a terminal
 * @param columns how wide it is
 * @param blocks whether it shows block characters
 */
record Terminal(boolean redraws, int columns, boolean blocks) {
  private static final int USUAL_COLUMNS = 80;

  /** A file or a pipe. */
  static final Terminal NONE = new Terminal(false, USUAL_COLUMNS, false);

  /** The terminal of this process; the launcher says what the JVM cannot see. */
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

  static int columns(String text) {
    return text.matches("[1-9]\\d{0,3}") ? Integer.parseInt(text) : USUAL_COLUMNS;
  }

  private static boolean canShowBlocks(Charset charset) {
    return charset.canEncode() && charset.newEncoder().canEncode("█░");
  }
}
