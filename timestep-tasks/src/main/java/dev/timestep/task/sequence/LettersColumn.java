package dev.timestep.task.sequence;

import dev.timestep.task.table.cells.CsvTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the column of a table that holds sequences of letters. */
final class LettersColumn {
  private static final double SHARE_OF_LETTERS = 0.9;

  private final CsvTable table;
  private final SequenceOptions options;

  LettersColumn(CsvTable table, SequenceOptions options) {
    this.table = table;
    this.options = options;
  }

  /** Whether the cells of a column are runs of letters without digits and blanks between. */
  static boolean isLetters(CsvTable table, int column) {
    int letters = 0;
    for (int r = 0; r < table.rows(); r++) {
      String text = table.text(r, column).strip();
      letters += text.length() > 1 && text.chars().allMatch(Character::isLetter) ? 1 : 0;
    }
    return letters > SHARE_OF_LETTERS * table.rows();
  }

  /** Whether a column is called so, and holds letters. */
  static boolean isMarked(CsvTable table, int column) {
    String name = table.columns().get(column).toLowerCase(Locale.ROOT);
    return ColumnNames.SEQUENCES.contains(name) && isLetters(table, column);
  }

  /**
   * The only column that can be it: of a table without numbers, the one column of letters that is
   * left beside the label and at most one other, whose texts are all different.
   */
  Optional<Integer> find() {
    List<Integer> rest = new ArrayList<>();
    for (int c = 0; c < table.columns().size(); c++) {
      if (!isNamed(c)) {
        rest.add(c);
      }
    }
    if (rest.stream().anyMatch(table::isNumeric)) {
      return Optional.empty();
    }
    if (!isLabelKnown()) {
      List<Integer> classes =
          rest.stream().filter(column -> ColumnNames.isRepeated(table, column)).toList();
      if (classes.size() != 1) {
        return Optional.empty();
      }
      rest.remove(classes.getFirst());
    }
    List<Integer> letters = rest.stream().filter(column -> isLetters(table, column)).toList();
    List<Integer> others = rest.stream().filter(column -> !letters.contains(column)).toList();
    boolean only =
        letters.size() == 1
            && others.size() <= 1
            && others.stream().noneMatch(column -> ColumnNames.isRepeated(table, column));
    return only ? Optional.of(letters.getFirst()) : Optional.empty();
  }

  private boolean isLabelKnown() {
    return options.label().isPresent() || ColumnNames.named(table, ColumnNames.LABELS).isPresent();
  }

  /** Whether a setting, or the name of the column itself, says what it holds. */
  private boolean isNamed(int column) {
    String name = table.columns().get(column);
    boolean label =
        options
            .label()
            .map(asked -> is(column, asked))
            .orElseGet(() -> ColumnNames.named(table, ColumnNames.LABELS).equals(is(column)));
    boolean id =
        options
            .id()
            .map(asked -> is(column, asked))
            .orElseGet(() -> ColumnNames.idColumn(table).equals(is(column)));
    return label || id || options.statics().contains(name);
  }

  private static Optional<Integer> is(int column) {
    return Optional.of(column);
  }

  private boolean is(int column, String asked) {
    int last = table.columns().size() - 1;
    return table.columns().get(column).equalsIgnoreCase(asked)
        || asked.equals(SequenceOptions.FIRST) && column == 0
        || asked.equals(SequenceOptions.LAST) && column == last;
  }
}
