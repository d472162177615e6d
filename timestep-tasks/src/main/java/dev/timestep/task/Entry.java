package dev.timestep.task;

/**
 * A line of what a job says about itself, for a terminal.
 *
 * @param label what it is about, for example {@code Data}; empty where it goes on with the line
 *     before
 * @param text the line
 */
public record Entry(String label, String text) {
  /** A line that goes on with the one before. */
  public static Entry more(String text) {
    return new Entry("", text);
  }
}
