package dev.timestep.task.table.panel;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.CountText;
import dev.timestep.task.table.Names;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.Where;
import dev.timestep.task.table.Words;
import dev.timestep.task.table.cells.TableStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the rows of a file as they come by, and deals them out to their series. */
final class PanelPass implements TableStream.Rows {

  /** So many ids are looked at before a column is refused as none of ids. */
  private static final int MANY = 50_000;

  private final TableStream stream;
  private final PanelCells cells;
  private final PanelPolicy policy;
  private final boolean known;
  private final boolean timed;
  private final TimePool pool;
  private final int whereColumn;
  private final String whereValue;
  private final Map<String, SeriesDraft> byId = new LinkedHashMap<>();

  /** The same by the id as it is written. */
  private final Map<String, SeriesDraft> asWritten = new HashMap<>();

  /** Words that a model does not know: the first row of each, by column and word. */
  private final Map<String, Unseen> unseen = new LinkedHashMap<>();

  private int rows;
  private int taken;

  /** A word that was never seen when the model was trained. */
  private static final class Unseen {
    final String column;
    final String word;
    final String series;
    final int line;
    int rows;

    Unseen(String column, String word, String series, int line) {
      this.column = column;
      this.word = word;
      this.series = series;
      this.line = line;
    }
  }

  PanelPass(
      TableStream stream,
      PanelCells cells,
      TimePool pool,
      boolean timed,
      Optional<Where> where,
      PanelPolicy policy,
      boolean known) {
    this.stream = stream;
    this.cells = cells;
    this.pool = pool;
    this.timed = timed;
    this.policy = policy;
    this.known = known;
    this.whereColumn = where.map(only -> stream.head().column(only.column(), "where")).orElse(-1);
    this.whereValue = where.map(only -> Names.visible(only.value())).orElse("");
  }

  /** The series in the order in which they first appear. */
  List<SeriesDraft> drafts() {
    return new ArrayList<>(byId.values());
  }

  /** Rows of the file. */
  int rows() {
    return rows;
  }

  /** Rows that {@code where} asks for. */
  int taken() {
    return taken;
  }

  @Override
  public void row(int line, String[] row) {
    rows++;
    if (whereColumn >= 0 && !Names.visible(row[whereColumn]).equals(whereValue)) {
      return;
    }
    taken++;
    SeriesDraft draft = draft(cells.id().written(row));
    if (timed) {
      draft.times.add(pool.position(line, row));
    }
    draft.lines.add(line);
    if (!draft.bad.isEmpty()) {
      return;
    }
    List<CellReader> readers = cells.readers();
    for (int column = 0; column < readers.size(); column++) {
      draft.values[column].add(
          value(draft, readers.get(column), cells.dynamic().get(column), line, row));
    }
    for (int column = 0; column < cells.statics().size(); column++) {
      addStatic(draft, column, line, row);
    }
  }

  private SeriesDraft draft(String written) {
    SeriesDraft draft = asWritten.get(written);
    if (draft == null) {
      draft =
          byId.computeIfAbsent(
              Names.visible(written),
              id -> new SeriesDraft(id, cells.dynamic().size(), cells.statics().size()));
      asWritten.put(written, draft);
      refuseNoId();
    }
    return draft;
  }

  /** A measured value has another text in nearly every row, though times repeat. */
  private void refuseNoId() {
    boolean many = asWritten.size() > MANY && taken < 2L * asWritten.size();
    if (many && (!timed || pool.rows() > 2)) {
      throw new TableException(
          stream.head().file()
              + ", column "
              + cells.id().label()
              + ": the first "
              + CountText.grouped(taken)
              + " rows have "
              + CountText.grouped(asWritten.size())
              + " different texts; the column of "
              + setting("id")
              + " has one for each series. Name another column.");
    }
  }

  /** The value of a cell; NaN where it cannot be read and its series is left out for that. */
  private double value(SeriesDraft draft, CellReader reader, int column, int line, String[] row) {
    double value;
    try {
      value = reader.read(line, row);
    } catch (TableException refusal) {
      if (!policy.skipBad()) {
        throw refusal;
      }
      String start = stream.head().file() + ", ";
      String text = refusal.text().marked();
      draft.refuse(
          draft.name()
              + (text.startsWith(start) ? ", " + text.substring(start.length()) : ": " + text));
      return Double.NaN;
    }
    if (known && value == Categories.UNKNOWN && reader.isWords()) {
      noteUnseen(draft, column, line, row[column]);
    }
    return value;
  }

  private void noteUnseen(SeriesDraft draft, int column, int line, String cell) {
    String name = stream.head().columns().get(column);
    String word = Names.visible(cell);
    if (policy.strict()) {
      draft.refuse(
          draft.name()
              + ", row "
              + line
              + ", column "
              + name
              + ": \""
              + Words.shortened(word)
              + "\" was not among the categories when the model was trained. Correct the cell, or"
              + " leave out "
              + setting("strict")
              + " to read it as unknown.");
    }
    unseen.computeIfAbsent(name + '\n' + word, key -> new Unseen(name, word, draft.name(), line))
        .rows++;
  }

  private void addStatic(SeriesDraft draft, int column, int line, String[] row) {
    int position = cells.statics().get(column);
    String cell = row[position];
    String before = draft.staticCells[column];
    if (cell.equals(before) || stream.isMissing(cell, position)) {
      return;
    }
    double value = value(draft, cells.staticReaders().get(column), position, line, row);
    if (before.isEmpty()) {
      draft.statics[column] = value;
      draft.staticCells[column] = cell;
      draft.staticLines[column] = line;
    } else if (value != draft.statics[column]
        || !Names.visible(cell).equals(Names.visible(before)) && unknown(value)) {
      String name = stream.head().columns().get(position);
      draft.refuse(
          draft.name()
              + ", column "
              + name
              + ": row "
              + draft.staticLines[column]
              + " has \""
              + Words.shortened(before.strip())
              + "\", row "
              + line
              + " has \""
              + Words.shortened(cell.strip())
              + "\", but a "
              + setting("static")
              + " column has one value in a series. Correct the cells, or name the column with "
              + setting("past")
              + " or "
              + setting("future")
              + ".");
    }
  }

  private boolean unknown(double value) {
    return known && value == Categories.UNKNOWN;
  }

  /** Notes on words that are read as unknown. */
  List<String> unseenNotes() {
    List<String> notes = new ArrayList<>();
    for (Unseen word : unseen.values()) {
      if (notes.size() == PanelNotes.MOST) {
        notes.add((unseen.size() - PanelNotes.MOST) + " more categories were never seen.");
        break;
      }
      notes.add(
          "Column "
              + word.column
              + ": \""
              + Words.shortened(word.word)
              + "\" ("
              + word.series
              + ", row "
              + word.line
              + (word.rows > 1 ? ", and " + (word.rows - 1) + " more" : "")
              + ") was not among the categories when the model was trained, and is read as"
              + " unknown.");
    }
    return notes;
  }
}
