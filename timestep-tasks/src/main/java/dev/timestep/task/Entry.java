package dev.timestep.task;

import dev.timestep.task.message.Message;

/**
 * A line of what a job says about itself, for a terminal.
 *
 * @param label what it is about, for example {@code Data}; empty where it goes on with the line
 *     before
 * @param message the line
 */
public record Entry(String label, Message message) {
  /**
   * @param text the line; settings in it as {@link dev.timestep.task.message.Setting#setting} gives
   *     them
   */
  public Entry(String label, String text) {
    this(label, new Message(text));
  }

  /** The line, with bare names of settings. */
  public String text() {
    return message.plain();
  }

  /** A line that goes on with the one before. */
  public static Entry more(String text) {
    return new Entry("", text);
  }
}
