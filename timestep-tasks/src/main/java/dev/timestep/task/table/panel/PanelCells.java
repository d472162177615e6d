package dev.timestep.task.table.panel;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.cells.NumberCells;
import dev.timestep.task.table.cells.TableStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the columns of a table of many series stand, and how their cells are read.
 *
 * @param names with their roles, as the file has them
 * @param id what separates the series
 * @param dynamic positions of the columns with a value in each row
 * @param readers of these
 * @param statics positions of the columns with one value for each series
 * @param staticReaders of these
 */
record PanelCells(
    PanelColumns names,
    IdCells id,
    List<Integer> dynamic,
    List<CellReader> readers,
    List<Integer> statics,
    List<CellReader> staticReaders) {

  /**
   * Finds the columns.
   *
   * @param known the words that a model was trained with
   * @throws TableException when one is not there, is the time, or a target does not hold numbers
   */
  static PanelCells of(
      TableStream stream,
      PanelColumns asked,
      IdCells id,
      List<Integer> time,
      Optional<Categories> known) {
    CellTable head = stream.head();
    Finder finder = new Finder(stream, time, known);
    id.columns().forEach(column -> finder.position(head.columns().get(column), "id"));
    List<Integer> targets = finder.positions(asked.targets(), "target");
    List<Integer> past = finder.positions(asked.past(), "past");
    List<Integer> future = finder.positions(asked.future(), "future");
    List<Integer> statics = finder.positions(asked.statics(), "static");
    PanelColumns names =
        new PanelColumns(
            id.label(),
            named(head, targets),
            named(head, past),
            named(head, future),
            named(head, statics));
    List<Integer> dynamic = new ArrayList<>(targets);
    dynamic.addAll(past);
    dynamic.addAll(future);
    refuseIdParts(head, id, dynamic);
    List<CellReader> readers = new ArrayList<>();
    for (int column : dynamic) {
      readers.add(targets.contains(column) ? numbers(stream, column) : finder.reader(column));
    }
    return new PanelCells(
        names, id, dynamic, readers, statics, statics.stream().map(finder::reader).toList());
  }

  /** A part of the id may be a static column, whose words other series share; no other. */
  private static void refuseIdParts(CellTable head, IdCells id, List<Integer> dynamic) {
    for (int column : dynamic) {
      if (id.columns().contains(column)) {
        throw new TableException(
            head.file()
                + ": column \""
                + head.columns().get(column)
                + "\" is part of "
                + setting("id")
                + " "
                + id.label()
                + " and has the same text in all rows of a series. Leave it out, or name it with "
                + setting("static")
                + ".");
      }
    }
  }

  private static List<String> named(CellTable head, List<Integer> positions) {
    return positions.stream().map(head.columns()::get).toList();
  }

  private static CellReader numbers(TableStream stream, int column) {
    NumberCells cells = stream.numbers(column);
    return cells::read;
  }

  /** The words of the columns of texts, once the file is read. */
  Categories categories() {
    Map<String, List<String>> words = new LinkedHashMap<>();
    collect(words, names.dynamic(), readers);
    collect(words, names.statics(), staticReaders);
    return new Categories(words);
  }

  private static void collect(
      Map<String, List<String>> words, List<String> names, List<CellReader> readers) {
    for (int i = 0; i < readers.size(); i++) {
      CellReader reader = readers.get(i);
      if (reader instanceof OpenCells open) {
        reader = open.chosen();
      }
      if (reader instanceof WordCells cells) {
        words.put(names.get(i), cells.words());
      }
    }
  }

  private record Finder(TableStream stream, List<Integer> time, Optional<Categories> known) {

    List<Integer> positions(List<String> names, String role) {
      return names.stream().map(name -> position(name, role)).toList();
    }

    int position(String name, String role) {
      CellTable head = stream.head();
      int position = head.column(name, role);
      if (time.contains(position)) {
        throw new TableException(
            head.file()
                + ": column \""
                + name
                + "\" ("
                + setting(role)
                + ") holds the time. Name another column, or say with "
                + setting("time")
                + " where the time is.");
      }
      return position;
    }

    CellReader reader(int column) {
      String name = stream.head().columns().get(column);
      if (known.isPresent()) {
        return known.get().has(name)
            ? new WordCells(stream, column, Optional.of(known.get().of(name)))
            : numbersOrTruths(column);
      }
      CellTable sample = stream.sample();
      int present = 0;
      int numbers = 0;
      int truths = 0;
      for (int row = 0; row < sample.rows(); row++) {
        if (!sample.isMissing(row, column)) {
          String cell = sample.text(row, column);
          present++;
          numbers += sample.isNumber(cell) ? 1 : 0;
          truths += TruthCells.isTruth(cell) ? 1 : 0;
        }
      }
      if (present == 0) {
        return new OpenCells(stream, column, cell -> byFirst(cell, column));
      }
      if (truths == present) {
        return new TruthCells(stream, column);
      }
      // A column of numbers with a word among them is damaged, not a column of categories.
      return 2 * numbers > present
          ? PanelCells.numbers(stream, column)
          : new WordCells(stream, column, Optional.empty());
    }

    private CellReader numbersOrTruths(int column) {
      return new OpenCells(
          stream,
          column,
          cell ->
              TruthCells.isTruth(cell)
                  ? new TruthCells(stream, column)
                  : PanelCells.numbers(stream, column));
    }

    private CellReader byFirst(String cell, int column) {
      if (TruthCells.isTruth(cell)) {
        return new TruthCells(stream, column);
      }
      return stream.head().isNumber(cell)
          ? PanelCells.numbers(stream, column)
          : new WordCells(stream, column, Optional.empty());
    }
  }
}
