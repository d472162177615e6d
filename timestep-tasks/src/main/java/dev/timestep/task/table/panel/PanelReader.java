package dev.timestep.task.table.panel;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.CountText;
import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.ReadSettings;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.Where;
import dev.timestep.task.table.cells.TableStream;
import dev.timestep.task.table.read.TableFacts;
import dev.timestep.task.table.time.SharedTimes;
import dev.timestep.task.table.time.TimeColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a table of many series, one row for each series and time, in one pass and without holding
 * its text. Rows of one series may follow one another or stand between those of others.
 *
 * <pre>{@code
 * PanelColumns columns =
 *     new PanelColumns("store", List.of("sales"), List.of(), List.of("price", "promo"), List.of());
 * PanelTable table =
 *     PanelReader.read(Path.of("shops.csv"), columns, ReadOptions.defaults(), PanelPolicy.DEFAULT);
 * }</pre>
 *
 * <p>Each series gets a regular axis as a table of one series does; the step is one for all. Few
 * single gaps are masked: their values are NaN, and a note says so.
 */
public final class PanelReader {

  private static final int SHOWN = 3;

  private PanelReader() {}

  /**
   * Reads a file.
   *
   * @param columns and their roles
   * @param options the user's options for the file; the rest is detected
   * @param policy what is done with series that cannot be used
   * @throws TableException when the file or its times cannot be used, a series cannot and may not
   *     be left out, or none is left; naming series, rows and what would help
   */
  public static PanelTable read(
      Path file, PanelColumns columns, ReadOptions options, PanelPolicy policy) {
    return read(Source.of(file), columns, options, policy);
  }

  /** The same from any source. */
  public static PanelTable read(
      Source source, PanelColumns columns, ReadOptions options, PanelPolicy policy) {
    return read(source, columns, options, policy, Optional.empty(), TaskListener.NONE);
  }

  /**
   * The same with the words of a model, and followed.
   *
   * @param known the words that a model was trained with; others are read as unknown
   * @param listener hears how much of the file is read
   */
  public static PanelTable read(
      Source source,
      PanelColumns columns,
      ReadOptions options,
      PanelPolicy policy,
      Optional<Categories> known,
      TaskListener listener) {
    try {
      return new Reading(source, columns, options, policy, known, listener).table();
    } catch (TableException refusal) {
      throw options.like().map(like -> like.explained(refusal, options)).orElse(refusal);
    }
  }

  private static final class Reading {
    private final TableStream stream;
    private final ReadOptions options;
    private final PanelPolicy policy;
    private final Optional<TimeColumn> time;
    private final List<Integer> timeColumns;
    private final PanelCells cells;
    private final TimePool pool;
    private final PanelPass pass;
    private final TaskListener listener;
    private final List<String> notes = new ArrayList<>();
    private final List<PanelSeries> series = new ArrayList<>();
    private final List<SkippedSeries> skipped = new ArrayList<>();
    private final PanelNotes placeNotes = new PanelNotes();
    private final PanelNotes valueNotes = new PanelNotes();
    private DateOrder order = DateOrder.AUTO;

    Reading(
        Source source,
        PanelColumns columns,
        ReadOptions asked,
        PanelPolicy policy,
        Optional<Categories> known,
        TaskListener listener) {
      // Gaps are masked here by the policy.
      ReadOptions options = asked.fill() == Fill.MASK ? asked.withFill(Fill.NONE) : asked;
      // Rows of all series decide how the file is written.
      ReadOptions whole = ReadSettings.over(options, Map.of("where", "none"));
      this.stream = TableStream.open(source, whole);
      this.options = options;
      this.policy = policy;
      this.listener = listener;
      CellTable head = stream.head();
      IdCells id = IdCells.of(head, columns.id());
      this.time = TimeColumn.find(HeadSeries.longest(head, id), whole);
      this.timeColumns = time.map(TimeColumn::columns).orElse(List.of());
      this.cells = PanelCells.of(stream, columns, id, timeColumns, known);
      this.pool = new TimePool(stream, timeColumns);
      this.pass =
          new PanelPass(
              stream, cells, pool, time.isPresent(), options.where(), policy, known.isPresent());
    }

    PanelTable table() {
      stream.read(pass, this::progress);
      refuseNoRow();
      List<SeriesDraft> drafts = pass.drafts();
      notes.addAll(stream.markedNotes());
      options.where().ifPresent(this::noteWhere);
      List<String> timeNotes = new ArrayList<>();
      time.map(TimeColumn::note).filter(note -> !note.isEmpty()).ifPresent(timeNotes::add);
      if (time.isEmpty()) {
        timeNotes.add(
            options.time().isPresent()
                ? "The rows are taken as equally spaced, without times."
                : "No time column was found: the rows are taken as equally spaced, without times.");
      }
      Optional<SharedTimes> times =
          time.map(found -> SharedTimes.parse(pool.finish(), found, options, timeNotes));
      order = times.map(SharedTimes::order).orElse(DateOrder.AUTO);
      notes.addAll(timeNotes);
      Placement placement = new Placement(stream, cells, pool, times, options, policy.strict());
      Optional<Frequency> step = placement.findStep(drafts);
      makeAll(drafts, placement, step);
      refuseBad(drafts.size());
      return finished(step);
    }

    private void progress(double share) {
      listener.progress("Reading " + stream.head().file() + ".", share);
    }

    private void refuseNoRow() {
      if (pass.taken() > 0) {
        return;
      }
      String option = options.where().map(Where::option).orElse("");
      throw new TableException(
          stream.head().file()
              + ": no row has "
              + option
              + " ("
              + setting("where")
              + "). Correct the value, or leave out "
              + setting("where")
              + ".");
    }

    private void noteWhere(Where where) {
      notes.add(
          CountText.grouped(pass.taken())
              + " of "
              + CountText.grouped(pass.rows())
              + " rows are read: those with "
              + where.option()
              + ".");
    }

    private void makeAll(List<SeriesDraft> drafts, Placement placement, Optional<Frequency> step) {
      SeriesMaker maker = new SeriesMaker(cells, policy, options, step, drafts.size() == 1);
      for (SeriesDraft draft : drafts) {
        try {
          SeriesMaker.refuseUnplaced(draft, cells.names().id());
          Placement.Placed placed = placement.place(draft);
          SeriesMaker.Made made = maker.make(draft, placed);
          series.add(made.series());
          placeNotes.add(draft.name(), placed.notes());
          valueNotes.add(draft.name(), made.notes());
        } catch (TableException refusal) {
          draft.refuse(refusal.text().marked());
          skipped.add(draft.skipped());
        }
      }
    }

    private void refuseBad(int all) {
      if (skipped.isEmpty() || policy.skipBad() && !series.isEmpty()) {
        return;
      }
      StringBuilder reasons = new StringBuilder();
      for (SkippedSeries bad : skipped.subList(0, Math.min(SHOWN, skipped.size()))) {
        reasons.append(' ').append(PanelNotes.capital(bad.reason()));
      }
      String advice =
          series.isEmpty()
              ? ""
              : " Give "
                  + setting("skip-bad")
                  + (skipped.size() == 1 ? " to leave it out" : " to leave them out")
                  + " and read the other "
                  + CountText.grouped(series.size())
                  + ".";
      String file = stream.head().file();
      if (skipped.size() == 1 && all == 1) {
        throw new TableException(file + ", " + skipped.getFirst().reason());
      }
      throw new TableException(
          file
              + ": "
              + (series.isEmpty()
                  ? "none of the " + CountText.grouped(all) + " series can be used."
                  : CountText.grouped(skipped.size())
                      + " of "
                      + CountText.grouped(all)
                      + " series cannot be used.")
              + reasons
              + (skipped.size() > SHOWN
                  ? " " + CountText.grouped(skipped.size() - SHOWN) + " more cannot be used either."
                  : "")
              + advice);
    }

    private PanelTable finished(Optional<Frequency> step) {
      notes.addAll(placeNotes.joined(series.size()));
      for (int column : cells.dynamic()) {
        try {
          notes.addAll(stream.head().markedNotes(column));
        } catch (TableException open) {
          // A column of words, or one whose form other parts of the file decide.
        }
      }
      notes.addAll(valueNotes.joined(series.size()));
      notes.addAll(pass.unseenNotes());
      skippedNote().ifPresent(notes::add);
      unreadNote().ifPresent(notes::add);
      TableReading reading = reading();
      List<String> numbers =
          cells.names().dynamic().stream()
              .filter(name -> reading.units().containsKey(name))
              .toList();
      options.like().map(like -> like.differences(reading, numbers)).ifPresent(notes::addAll);
      return new PanelTable(
          stream.head().file(),
          cells.names(),
          step.orElseGet(() -> series.getFirst().axis().frequency()),
          series,
          skipped,
          cells.categories(),
          notes,
          reading);
    }

    private Optional<String> skippedNote() {
      if (skipped.isEmpty()) {
        return Optional.empty();
      }
      List<String> names =
          skipped.stream()
              .limit(SHOWN)
              .map(bad -> bad.id().isEmpty() ? "no id" : bad.id())
              .toList();
      return Optional.of(
          CountText.grouped(skipped.size())
              + " of "
              + CountText.grouped(series.size() + skipped.size())
              + " series "
              + (skipped.size() == 1 ? "was" : "were")
              + " left out ("
              + setting("skip-bad")
              + "): "
              + String.join(", ", names)
              + (skipped.size() > SHOWN ? "…" : "."));
    }

    private TableReading reading() {
      List<Integer> numeric = new ArrayList<>();
      for (int i = 0; i < cells.dynamic().size(); i++) {
        int column = cells.dynamic().get(i);
        if (stream.fromSample(table -> table.isNumeric(column))) {
          numeric.add(column);
        }
      }
      CellTable head = stream.head();
      String label = time.map(found -> found.label(head)).orElse(ReadOptions.NO_TIME);
      return stream.fromSample(table -> TableFacts.reading(table, numeric, label, order, options));
    }

    /** Columns that have no role, nor the time, nor were used to choose rows. */
    private Optional<String> unreadNote() {
      List<String> unread = new ArrayList<>();
      List<String> columns = stream.head().columns();
      for (int column = 0; column < columns.size(); column++) {
        String name = columns.get(column);
        boolean used =
            cells.id().columns().contains(column)
                || timeColumns.contains(column)
                || cells.dynamic().contains(column)
                || cells.statics().contains(column)
                || options.where().filter(only -> only.column().equals(name)).isPresent();
        if (!used) {
          unread.add(name);
        }
      }
      int shown = unread.size() <= 9 ? unread.size() : 8;
      return unread.isEmpty()
          ? Optional.empty()
          : Optional.of(
              (unread.size() == 1 ? "Column that is not read: " : "Columns that are not read: ")
                  + String.join(", ", unread.subList(0, shown))
                  + (shown < unread.size() ? " and " + (unread.size() - shown) + " more." : "."));
    }
  }
}
