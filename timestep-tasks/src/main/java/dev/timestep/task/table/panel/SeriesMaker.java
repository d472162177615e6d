package dev.timestep.task.table.panel;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.CountText;
import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeAxis;
import dev.timestep.task.table.read.ColumnNotes;
import dev.timestep.task.table.read.Filler;
import dev.timestep.task.table.read.GapRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Makes a series of what was read of it, or says why it cannot be used.
 *
 * <p>Its history begins with the first and ends with the last row in which a target has a value.
 */
final class SeriesMaker {

  private final PanelCells cells;
  private final PanelPolicy policy;
  private final ReadOptions options;
  private final Optional<Frequency> step;
  private final boolean alone;

  /** Places of the future covariates that hold numbers, among the dynamic columns. */
  private final List<Integer> future = new ArrayList<>();

  private final int targets;

  SeriesMaker(
      PanelCells cells,
      PanelPolicy policy,
      ReadOptions options,
      Optional<Frequency> step,
      boolean alone) {
    this.cells = cells;
    this.policy = policy;
    this.options = options;
    this.step = step;
    this.alone = alone;
    this.targets = cells.names().targets().size();
    int first = targets + cells.names().past().size();
    for (int column = first; column < cells.readers().size(); column++) {
      if (!cells.readers().get(column).isWords()) {
        future.add(column);
      }
    }
  }

  /** A series and what the user should know of it. */
  record Made(PanelSeries series, List<String> notes) {}

  /**
   * Refuses what can be told before the rows are on an axis.
   *
   * @throws TableException naming series and rows
   */
  static void refuseUnplaced(SeriesDraft draft, String idColumn) {
    if (!draft.bad.isEmpty()) {
      throw new TableException(draft.bad);
    }
    if (draft.id.isEmpty()) {
      throw new TableException(
          "row "
              + draft.lines.first()
              + ", column "
              + idColumn
              + ": the id is empty"
              + (draft.rows() > 1
                  ? "; " + CountText.grouped(draft.rows()) + " such rows in all"
                  : "")
              + ". Fill it in, or delete the row.");
    }
    if (draft.rows() == 1) {
      throw new TableException(
          draft.name()
              + ", row "
              + draft.lines.first()
              + ", column "
              + idColumn
              + ": the id appears once, and one row is no series. Correct the id, or delete the"
              + " row.");
    }
  }

  /** Makes the series. */
  Made make(SeriesDraft draft, Placement.Placed placed) {
    return new Making(draft, placed).made();
  }

  private final class Making {
    private final SeriesDraft draft;
    private final Placement.Placed placed;
    private final int[] lines;
    private TimeAxis axis;
    private final double[][] values;
    private final List<String> notes = new ArrayList<>();

    Making(SeriesDraft draft, Placement.Placed placed) {
      this.draft = draft;
      this.placed = placed;
      this.lines = linesOnAxis();
      this.axis = placed.axis();
      this.values = new double[cells.readers().size()][];
    }

    Made made() {
      refuseOtherStep();
      for (int column = 0; column < values.length; column++) {
        values[column] = onAxis(column);
        // What was read is not needed beside it.
        draft.values[column] = new PanelValues();
      }
      int start = 0;
      int rows = 0;
      for (int row = lines.length - 1; row >= 0; row--) {
        if (hasTarget(row)) {
          rows = Math.max(rows, row + 1);
          start = row;
        }
      }
      refuseWithoutValue(rows);
      if (start > 0 && options.fill() == Fill.NONE) {
        cut(start);
        rows -= start;
      }
      int knownRows = knownRows(rows);
      futureNote(rows).ifPresent(notes::add);
      fillOrRefuse(rows);
      refuseShort(rows, knownRows);
      return new Made(
          new PanelSeries(
              draft.id,
              axis.first(rows),
              rows,
              knownRows,
              packed(rows, knownRows),
              statics(),
              draft.lines.first()),
          notes);
    }

    private int[] linesOnAxis() {
      int[] read = draft.lines.values();
      if (placed.asRead()) {
        return read;
      }
      int[] lines = new int[placed.sources().length];
      for (int row = 0; row < lines.length; row++) {
        int[] sources = placed.sources()[row];
        lines[row] = sources.length == 0 ? 0 : read[sources[0]];
      }
      return lines;
    }

    private double[] onAxis(int column) {
      draft.values[column].finish();
      double[] read = draft.values[column].all();
      if (placed.asRead()) {
        return read;
      }
      // The mean of two codes is no code.
      Duplicates rule =
          cells.readers().get(column).isWords() ? Duplicates.FIRST : options.duplicates();
      double[] values = new double[placed.sources().length];
      for (int row = 0; row < values.length; row++) {
        values[row] = rule.merged(read, placed.sources()[row]);
      }
      return values;
    }

    private boolean hasTarget(int row) {
      for (int target = 0; target < targets; target++) {
        if (!Double.isNaN(values[target][row])) {
          return true;
        }
      }
      return false;
    }

    private String name(int column) {
      return cells.names().dynamic().get(column);
    }

    /** "series Elm, row 12, column sales". */
    private String where(int row, int column) {
      return draft.name() + ", " + at(row) + ", column " + name(column);
    }

    /** "row 12", or the time where the file has no such row. */
    private String at(int row) {
      return lines[row] > 0 ? "row " + lines[row] : axis.text(row) + " (no row)";
    }

    private void refuseOtherStep() {
      Frequency own = placed.axis().frequency();
      if (step.isPresent() && !own.sameStep(step.get())) {
        throw new TableException(
            draft.name()
                + ", rows "
                + draft.lines.first()
                + " to "
                + draft.lines.last()
                + ": its step is "
                + own.label()
                + ", that of the other series is "
                + step.get().label()
                + ". Save series of another step in a table of their own, or give "
                + setting("freq")
                + " with the step of all.");
      }
    }

    private void refuseWithoutValue(int rows) {
      for (int target = 0; target < targets; target++) {
        int known = 0;
        for (int row = 0; row < rows; row++) {
          known += Double.isNaN(values[target][row]) ? 0 : 1;
        }
        if (known == 0) {
          throw new TableException(
              draft.name()
                  + ", rows "
                  + draft.lines.first()
                  + " to "
                  + draft.lines.last()
                  + ", column "
                  + name(target)
                  + ": all cells are missing. Fill in the history of the series, or delete its"
                  + " rows.");
        }
      }
    }

    private void cut(int start) {
      axis = axis.without(start);
      System.arraycopy(lines, start, lines, 0, lines.length - start);
      for (int column = 0; column < values.length; column++) {
        values[column] = Arrays.copyOfRange(values[column], start, values[column].length);
      }
      notes.add(
          (start == 1
                  ? "1 row before the first value of "
                  : CountText.grouped(start) + " rows before the first value of ")
              + String.join(" or ", cells.names().targets())
              + (start == 1 ? " was" : " were")
              + " left out.");
    }

    private int knownRows(int rows) {
      int known = rows;
      boolean any = !cells.names().future().isEmpty();
      while (any && known < values[0].length && isKnown(known)) {
        known++;
      }
      return known;
    }

    private boolean isKnown(int row) {
      for (int column : future) {
        if (Double.isNaN(values[column][row])) {
          return false;
        }
      }
      return lines[row] > 0;
    }

    private Optional<String> futureNote(int rows) {
      int after = values[0].length - rows;
      if (after == 0) {
        return Optional.empty();
      }
      String names = String.join(" or ", cells.names().targets());
      return Optional.of(
          (after == 1
                  ? "The last row has no "
                  : "The last " + CountText.grouped(after) + " rows have no ")
              + names
              + (after == 1
                  ? ": it is the row to be forecast ("
                  : ": they are the rows to be forecast (")
              + axis.text(rows)
              + (after == 1 ? "" : " to " + axis.text(rows + after - 1))
              + ").");
    }

    private void fillOrRefuse(int rows) {
      int season = axis.frequency().seasonLength();
      for (int column = 0; column < values.length; column++) {
        double[] history = Arrays.copyOf(values[column], rows);
        if (cells.readers().get(column).isWords()) {
          int missing = GapRule.of(history).missing();
          if (missing > 0) {
            notes.add(
                CountText.grouped(missing)
                    + " of "
                    + CountText.grouped(rows)
                    + " rows have no category in column "
                    + name(column)
                    + ".");
          }
          continue;
        }
        boolean[] filled = new boolean[rows];
        if (options.fill() == Fill.NONE) {
          GapRule.Gaps gaps = GapRule.of(history);
          if (gaps.missing() > 0) {
            refuseGaps(column, gaps, rows, season);
            notes.add(gaps.note(name(column)));
          }
        } else {
          filled = fill(column, history, season);
          System.arraycopy(history, 0, values[column], 0, rows);
        }
        double[] present = Arrays.stream(history).filter(v -> !Double.isNaN(v)).toArray();
        notes.addAll(
            alone || column < targets
                ? ColumnNotes.of(name(column), present, filled, options.fill())
                : ColumnNotes.ofOneOfMany(name(column), present, filled, options.fill()));
      }
    }

    private boolean[] fill(int column, double[] history, int season) {
      if (options.fill() != Fill.ZERO && Arrays.stream(history).allMatch(Double::isNaN)) {
        throw new TableException(
            draft.name()
                + ", rows "
                + draft.lines.first()
                + " to "
                + draft.lines.last()
                + ", column "
                + name(column)
                + ": all cells are missing, so that there is nothing to fill from. Fill them in, or"
                + " do not name the column.");
      }
      return options.fill() == Fill.ZERO && Arrays.stream(history).allMatch(Double::isNaN)
          ? zeros(history)
          : Filler.fill(history, options.fill(), season);
    }

    private static boolean[] zeros(double[] history) {
      Arrays.fill(history, 0);
      boolean[] filled = new boolean[history.length];
      Arrays.fill(filled, true);
      return filled;
    }

    private void refuseGaps(int column, GapRule.Gaps gaps, int rows, int season) {
      boolean few = GapRule.areFew(gaps, rows, season);
      if (few && !policy.strict()) {
        return;
      }
      int first = few ? gaps.first() : gaps.start();
      int length = few ? 1 : gaps.longest();
      throw new TableException(
          where(first, column)
              + ": "
              + (length == 1
                  ? "the value of " + axis.text(first) + " is missing"
                  : CountText.grouped(length)
                      + " values in a row are missing, from "
                      + axis.text(first)
                      + " to "
                      + axis.text(first + length - 1))
              + (gaps.missing() > length
                  ? "; "
                      + CountText.grouped(gaps.missing())
                      + " of "
                      + CountText.grouped(rows)
                      + " in all"
                  : "")
              + ". "
              + (few
                  ? "Give "
                      + setting("fill")
                      + " linear, previous, zero or seasonal to fill them,"
                      + " or leave out "
                      + setting("strict")
                      + " to mask them."
                  : GapRule.allowed(rows, season)
                      + " Give "
                      + setting("fill")
                      + " linear, previous, zero or seasonal to fill them."));
    }

    private void refuseShort(int rows, int knownRows) {
      if (policy.horizon().isEmpty()) {
        return;
      }
      int horizon = policy.horizon().getAsInt();
      if (rows <= horizon) {
        throw new TableException(
            draft.name()
                + ", rows "
                + draft.lines.first()
                + " to "
                + draft.lines.last()
                + ": it has "
                + CountText.grouped(rows)
                + (rows == 1 ? " row" : " rows")
                + " of history, but a forecast of "
                + CountText.grouped(horizon)
                + (horizon == 1 ? " step" : " steps")
                + " needs more than that. Give a longer history, or train a model with a smaller "
                + setting("horizon")
                + ".");
      }
      boolean needed = policy.ahead() && !cells.names().future().isEmpty();
      if (needed && knownRows - rows < horizon) {
        throw endsEarly(rows, knownRows, horizon);
      }
    }

    private TableException endsEarly(int rows, int knownRows, int horizon) {
      int column = future.isEmpty() ? values.length - 1 : future.getFirst();
      for (int candidate : future) {
        boolean ends =
            knownRows >= values[candidate].length || Double.isNaN(values[candidate][knownRows]);
        column = ends ? candidate : column;
      }
      String name = name(column);
      return new TableException(
          draft.name()
              + ", column "
              + name
              + ": its values end with "
              + axis.text(knownRows - 1)
              + " ("
              + at(knownRows - 1)
              + "), but a forecast of "
              + CountText.grouped(horizon)
              + (horizon == 1 ? " step" : " steps")
              + " after the last "
              + String.join(" or ", cells.names().targets())
              + " ("
              + axis.text(rows - 1)
              + ", "
              + at(rows - 1)
              + ") needs them up to "
              + axis.text(rows + horizon - 1)
              + ". Add rows with "
              + name
              + " up to then. A column that is not known ahead is one for "
              + setting("past")
              + " when a model is trained.");
    }

    private SequencedMap<String, PanelValues> packed(int rows, int knownRows) {
      SequencedMap<String, PanelValues> packed = new LinkedHashMap<>();
      int known = targets + cells.names().past().size();
      for (int column = 0; column < values.length; column++) {
        packed.put(name(column), PanelValues.of(values[column], column < known ? rows : knownRows));
      }
      return packed;
    }

    private SequencedMap<String, Double> statics() {
      SequencedMap<String, Double> statics = new LinkedHashMap<>();
      for (int column = 0; column < draft.statics.length; column++) {
        String name = cells.names().statics().get(column);
        statics.put(name, draft.statics[column]);
        if (Double.isNaN(draft.statics[column])) {
          notes.add("Column " + name + " has no value in any row.");
        }
      }
      return statics;
    }
  }
}
