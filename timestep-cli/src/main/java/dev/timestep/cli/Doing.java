package dev.timestep.cli;

import dev.timestep.task.TaskListener;
import dev.timestep.task.message.Message;
import java.io.PrintWriter;

/**
 * Shows on a terminal what a short command is doing, and what the user should know.
 *
 * @param screen where it is drawn
 * @param notes where notes are printed, terminal or not
 */
record Doing(Screen screen, PrintWriter notes) implements TaskListener {
  @Override
  public void doing(String sentence) {
    screen.draw(sentence);
  }

  @Override
  public void note(String text) {
    screen.clear();
    notes.println("Note: " + text);
    notes.flush();
  }

  @Override
  public void note(Message message) {
    note(message.marked());
  }
}
