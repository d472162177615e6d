package dev.timestep.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/**
 * The user's standard error, where the launcher put a filter in its place.
 *
 * <p>The JVM writes a warning about the incubating vector module to standard error before any Java
 * code runs, and no flag turns it off. On a terminal or a pipe the launcher therefore gives the JVM
 * a filter as standard error and names the real one in {@code TIMESTEP_STDERR}. Writing to that one
 * directly keeps it in order with other output, and a progress line needs no line end.
 */
final class StandardError {

  private StandardError() {}

  /**
   * Makes {@link System#err} the user's standard error; leaves it as it is if there is no filter.
   */
  static void reopen() {
    String name = System.getenv("TIMESTEP_STDERR");
    if (name == null) {
      return;
    }
    try {
      // Appended to, so that nothing is lost should the name be that of a file after all.
      FileOutputStream out = new FileOutputStream(name, true);
      System.setErr(new PrintStream(out, true, System.err.charset()));
    } catch (IOException e) {
      // Another user's terminal cannot be opened by name; the filter passes everything on.
      return;
    }
  }
}
