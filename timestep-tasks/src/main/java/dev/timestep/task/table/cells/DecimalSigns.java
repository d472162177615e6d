package dev.timestep.task.table.cells;

import dev.timestep.task.table.NumberForm.Basis;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides the decimal sign of each column from all rows of the file, and from its other columns and
 * its delimiter where the column leaves it open.
 */
final class DecimalSigns {

  /**
   * The decision about one column.
   *
   * @param sign '.' or ','; empty when it is open
   * @param basis what decided
   * @param point first row that shows the point, of {@code pointColumn}; -1 for none
   * @param comma first row that shows the comma, of {@code commaColumn}; -1 for none
   */
  record Decision(
      Optional<Character> sign,
      Basis basis,
      int point,
      int pointColumn,
      int comma,
      int commaColumn) {

    /** Two rows of the file, and maybe of the column, show different signs. */
    boolean isContradiction() {
      return sign.isEmpty() && point >= 0 && comma >= 0;
    }
  }

  private final List<String[]> rows;
  private final int columns;
  private final char delimiter;
  private final Optional<Character> option;
  private final Optional<Character> earlier;
  private final MissingMarks missing;
  private final Map<Integer, ColumnMarks> marks = new ConcurrentHashMap<>();
  private final Map<Integer, Decision> decisions = new ConcurrentHashMap<>();

  DecimalSigns(
      List<String[]> rows, int columns, char delimiter, ReadOptions options, MissingMarks missing) {
    this.rows = rows;
    this.columns = columns;
    this.delimiter = delimiter;
    this.option = options.decimal();
    this.earlier = options.like().flatMap(TableReading::decimal);
    this.missing = missing;
  }

  /** What the cells of the column show; counted when first asked for. */
  ColumnMarks marks(int column) {
    return marks.computeIfAbsent(column, c -> ColumnMarks.of(rows, c, missing));
  }

  /** The decision about the column; made when first asked for. */
  Decision of(int column) {
    return decisions.computeIfAbsent(column, this::decide);
  }

  private Decision decide(int column) {
    ColumnMarks own = marks(column);
    Decision shown =
        new Decision(Optional.empty(), Basis.NONE, own.point(), column, own.comma(), column);
    if (option.isPresent()) {
      return decided(shown, option.get(), Basis.OPTION);
    }
    if (own.point() >= 0 || own.comma() >= 0) {
      return own.point() >= 0 && own.comma() >= 0
          ? shown
          : decided(shown, own.point() >= 0 ? '.' : ',', Basis.COLUMN);
    }
    if (own.either() < 0) {
      return decided(shown, '.', Basis.NONE);
    }
    Decision others = others();
    if (others.isContradiction()) {
      return others;
    }
    if (others.sign().isPresent()) {
      boolean doubted =
          delimiter != ',' && own.small() >= 0 && others.sign().get() == mark(own, column);
      return doubted ? opened(others) : others;
    }
    return byDelimiter(own, column)
        .map(sign -> decided(shown, sign, Basis.DELIMITER))
        .or(() -> earlier.map(sign -> decided(shown, sign, Basis.EARLIER_FILE)))
        .orElse(shown);
  }

  /** The sign of an earlier file of the same kind, where this file shows the other one. */
  Optional<Character> otherThanEarlier(int column) {
    Decision decision = of(column);
    boolean shown = decision.basis() != Basis.NONE && decision.basis() != Basis.OPTION;
    return earlier.filter(
        sign -> shown && decision.sign().filter(own -> !own.equals(sign)).isPresent());
  }

  /** What the columns show together that are certain on their own. */
  private Decision others() {
    List<Integer> point = new ArrayList<>();
    List<Integer> comma = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      ColumnMarks other = marks(c);
      if (other.isEvidence()) {
        (other.point() >= 0 ? point : comma).add(c);
      }
    }
    int points = point.isEmpty() ? -1 : point.getFirst();
    int commas = comma.isEmpty() ? -1 : comma.getFirst();
    Decision shown =
        new Decision(
            Optional.empty(),
            Basis.NONE,
            points < 0 ? -1 : marks(points).point(),
            points,
            commas < 0 ? -1 : marks(commas).comma(),
            commas);
    return point.isEmpty() == comma.isEmpty()
        ? shown
        : decided(shown, comma.isEmpty() ? '.' : ',', Basis.FILE);
  }

  /**
   * Commas between cells leave the point as decimal sign, unless whole numbers below 1000 beside
   * 1.344 let it look like a mark of thousands. Semicolons separate cells where the comma is the
   * decimal sign, again unless there are such numbers; that says nothing about a point.
   */
  private Optional<Character> byDelimiter(ColumnMarks own, int column) {
    boolean comma = mark(own, column) == ',';
    if (delimiter == ',' && (comma || own.small() < 0)) {
      return Optional.of('.');
    }
    return delimiter == ';' && comma && own.small() < 0 ? Optional.of(',') : Optional.empty();
  }

  /** The mark in the first cell that may be read in two ways. */
  private char mark(ColumnMarks own, int column) {
    return rows.get(own.either())[column].indexOf(',') >= 0 ? ',' : '.';
  }

  /**
   * The same without a sign: a column of 1.344 and 987 has no number with one or two decimals, so
   * the point may part thousands there though other columns, such as those of coordinates, have it
   * as decimal sign.
   */
  private static Decision opened(Decision others) {
    return new Decision(
        Optional.empty(),
        Basis.NONE,
        others.point(),
        others.pointColumn(),
        others.comma(),
        others.commaColumn());
  }

  private static Decision decided(Decision shown, char sign, Basis basis) {
    return new Decision(
        Optional.of(sign),
        basis,
        shown.point(),
        shown.pointColumn(),
        shown.comma(),
        shown.commaColumn());
  }
}
