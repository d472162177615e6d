package dev.timestep.task.table.time;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.CountText;
import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.LineNumbers;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.Rhythm;
import dev.timestep.task.table.Stamp;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.TimeAxis;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Puts the rows of a table on a regular time axis, or says which row does not fit.
 *
 * <p>Order of checks: the order of rows and the zone ({@link RowOrder}), several series ({@link
 * SeriesColumn}), equal times, the step ({@link FrequencyFinder}), gaps ({@link Gaps}).
 */
public final class TimeGrid {

  private final TimedRows rows;
  private final Stamp[] inTable;
  private final RowOrder order;

  /** The step that other series of the file have. */
  private final Optional<Frequency> shared;

  /** Whether a missing row gets a place on the axis though it is not filled. */
  private final boolean masks;

  private TimeGrid(TimedRows rows, Stamp[] inTable, Optional<Frequency> shared, boolean masks) {
    this.rows = rows;
    this.inTable = inTable;
    this.shared = shared;
    this.masks = masks;
    this.order = RowOrder.of(rows, inTable);
  }

  /** The grid of one series of many. */
  static Grid ofSeries(
      TimedRows rows,
      Stamp[] stamps,
      DateOrder dateOrder,
      Optional<Frequency> shared,
      boolean masks) {
    return new TimeGrid(rows, stamps, shared, masks).place(dateOrder);
  }

  /**
   * A regular axis and the table rows at each of its positions.
   *
   * @param sources none for an inserted position, several where equal times were merged
   * @param dateOrder in which the times are written; AUTO where they can be read in one way only
   */
  public record Grid(TimeAxis axis, int[][] sources, DateOrder dateOrder) {

    /** The positions before {@code size}; the axis keeps the times of the others. */
    public Grid first(int size) {
      return new Grid(axis.first(size), Arrays.copyOf(sources, size), dateOrder);
    }
  }

  public static Grid build(
      CellTable table, Optional<TimeColumn> found, ReadOptions options, List<String> notes) {
    if (found.isEmpty()) {
      notes.add(
          options.time().isPresent()
              ? "The rows are taken as equally spaced, without times."
              : "No time column was found: the rows are taken as equally spaced, without times.");
      int[][] sources = new int[table.rows()][];
      Arrays.setAll(sources, row -> new int[] {row});
      return new Grid(TimeAxis.ofRows(table.rows()), sources, DateOrder.AUTO);
    }
    TimeColumn column = found.get();
    if (!column.note().isEmpty()) {
      notes.add(column.note());
    }
    TimeParser.Times times = TimeParser.parse(table, column, options, notes);
    TimedRows rows = new TimedRows(table, column, times.style(), options, notes);
    return new TimeGrid(rows, times.stamps(), Optional.empty(), false).place(times.order());
  }

  private Grid place(DateOrder dateOrder) {
    List<Slot> slots = slots();
    Frequency frequency = frequency(slots);
    for (int i = 0; i < slots.size(); i++) {
      boolean fits =
          i == 0
              ? !frequency.startsBeside(slots.getFirst().stamp().local())
              : FrequencyFinder.steps(frequency, slots.get(i - 1).stamp(), slots.get(i).stamp())
                  >= 1;
      if (!fits) {
        throw beside(slots, i, frequency);
      }
    }
    List<Slot> regular = Gaps.fill(rows, order, slots, frequency, masks);
    return new Grid(
        TimeAxis.of(
            rows.time().label(rows.table()),
            Slot.stamps(regular),
            order.zone(),
            frequency,
            rows.style()),
        regular.stream().map(Slot::rows).toArray(int[][]::new),
        dateOrder);
  }

  /** One slot for each time, after small shifts of the times were taken away. */
  private List<Slot> slots() {
    Optional<Frequency> given = rows.options().frequency();
    if (given.isPresent()) {
      TimeRounding.round(order.stamps(), given.get(), order.zone()).ifPresent(rows.notes()::add);
      return merge();
    }
    List<Slot> slots = merge();
    Stamp[] stamps = Slot.stamps(slots);
    if (asOthers(stamps).isPresent()) {
      return slots;
    }
    if (FrequencyFinder.find(stamps)
        .filter(step -> fits(step, stamps, Long.MAX_VALUE))
        .isPresent()) {
      return slots;
    }
    Optional<Frequency> step = TimeRounding.certain(stamps, order.zone());
    Optional<String> moved = step.flatMap(f -> TimeRounding.round(stamps, f, order.zone()));
    if (moved.isEmpty()) {
      return slots;
    }
    rows.notes().add(moved.get());
    List<Slot> rounded = new ArrayList<>(stamps.length);
    for (int i = 0; i < stamps.length; i++) {
      rounded.add(new Slot(stamps[i], slots.get(i).rows()));
    }
    return rounded;
  }

  private List<Slot> merge() {
    Stamp[] stamps = order.stamps();
    List<Slot> slots = new ArrayList<>(stamps.length);
    for (int i = 0; i < stamps.length; ) {
      int end = i + 1;
      while (end < stamps.length && stamps[end].millis() == stamps[i].millis()) {
        end++;
      }
      int[] same = new int[end - i];
      for (int k = i; k < end; k++) {
        same[k - i] = order.row(k);
      }
      Arrays.sort(same);
      if (same.length > 1 && rows.options().duplicates() == Duplicates.ERROR) {
        throw duplicate(i, same);
      }
      slots.add(new Slot(stamps[i], same));
      i = end;
    }
    int extra = stamps.length - slots.size();
    if (extra > 0) {
      rows.notes()
          .add(
              (extra == 1
                      ? "1 row with a time that is already present was merged ("
                          + setting("duplicates")
                          + " "
                      : CountText.grouped(extra)
                          + " rows with a time that is already present were merged ("
                          + setting("duplicates")
                          + " ")
                  + rows.options().duplicates().option()
                  + ").");
    }
    return slots;
  }

  private TableException duplicate(int at, int[] same) {
    Optional<TableException> several = SeriesColumn.refusal(rows, inTable);
    if (several.isPresent()) {
      return several.get();
    }
    order.refuseClockChange(at + 1);
    Stamp[] stamps = order.stamps();
    long repeated = 0;
    for (int i = 1; i < stamps.length; i++) {
      repeated += stamps[i].millis() == stamps[i - 1].millis() ? 1 : 0;
    }
    return new TableException(
        rows.where(same[0], same[1])
            + ": both have the time "
            + rows.text(stamps[at])
            + (repeated > 1
                ? "; " + CountText.grouped(repeated) + " rows in all repeat a time"
                : "")
            + ". Give "
            + setting("duplicates")
            + " first, last, mean or sum to merge such rows."
            + (2 * repeated >= stamps.length
                ? " If the file holds several series, no column separates them: save the rows of"
                    + " one of them in a separate file."
                : ""));
  }

  private Frequency frequency(List<Slot> slots) {
    Stamp[] stamps = Slot.stamps(slots);
    Optional<Frequency> given = rows.options().frequency();
    Optional<Frequency> earlier =
        given.isPresent() ? Optional.empty() : asOthers(stamps).or(() -> asBefore(stamps));
    Frequency frequency;
    if (earlier.isPresent()) {
      frequency = earlier.get();
    } else if (given.isPresent()) {
      Frequency step = FrequencyFinder.withAnchor(given.get(), stamps);
      // Filling needs a row at each step; without it a rhythm is the only way to read.
      boolean plain = rows.options().fill() != Fill.NONE || fits(step, stamps, 1);
      frequency = plain ? step : FrequencyFinder.inRhythm(step, stamps).orElse(step);
    } else if (stamps.length < 2) {
      throw new TableException(
          rows.where(slots.getFirst().firstRow())
              + ": one row does not show the step between rows. Give "
              + setting("freq")
              + ", such as "
              + setting("freq")
              + " d.");
    } else {
      frequency = FrequencyFinder.find(stamps).orElseThrow(() -> noStep(slots, stamps));
    }
    if (given.isEmpty() || frequency.hasRhythm()) {
      rows.notes()
          .add(
              "Step: "
                  + frequency.label()
                  + order
                      .zone()
                      .map(z -> ", in " + (z.equals(ZoneOffset.UTC) ? "UTC" : z))
                      .orElse("")
                  + ".");
    }
    return frequency;
  }

  /**
   * The step of the other series of the file, which few rows need not show. Rows of weeks fit days
   * as well; they are days where the user fills what is between.
   */
  private Optional<Frequency> asOthers(Stamp[] stamps) {
    return shared
        .filter(step -> !step.startsBeside(stamps[0].local()))
        .filter(step -> fits(step, stamps, Long.MAX_VALUE))
        .filter(
            step ->
                rows.options().fill() != Fill.NONE
                    || mostlyNeighbours(step, stamps)
                    || FrequencyFinder.find(stamps).isEmpty());
  }

  private static boolean mostlyNeighbours(Frequency step, Stamp[] stamps) {
    int neighbours = 0;
    for (int i = 1; i < stamps.length; i++) {
      neighbours += FrequencyFinder.steps(step, stamps[i - 1], stamps[i]) == 1 ? 1 : 0;
    }
    return 2 * neighbours >= stamps.length - 1;
  }

  /** The step of an earlier file, where a few rows are too short to show their rhythm. */
  private Optional<Frequency> asBefore(Stamp[] stamps) {
    return rows.options()
        .like()
        .flatMap(TableReading::step)
        .filter(step -> step.hasRhythm() || stamps.length < 2)
        .filter(
            step -> !step.startsBeside(stamps[0].local()) && fits(step, stamps, Long.MAX_VALUE));
  }

  /** Whether each row is at least one step after the one before it, and at most so many. */
  private static boolean fits(Frequency frequency, Stamp[] stamps, long most) {
    for (int i = 1; i < stamps.length; i++) {
      long steps = FrequencyFinder.steps(frequency, stamps[i - 1], stamps[i]);
      if (steps < 1 || steps > most) {
        return false;
      }
    }
    return true;
  }

  private TableException noStep(List<Slot> slots, Stamp[] stamps) {
    String fix =
        FrequencyFinder.roughly(stamps)
            .map(
                step ->
                    " They are about "
                        + step.steps(1)
                        + " apart: give "
                        + rounding(stamps, step)
                        + " to move each time to the nearest step,")
            .orElse(" Give " + setting("freq") + " with the right step,");
    return new TableException(
        rows.where(slots.get(1).firstRow())
            + ": the rows are not equally spaced; no distance applies to half of them ("
            + rows.text(stamps[0])
            + ", "
            + rows.text(stamps[1])
            + (stamps.length > 2 ? ", " + rows.text(stamps[2]) : "")
            + "…)."
            + fix
            + " or "
            + setting("time")
            + " none to take the rows as equally spaced.");
  }

  private TableException beside(List<Slot> slots, int at, Frequency frequency) {
    if (frequency.hasRhythm() || frequency.unit() == Frequency.Unit.BUSINESS_DAY) {
      TreeSet<Integer> lines = new TreeSet<>();
      for (Slot slot : slots) {
        boolean weekend = Frequency.isWeekend(slot.stamp().local().toLocalDate());
        if (frequency.hasRhythm()
            ? !Rhythm.position(frequency, slot.stamp().local()).exact()
            : weekend) {
          for (int row : slot.rows()) {
            lines.add(rows.table().line(row));
          }
        }
      }
      if (!lines.isEmpty()) {
        return outside(lines, slots.get(at), frequency);
      }
    }
    Stamp stamp = slots.get(at).stamp();
    String reason =
        at == 0
            ? " is not a step of " + frequency.label()
            : " is not a whole number of steps ("
                + frequency.label()
                + ") after "
                + rows.text(slots.get(at - 1).stamp());
    boolean clock =
        at > 0
            && !frequency.subDaily()
            && !stamp.local().toLocalTime().equals(slots.get(at - 1).stamp().local().toLocalTime());
    String fix =
        clock && stamp.offset().isPresent() && rows.options().timeZone().isEmpty()
            ? " Give "
                + setting("time-zone")
                + " if the days are those of a place that changes its clocks,"
            : " Correct the row, or give "
                + setting("skip-lines")
                + " "
                + rows.table().line(slots.get(at).firstRow())
                + " to leave it out,";
    Stamp[] stamps = Slot.stamps(slots);
    fix +=
        rows.options().frequency().isEmpty() && (clock || frequency.subDaily())
            ? " or give "
                + rounding(stamps, FrequencyFinder.roughly(stamps).orElse(frequency))
                + " to move each time to the nearest step,"
            : "";
    return new TableException(
        rows.where(slots.get(at).firstRow())
            + ": "
            + rows.text(stamp)
            + reason
            + "."
            + fix
            + " or "
            + setting("time")
            + " none to take the rows as equally spaced.");
  }

  /** The options that move times to a step; rows that meet there have to be merged. */
  private String rounding(Stamp[] stamps, Frequency step) {
    return setting("freq")
        + " "
        + step.code()
        + (TimeRounding.keepsRowsApart(stamps, step, order.zone())
            ? ""
            : " " + setting("duplicates") + " mean");
  }

  /** A few rows keep the others from being business days or opening hours. */
  private TableException outside(TreeSet<Integer> lines, Slot first, Frequency frequency) {
    String code = frequency.unit() == Frequency.Unit.BUSINESS_DAY ? "d" : frequency.code();
    return new TableException(
        rows.where(first.firstRow())
            + ": "
            + rows.text(first.stamp())
            + " does not fit the times of the other rows ("
            + frequency.label()
            + ")"
            + (lines.size() == 1
                ? ""
                : "; " + CountText.grouped(lines.size()) + " such rows in all")
            + ". Give "
            + setting("skip-lines")
            + " "
            + LineNumbers.text(lines)
            + (lines.size() == 1 ? " to leave this row out," : " to leave these rows out,")
            + " or "
            + setting("freq")
            + " "
            + code
            + " and "
            + setting("fill")
            + " zero, linear, previous or seasonal to have a row at each step.");
  }
}
