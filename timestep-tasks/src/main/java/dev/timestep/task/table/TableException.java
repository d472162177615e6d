package dev.timestep.task.table;

import dev.timestep.task.message.TaskException;

/**
 * The user's table or options cannot be used as they are.
 *
 * <p>The message is complete: it names the file, the row (as the line number that an editor shows),
 * the column and the setting or edit that helps. Programs print it without a stack trace and end
 * with exit code 2.
 */
public final class TableException extends TaskException {

  private static final long serialVersionUID = 1L;

  public TableException(String message) {
    super(message);
  }

  public TableException(String message, Throwable cause) {
    super(message, cause);
  }
}
