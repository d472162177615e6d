package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.TableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    label.filter(SettingColumns::isColumn).ifPresent(column -> take(taken, column, "label"));
    id.ifPresent(column -> take(taken, column, "id"));
    time.filter(SettingColumns::isColumn).ifPresent(column -> take(taken, column, "time"));
    sequence.ifPresent(column -> take(taken, column, "sequence"));
    statics.forEach(column -> take(taken, column, "static"));
  }

  private static boolean isColumn(String name) {
    return !name.equals(SequenceOptions.NONE);
  }

  private static void take(Map<String, String> taken, String column, String name) {
    if (column.isBlank()) {
      throw new TableException(
          "The setting " + setting(name) + " expects the name of a column; received nothing.");
    }
    String earlier = taken.put(column, name);
    if (earlier != null) {
      throw new TableException(
          "Column \""
              + column
              + "\" is named by "
              + (earlier.equals(name)
                  ? "the setting " + setting(name) + " twice"
                  : "the settings " + setting(earlier) + " and " + setting(name))
              + ". Name it once.");
    }
  }
}
