package dev.timestep.task.sequence;

import dev.timestep.task.table.TableException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Refuses settings that give one column two meanings. */
final class SettingColumns {

  private SettingColumns() {}

  static void check(
      Optional<String> label,
      Optional<String> id,
      Optional<String> time,
      Optional<String> sequence,
      List<String> statics) {
    Map<String, String> taken = new HashMap<>();
    label.ifPresent(column -> take(taken, column, "label"));
    id.ifPresent(column -> take(taken, column, "id"));
    time.ifPresent(column -> take(taken, column, "time"));
    sequence.ifPresent(column -> take(taken, column, "sequence"));
    statics.forEach(column -> take(taken, column, "static"));
  }

  /**
   * Refuses settings that name columns, for a form that has none.
   *
   * @param file for the message
   * @param form that has no columns
   * @param allowed the settings that mean something in this form
   */
  static void refuseOthers(String file, String form, SequenceOptions options, Set<String> allowed) {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("label", options.label().isPresent() && !options.unlabelled());
    given.put("id", options.id().isPresent());
    given.put("time", options.time().isPresent());
    given.put("sequence", options.sequence().isPresent());
    given.put("static", !options.statics().isEmpty());
    given.put("channels", !options.channels().isEmpty());
    given.forEach(
        (setting, is) -> {
          if (is && !allowed.contains(setting)) {
            throw new TableException(
                file
                    + ": the setting "
                    + setting
                    + " names a column, but "
                    + form
                    + ". Leave out "
                    + setting
                    + ".");
          }
        });
  }

  private static void take(Map<String, String> taken, String column, String setting) {
    if (column.isBlank()) {
      throw new TableException(
          "The setting " + setting + " expects the name of a column; received nothing.");
    }
    String earlier = taken.put(column, setting);
    if (earlier != null) {
      throw new TableException(
          "Column \""
              + column
              + "\" is named by "
              + (earlier.equals(setting)
                  ? "the setting " + setting + " twice"
                  : "the settings " + earlier + " and " + setting)
              + ". Name it once.");
    }
  }
}
