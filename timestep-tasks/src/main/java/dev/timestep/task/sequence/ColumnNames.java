package dev.timestep.task.sequence;

import dev.timestep.task.table.cells.CsvTable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What columns are usually called, and which column of a table is called so. */
final class ColumnNames {

  /** Names of columns that say which case a row belongs to. */
  static final Set<String> IDS =
      Set.of("id", "case", "case_id", "caseid", "series_id", "sequence_id", "unique_id");

  /** Names of columns of letters. */
  static final Set<String> SEQUENCES = Set.of("sequence", "seq");

  /** What a column of labels is usually called. */
  static final Set<String> LABELS =
      Set.of("label", "labels", "class", "classlabel", "class_label", "target", "category");

  private ColumnNames() {}

  /** Whether a text comes twice in a column. */
  static boolean isRepeated(CsvTable table, int column) {
    Set<String> seen = new HashSet<>();
    for (int r = 0; r < table.rows(); r++) {
      if (!seen.add(table.text(r, column).strip())) {
        return true;
      }
    }
    return false;
  }

  /** The column that a name of {@link #IDS} marks. */
  static Optional<Integer> idColumn(CsvTable table) {
    return named(table, IDS);
  }

  /** The column that a name of {@link #SEQUENCES} marks. */
  static Optional<Integer> sequenceColumn(CsvTable table) {
    return named(table, SEQUENCES);
  }

  static Optional<Integer> named(CsvTable table, Set<String> names) {
    List<Integer> found =
        IntStream.range(0, table.columns().size())
            .filter(c -> names.contains(table.columns().get(c).toLowerCase(Locale.ROOT)))
            .boxed()
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }
}
