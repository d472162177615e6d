package dev.timestep.task.table.panel;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.TimeAxis;
import dev.timestep.task.table.cells.TableStream;
import dev.timestep.task.table.time.SharedTimes;
import dev.timestep.task.table.time.TimeGrid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Puts series on their axes; those with the same times share one. */
final class Placement {

  /** So many of the longest series decide about the step of all. */
  private static final int LOOKED = 25;

  /** Axes that are kept for other series. */
  private static final int MOST_KEPT = 2_000;

  private final TableStream stream;
  private final PanelCells cells;
  private final TimePool pool;
  private final Optional<SharedTimes> times;
  private final ReadOptions options;
  private final boolean strict;
  private final Map<IntLog.Key, Placed> placed = new HashMap<>();
  private Optional<Frequency> step = Optional.empty();

  /**
   * A series on its axis.
   *
   * @param sources rows at each position; empty where each row has the position of its number
   * @param notes on how it came there
   */
  record Placed(TimeAxis axis, int[][] sources, DateOrder order, List<String> notes) {

    boolean asRead() {
      return sources.length == 0;
    }
  }

  Placement(
      TableStream stream,
      PanelCells cells,
      TimePool pool,
      Optional<SharedTimes> times,
      ReadOptions options,
      boolean strict) {
    this.stream = stream;
    this.cells = cells;
    this.pool = pool;
    this.times = times;
    this.options = options;
    this.strict = strict;
  }

  /** The step of the series: that of an earlier file, else that of most of the longest series. */
  Optional<Frequency> findStep(List<SeriesDraft> drafts) {
    if (times.isEmpty()) {
      return Optional.of(Frequency.of(Frequency.Unit.ROW, 1));
    }
    step = options.like().flatMap(TableReading::step);
    if (step.isPresent()) {
      return step;
    }
    List<SeriesDraft> longest =
        drafts.stream()
            .filter(draft -> draft.bad.isEmpty() && draft.rows() > 1)
            .sorted(Comparator.comparingInt(draft -> -draft.rows()))
            .limit(LOOKED)
            .toList();
    List<Frequency> found = new ArrayList<>();
    for (SeriesDraft draft : longest) {
      try {
        found.add(grid(draft, new ArrayList<>()).axis().frequency());
      } catch (TableException refusal) {
        // Its own turn comes later.
      }
    }
    step = mostCommon(found);
    return step;
  }

  /** The step that most have, with the latest anchor day of these; the first of several. */
  private static Optional<Frequency> mostCommon(List<Frequency> found) {
    Optional<Frequency> best = Optional.empty();
    long most = 0;
    for (Frequency candidate : found) {
      long same = found.stream().filter(candidate::sameStep).count();
      if (same > most) {
        most = same;
        best =
            found.stream()
                .filter(candidate::sameStep)
                .max(Comparator.comparingInt(Frequency::anchorDay));
      }
    }
    return best;
  }

  /**
   * Places a series.
   *
   * @throws TableException when its rows do not fit an axis
   */
  Placed place(SeriesDraft draft) {
    if (times.isEmpty()) {
      return new Placed(TimeAxis.ofRows(draft.rows()), new int[0][], DateOrder.AUTO, List.of());
    }
    IntLog.Key key = draft.times.key();
    Placed same = placed.get(key);
    if (same != null) {
      return same;
    }
    List<String> notes = new ArrayList<>();
    TimeGrid.Grid grid;
    try {
      grid = grid(draft, notes);
    } catch (TableException refusal) {
      throw separated(draft).map(more -> advised(refusal, more)).orElse(refusal);
    }
    Placed own =
        isAsRead(grid.sources(), draft.rows())
            ? new Placed(grid.axis(), new int[0][], grid.dateOrder(), List.copyOf(notes))
            : new Placed(grid.axis(), grid.sources(), grid.dateOrder(), List.copyOf(notes));
    if (own.asRead() && placed.size() < MOST_KEPT) {
      placed.put(key, own);
    }
    return own;
  }

  private TimeGrid.Grid grid(SeriesDraft draft, List<String> notes) {
    SeriesRows rows = SeriesRows.of(draft, stream.head().columns(), pool);
    return times.orElseThrow().grid(rows, rows.times(), step, !strict, options, notes);
  }

  /** The columns that separate the series where those that were named do not. */
  private Optional<String> separated(SeriesDraft draft) {
    int[] rows = draft.times.values();
    if (2L * IntStream.of(rows).distinct().count() > rows.length) {
      return Optional.empty();
    }
    Set<Integer> numbers = new HashSet<>(cells.dynamic());
    CellTable inHead = HeadSeries.of(stream.head(), cells.id(), draft.id);
    return cells.id().separating(inHead, pool.timeColumns(), numbers);
  }

  private static TableException advised(TableException refusal, String columns) {
    return new TableException(
        refusal.text().marked()
            + " If every series has one row for each time, give "
            + setting("id")
            + " "
            + columns
            + ".",
        refusal);
  }

  private static boolean isAsRead(int[][] sources, int rows) {
    boolean same = sources.length == rows;
    for (int i = 0; i < sources.length && same; i++) {
      same = sources[i].length == 1 && sources[i][0] == i;
    }
    return same;
  }
}
