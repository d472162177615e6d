package dev.timestep.cli;

import dev.timestep.task.message.Message;
import dev.timestep.task.message.TaskException;
import java.io.PrintWriter;
import java.io.Writer;

/** Texts of the library as this program's users know them: each setting as its option. */
final class Flags {
  private Flags() {}

  /** The text with {@code --fill} where it names the setting {@code fill}. */
  static String in(String marked) {
    return new Message(marked).with(name -> "--" + name);
  }

  /** What an exception says, with options. */
  static String in(Throwable thrown) {
    return in(TaskException.text(thrown).marked());
  }

  /**
   * A writer that puts options for settings in all that it prints, such as JSON.
   *
   * <p>A text is printed by one call, so no name of a setting is cut in two.
   */
  static PrintWriter writer(Writer to) {
    return new PrintWriter(to, true) {
      @Override
      public void write(String text, int from, int length) {
        String shown = in(text.substring(from, from + length));
        super.write(shown, 0, shown.length());
      }
    };
  }
}
