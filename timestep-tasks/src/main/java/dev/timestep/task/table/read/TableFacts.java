package dev.timestep.task.table.read;

import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.NumberForm;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableReading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a table showed about how it is written. */
public final class TableFacts {

  private TableFacts() {}

  /** The facts about a table that was read. */
  public static TableReading reading(
      CellTable table, List<Integer> columns, String time, DateOrder order, ReadOptions options) {
    Set<Character> signs = new TreeSet<>();
    Map<String, String> units = new HashMap<>();
    for (int column : columns) {
      NumberForm form = table.form(column);
      if (form.basis() != NumberForm.Basis.NONE && form.basis() != NumberForm.Basis.OPTION) {
        signs.add(form.decimal());
      }
      if (!form.unit().isEmpty()) {
        units.put(table.columns().get(column), form.unit());
      }
    }
    // Lines are counted from the top: further down, a later file has rows where this one had none.
    int firstRow = IntStream.range(0, table.rows()).map(table::line).min().orElse(1);
    Set<Integer> above =
        options.skipLines().stream().filter(line -> line < firstRow).collect(Collectors.toSet());
    return new TableReading(
        options.withSkipLines(above),
        signs.size() == 1 ? Optional.of(signs.iterator().next()) : Optional.empty(),
        order,
        Optional.of(time),
        units,
        Optional.empty());
  }
}
