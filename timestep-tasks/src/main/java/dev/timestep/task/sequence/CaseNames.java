package dev.timestep.task.sequence;

import java.util.List;
import java.util.Optional;

/** Finds the column that names the cases, by one rule for all tables with one case a row. */
final class CaseNames {
  private final Columns columns;

  CaseNames(Columns columns) {
    this.columns = columns;
  }

  /** The column that a setting, the earlier file, or its own name marks; before the label. */
  Optional<Integer> marked() {
    Optional<String> earlier = columns.options.like().flatMap(SequenceReading::id);
    Optional<Integer> asked = columns.named(columns.options.id(), earlier, "id");
    return known(asked.isPresent() ? asked : named());
  }

  private Optional<Integer> named() {
    Optional<Integer> found =
        ColumnNames.idColumn(columns.table).filter(columns.rest()::contains).map(columns::take);
    found.ifPresent(
        column -> columns.raw.notes.add("Column " + columns.name(column) + " names the cases."));
    return found;
  }

  /** The only column of texts that are all different; once the label is known. */
  Optional<Integer> ofTexts() {
    List<Integer> texts =
        columns.rest().stream()
            .filter(columns::isText)
            .filter(column -> !ColumnNames.isRepeated(columns.table, column))
            .toList();
    if (texts.size() != 1) {
      return Optional.empty();
    }
    columns.raw.notes.add(
        "Column "
            + columns.name(texts.getFirst())
            + " is different in each row, and names the cases.");
    return known(Optional.of(columns.take(texts.getFirst())));
  }

  private Optional<Integer> known(Optional<Integer> found) {
    found.ifPresent(column -> columns.raw.id = Optional.of(columns.name(column)));
    return found;
  }
}
