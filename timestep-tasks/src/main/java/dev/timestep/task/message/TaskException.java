package dev.timestep.task.message;

/**
 * Wrong input: its message says where it is, what was expected and what would help.
 *
 * <p>{@link #getMessage} names settings by their bare names; {@link #text} lets a program write
 * them as its users know them.
 */
public class TaskException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String marked;

  /**
   * @param text settings in it as {@link Setting#setting} gives them
   */
  public TaskException(String text) {
    super(new Message(text).plain());
    this.marked = text;
  }

  /**
   * @param text settings in it as {@link Setting#setting} gives them
   * @param cause what was thrown first
   */
  public TaskException(String text, Throwable cause) {
    super(new Message(text).plain(), cause);
    this.marked = text;
  }

  /** The message, its settings still marked. */
  public final Message text() {
    return new Message(marked);
  }

  /**
   * The text of any exception as a part of a sentence, without its full stop, for what could not
   * take part: "ETS (needs 4 values; received 3)".
   */
  public static String reason(Throwable thrown) {
    String words = text(thrown).marked().strip();
    return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
  }

  /** The text of any exception; only a {@link TaskException} marks its settings. */
  public static Message text(Throwable thrown) {
    return thrown instanceof TaskException task
        ? task.text()
        : new Message(String.valueOf(thrown.getMessage()));
  }
}
