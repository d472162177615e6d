package dev.timestep.task.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns that are named for one thing each, such as a target or a past covariate.
 *
 * <pre>{@code
 * new ColumnRoles().claim(setting("target"), targets).claim(setting("past"), past);
 * }</pre>
 */
public final class ColumnRoles {
  private final Map<String, String> roles = new HashMap<>();

  /**
   * Takes some columns for a role.
   *
   * @param role the setting that names them, marked
   * @throws TableException when one of them is named twice, or for another role, too
   */
  public ColumnRoles claim(String role, List<String> names) {
    for (String name : names) {
      String before = roles.put(Names.visible(name), role);
      if (before != null) {
        throw new TableException(
            "Column \""
                + name
                + "\" is named "
                + (before.equals(role) ? "twice by " + role : "by " + before + " and by " + role)
                + ". A column has one role: name it once.");
      }
    }
    return this;
  }
}
