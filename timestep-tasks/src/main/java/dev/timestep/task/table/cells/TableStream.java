package dev.timestep.task.table.cells;

import static dev.timestep.task.message.Setting.setting;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.timestep.task.Source;
import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.LineNumbers;
import dev.timestep.task.table.NumberForm;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.Words;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A delimited text file that is read row by row and never held as a whole. How it is written is
 * found from its head and from rows of its other parts, by the rules of {@link CsvTable}.
 *
 * <pre>{@code
 * TableStream stream = TableStream.open(Source.of(Path.of("shops.csv")), ReadOptions.defaults());
 * NumberCells sales = stream.numbers(stream.head().column("sales", ""));
 * stream.read((line, cells) -> total[0] += sales.read(line, cells), share -> {});
 * }</pre>
 */
public final class TableStream {

  /** More different times than these are looked at one by one. */
  private static final int MOST_TIMES = 200_000;

  /** Remarks below a table are fewer. */
  private static final int MOST_DOUBTFUL = 1_000;

  private final Bytes bytes;
  private final ReadOptions options;
  private final HeadSample sample;
  private final int timeColumn;
  private final Set<String> times = new HashSet<>();
  private final LeftOut leftOut = new LeftOut();
  private final TableLayout.Judge judge;

  /** Lines that are rows if a row comes after them, and remarks if none does. */
  private final List<CsvRow> doubtful = new ArrayList<>();

  private TableStream(Bytes bytes, ReadOptions options, HeadSample sample) {
    this.bytes = bytes;
    this.options = options;
    this.sample = sample;
    this.timeColumn = sample.head().kinds().kinds().indexOf(ColumnKinds.Kind.TIME);
    CsvTable head = sample.head();
    List<CsvRow> rows = IntStream.range(0, Math.min(50, head.rows())).mapToObj(head::row).toList();
    this.judge = TableLayout.judge(rows, head.delimiter(), head.missing(), head.head());
  }

  /** Receives the rows in the order of the file. */
  public interface Rows {
    /**
     * One row.
     *
     * @param line that it starts on, counted from 1
     * @param cells as many as the table has columns
     */
    void row(int line, String[] cells);
  }

  /**
   * Looks at a source. Those without a file are read at once.
   *
   * @param options what is known about its form; {@link ReadOptions#where} is left to the caller
   * @throws TableException when it cannot be read, is not text, or its head is no table
   */
  public static TableStream open(Source source, ReadOptions options) {
    return open(Bytes.of(source), options, HeadSample.HEAD_BYTES);
  }

  static TableStream open(Bytes bytes, ReadOptions options, int headBytes) {
    return new TableStream(bytes, options, HeadSample.of(bytes, options, headBytes));
  }

  /** The head of the file, with its columns and true line numbers. */
  public CellTable head() {
    return sample.head();
  }

  /** The head with rows from other parts of the file, whose line numbers mean nothing. */
  public CellTable sample() {
    return sample.rows();
  }

  /** What was decided from the head, and which lines of the rest were left out so far. */
  public List<String> markedNotes() {
    List<String> notes = new ArrayList<>(sample.head().markedNotes());
    notes.addAll(leftOut.notes());
    return notes;
  }

  /**
   * What rows of all parts of the file say; where they contradict themselves, what the head says.
   * The messages of the head have true line numbers.
   */
  public <T> T fromSample(Function<CellTable, T> question) {
    try {
      return question.apply(sample.rows());
    } catch (TableException inSample) {
      return question.apply(sample.head());
    }
  }

  /**
   * Reads the cells of a column as numbers.
   *
   * @throws TableException when its decimal sign is open, or hardly any cell is a number
   */
  public NumberCells numbers(int column) {
    return new NumberCells(sample.head(), column, form(column));
  }

  /** How numbers are written; single cells that are none are found when they are read. */
  private NumberForm form(int column) {
    try {
      return fromSample(table -> table.form(column));
    } catch (TableException refusal) {
      return sample.rows().likelyForm(column).orElseThrow(() -> refusal);
    }
  }

  /** Whether a cell of a column has no value. */
  public boolean isMissing(String cell, int column) {
    return sample.head().isMissing(cell, column);
  }

  /**
   * Reads the file from its first row to its last.
   *
   * @param progress receives the share of the bytes that are read, from 0 to 1
   * @throws TableException when a line is neither a row nor certainly none, or cannot be decoded
   */
  public void read(Rows rows, DoubleConsumer progress) {
    CsvTable head = sample.head();
    for (int row = 0; row < head.rows(); row++) {
      rows.row(head.line(row), head.row(row).cells());
    }
    if (sample.bytes() < bytes.size()) {
      tail(rows, progress);
    }
    progress.accept(1);
  }

  private void tail(Rows rows, DoubleConsumer progress) {
    int line = sample.lines();
    try (Counted stream = new Counted(bytes.from(sample.bytes()));
        CsvReader<CsvRecord> reader =
            CsvDialect.reader(
                new TailReader(
                    new InputStreamReader(stream, TextFile.decoder(sample.charset())),
                    sample.lines() + 1,
                    options.skipLines()),
                sample.head().delimiter())) {
      int count = 0;
      for (CsvRecord record : reader) {
        line = sample.lines() + Math.toIntExact(record.getStartingLineNumber());
        take(line, CsvDialect.cells(record), rows);
        if ((++count & 0x3FFF) == 0) {
          progress.accept((double) (sample.bytes() + stream.count) / bytes.size());
        }
      }
      settle(rows, true);
    } catch (CsvParseException | UncheckedIOException | IOException e) {
      throw refusal(e, line);
    }
  }

  private TableException refusal(Exception e, int line) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CharacterCodingException) {
        return new TableException(
            bytes.name()
                + ": the text after row "
                + line
                + " is not valid "
                + sample.charset()
                + ", as which the rows before it were read. Give "
                + setting("encoding")
                + " with the encoding of the file, such as "
                + setting("encoding")
                + " windows-1252.",
            e);
      }
    }
    return CsvDialect.notSplit(bytes.name(), line, e);
  }

  private void take(int line, String[] cells, Rows rows) {
    CsvTable head = sample.head();
    int width = head.columns().size();
    boolean wide = cells.length > width && onlyBlank(cells, width);
    CsvRow row = wide ? new CsvRow(line, cells).resized(width) : new CsvRow(line, cells);
    boolean known =
        row.width() == width && timeColumn >= 0 && times.contains(row.cells()[timeColumn]);
    if (known || head.kinds().isRow(row)) {
      if (!known && timeColumn >= 0 && times.size() < MOST_TIMES) {
        times.add(row.cells()[timeColumn]);
      }
      settle(rows, false);
      rows.row(line, row.cells());
      return;
    }
    Optional<LeftOut.Reason> reason = judge.reason(row, false);
    if (reason.isPresent()) {
      leftOut.add(reason.get(), row);
      return;
    }
    doubtful.add(row);
    if (doubtful.size() == MOST_DOUBTFUL) {
      settle(rows, false);
    }
  }

  /** Takes the doubtful lines for rows, unless they stand below the table. */
  private void settle(Rows rows, boolean below) {
    for (CsvRow row : doubtful) {
      Optional<LeftOut.Reason> reason = below ? judge.reason(row, true) : Optional.empty();
      if (reason.isPresent()) {
        leftOut.add(reason.get(), row);
      } else if (row.width() == sample.head().columns().size()) {
        rows.row(row.line(), row.cells());
      } else {
        throw ragged(row);
      }
    }
    doubtful.clear();
  }

  private static boolean onlyBlank(String[] cells, int from) {
    for (int c = from; c < cells.length; c++) {
      if (!cells[c].isBlank()) {
        return false;
      }
    }
    return true;
  }

  private TableException ragged(CsvRow row) {
    int width = sample.head().columns().size();
    String text = String.join(String.valueOf(sample.head().delimiter()), row.cells());
    return new TableException(
        bytes.name()
            + ", row "
            + row.line()
            + ": expected "
            + width
            + (width == 1 ? " cell" : " cells")
            + (sample.head().hasHeader()
                ? ", as in the header; found "
                : ", as in most rows; found ")
            + row.width()
            + " (\""
            + Words.shortened(text)
            + "\"). Correct the row"
            + (row.isBroken()
                ? "; look for a quote that is not closed."
                : "; a cell that holds the delimiter needs quotes. If the line is no row of the"
                    + " table, give "
                    + setting("skip-lines")
                    + " "
                    + LineNumbers.text(options.skipLines(), List.of(row.line()))
                    + "."));
  }

  /** Counts bytes. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream stream) {
      super(stream);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
