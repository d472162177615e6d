package dev.timestep.report;

/**
 * A command line that the reader can copy.
 *
 * @param purpose what it does, for example "Forecast the next 28 days"
 * @param command the line as it is typed
 */
public record CommandExample(String purpose, String command) {
  /** Checks the texts. */
  public CommandExample {
    Check.text("CommandExample", "purpose", purpose);
    Check.text("CommandExample", "command", command);
  }
}
