package dev.timestep.task.table;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Puts the rows of a table on a regular time axis, or says which row does not fit.
 *
 * <p>Order of checks: the zone, the order of rows, equal times, the step, gaps.
 */
final class TimeGrid {

  private static final int[] NO_ROWS = {};

  private final CsvTable table;
  private final String column;
  private final TimeParser.Times times;
  private final ReadOptions options;
  private final List<String> notes;

  private TimeGrid(
      CsvTable table,
      String column,
      TimeParser.Times times,
      ReadOptions options,
      List<String> notes) {
    this.table = table;
    this.column = column;
    this.times = times;
    this.options = options;
    this.notes = notes;
  }

  /**
   * A regular axis and the table rows at each of its positions.
   *
   * @param sources none for an inserted position, several where equal times were merged
   */
  record Grid(TimeAxis axis, int[][] sources) {}

  /** Rows of the table that carry one time. */
  private record Slot(Stamp stamp, int[] rows) {}

  static Grid build(
      CsvTable table, Optional<TimeColumn> found, ReadOptions options, List<String> notes) {
    if (found.isEmpty()) {
      notes.add(
          options.time().isPresent()
              ? "The rows are taken as equally spaced, without times."
              : "No time column was found: the rows are taken as equally spaced, without times.");
      int[][] sources = new int[table.rows()][];
      Arrays.setAll(sources, row -> new int[] {row});
      return new Grid(TimeAxis.ofRows(table.rows()), sources);
    }
    TimeColumn column = found.get();
    if (!column.note().isEmpty()) {
      notes.add(column.note());
    }
    TimeParser.Times times = TimeParser.parse(table, column, options, notes);
    return new TimeGrid(table, column.label(table), times, options, notes).place();
  }

  private Grid place() {
    Integer[] order = new Integer[table.rows()];
    Arrays.setAll(order, row -> row);
    Stamp[] stamps = times.stamps().clone();
    Optional<ZoneId> zone = zone(stamps, order);
    inOrder(stamps, order);
    options.frequency().ifPresent(given -> TimeRounding.round(stamps, given, zone, notes));
    List<Slot> slots = merge(stamps, order);
    Frequency frequency = frequency(slots, zone);
    List<Slot> regular = fillGaps(slots, frequency, zone);
    Stamp[] regularStamps = regular.stream().map(Slot::stamp).toArray(Stamp[]::new);
    return new Grid(
        TimeAxis.of(column, regularStamps, zone, frequency, times.style()),
        regular.stream().map(Slot::rows).toArray(int[][]::new));
  }

  private String where(int row) {
    return table.file() + ", row " + table.line(row) + ", column " + column;
  }

  private String text(Stamp stamp) {
    return times.style().print(stamp.local(), stamp.offset().orElse(ZoneOffset.UTC));
  }

  /** Gives every stamp the asked zone; without one, keeps offsets as they are. */
  private Optional<ZoneId> zone(Stamp[] stamps, Integer[] order) {
    boolean hasOffsets = stamps[0].offset().isPresent();
    if (options.timeZone().isEmpty()) {
      if (!hasOffsets) {
        return Optional.empty();
      }
      ZoneOffset last = stamps[stamps.length - 1].offset().get();
      if (Arrays.stream(stamps).anyMatch(stamp -> !stamp.offset().get().equals(last))) {
        notes.add(
            "The offset from UTC changes over the rows; times after the last row keep "
                + last
                + ". Give --time-zone for local times that follow the clock changes.");
      }
      return Optional.of(last);
    }
    ZoneId zone = options.timeZone().get();
    if (hasOffsets) {
      for (int i = 0; i < stamps.length; i++) {
        var there = stamps[i].local().toInstant(stamps[i].offset().get()).atZone(zone);
        stamps[i] = new Stamp(there.toLocalDateTime(), Optional.of(there.getOffset()));
      }
      return options.timeZone();
    }
    if (options.sort()) {
      sort(stamps, order);
    }
    int skipped = DaylightSaving.resolve(stamps, zone);
    if (skipped >= 0) {
      throw new TableException(
          where(order[skipped])
              + ": "
              + text(stamps[skipped])
              + " does not exist in "
              + zone
              + ", where the clock skips it (daylight saving). Correct the row, or give the"
              + " --time-zone that the times were written in.");
    }
    return options.timeZone();
  }

  private static void sort(Stamp[] stamps, Integer[] order) {
    Stamp[] before = stamps.clone();
    Integer[] sorted = new Integer[stamps.length];
    Arrays.setAll(sorted, i -> i);
    Arrays.sort(sorted, Comparator.comparingLong(i -> before[i].millis()));
    Integer[] orderBefore = order.clone();
    for (int i = 0; i < sorted.length; i++) {
      stamps[i] = before[sorted[i]];
      order[i] = orderBefore[sorted[i]];
    }
  }

  private void inOrder(Stamp[] stamps, Integer[] order) {
    int moved = 0;
    int first = -1;
    for (int i = 1; i < stamps.length; i++) {
      if (stamps[i].millis() < stamps[i - 1].millis()) {
        first = first < 0 ? i : first;
        moved++;
      }
    }
    if (first < 0) {
      return;
    }
    if (options.sort()) {
      sort(stamps, order);
      notes.add("Rows were sorted by time (" + moved + " went back in time).");
      return;
    }
    refuseClockChange(stamps, order, first);
    String all =
        moved == stamps.length - 1
            ? " All rows are in reverse order, newest first."
            : " " + moved + (moved == 1 ? " row goes" : " rows go") + " back in time.";
    throw new TableException(
        where(order[first])
            + ": "
            + text(stamps[first])
            + " comes after "
            + text(stamps[first - 1])
            + " (row "
            + table.line(order[first - 1])
            + "): the rows are not in order of time."
            + all
            + " Give --sort to sort them.");
  }

  /** Names daylight saving when it explains the step from row {@code at - 1} to {@code at}. */
  private void refuseClockChange(Stamp[] stamps, Integer[] order, int at) {
    if (stamps[at].offset().isPresent()) {
      return;
    }
    long[] steps = new long[stamps.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = stamps[i + 1].millis() - stamps[i].millis();
    }
    FrequencyFinder.Mode mode = FrequencyFinder.mode(steps);
    if (!mode.common() || mode.value() >= Duration.ofDays(1).toMillis()) {
      return;
    }
    LocalDateTime from = stamps[at - 1].local();
    LocalDateTime to = stamps[at].local();
    DaylightSaving.explains(from, to, Duration.ofMillis(mode.value()))
        .ifPresent(
            zone -> {
              throw new TableException(
                  table.file()
                      + ", rows "
                      + table.line(order[at - 1])
                      + " and "
                      + table.line(order[at])
                      + ", column "
                      + column
                      + ": after "
                      + text(stamps[at - 1])
                      + " comes "
                      + text(stamps[at])
                      + ", as where the clock changes for daylight saving time (in "
                      + zone
                      + ", for one). Give --time-zone with the zone of these times, such as"
                      + " --time-zone "
                      + zone
                      + ".");
            });
  }

  private List<Slot> merge(Stamp[] stamps, Integer[] order) {
    List<Slot> slots = new ArrayList<>(stamps.length);
    int extra = 0;
    for (int i = 0; i < stamps.length; ) {
      int end = i + 1;
      while (end < stamps.length && stamps[end].millis() == stamps[i].millis()) {
        end++;
      }
      int[] rows = new int[end - i];
      for (int k = i; k < end; k++) {
        rows[k - i] = order[k];
      }
      if (rows.length > 1 && options.duplicates() == Duplicates.ERROR) {
        refuseClockChange(stamps, order, i + 1);
        throw duplicate(stamps, rows, stamps[i]);
      }
      extra += rows.length - 1;
      slots.add(new Slot(stamps[i], rows));
      i = end;
    }
    if (extra > 0) {
      notes.add(
          (extra == 1
                  ? "1 row with a time that is there already was merged (--duplicates "
                  : grouped(extra)
                      + " rows with a time that is there already were merged (--duplicates ")
              + options.duplicates().option()
              + ").");
    }
    return slots;
  }

  private TableException duplicate(Stamp[] stamps, int[] rows, Stamp stamp) {
    long repeated = 0;
    for (int i = 1; i < stamps.length; i++) {
      repeated += stamps[i].millis() == stamps[i - 1].millis() ? 1 : 0;
    }
    return new TableException(
        table.file()
            + ", rows "
            + table.line(rows[0])
            + " and "
            + table.line(rows[1])
            + ", column "
            + column
            + ": both have the time "
            + text(stamp)
            + (repeated > 1 ? "; " + grouped(repeated) + " rows repeat a time in all" : "")
            + ". Give --duplicates first, last, mean or sum to merge such rows."
            + (2 * repeated >= stamps.length
                ? " If the file holds several series, keep the rows of one of them."
                : ""));
  }

  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private Frequency frequency(List<Slot> slots, Optional<ZoneId> zone) {
    Stamp[] stamps = slots.stream().map(Slot::stamp).toArray(Stamp[]::new);
    if (options.frequency().isPresent()) {
      return FrequencyFinder.withAnchor(options.frequency().get(), stamps);
    }
    if (stamps.length < 2) {
      throw new TableException(
          where(slots.getFirst().rows()[0])
              + ": one row does not tell the step between rows. Give --freq, such as --freq d.");
    }
    Frequency frequency = FrequencyFinder.find(stamps).orElseThrow(() -> noStep(slots, stamps));
    notes.add(
        "Step: "
            + frequency.label()
            + zone.map(z -> ", in " + (z.equals(ZoneOffset.UTC) ? "UTC" : z)).orElse("")
            + ".");
    return frequency;
  }

  private TableException noStep(List<Slot> slots, Stamp[] stamps) {
    String fix =
        FrequencyFinder.roughly(stamps)
            .map(
                step ->
                    " They are about "
                        + step.steps(1)
                        + " apart: give --freq "
                        + step.code()
                        + " to move each time to the nearest step,")
            .orElse(" Give --freq with the step that is meant,");
    return new TableException(
        where(slots.get(1).rows()[0])
            + ": the rows are not equally spaced; no distance is shared by half of them ("
            + text(stamps[0])
            + ", "
            + text(stamps[1])
            + (stamps.length > 2 ? ", " + text(stamps[2]) : "")
            + "…)."
            + fix
            + " or --time none to take the rows as equally spaced.");
  }

  private List<Slot> fillGaps(List<Slot> slots, Frequency frequency, Optional<ZoneId> zone) {
    List<Slot> regular = new ArrayList<>(slots.size());
    regular.add(slots.getFirst());
    if (frequency.unit() == Frequency.Unit.BUSINESS_DAY
        && Frequency.isWeekend(slots.getFirst().stamp().local().toLocalDate())) {
      throw offGrid(slots, 0, frequency);
    }
    long missing = 0;
    long weekdays = 0;
    int gaps = 0;
    int firstGap = -1;
    long firstLength = 0;
    for (int i = 1; i < slots.size(); i++) {
      Stamp from = slots.get(i - 1).stamp();
      long steps = FrequencyFinder.steps(frequency, from, slots.get(i).stamp());
      if (steps < 1) {
        throw offGrid(slots, i, frequency);
      }
      boolean closed =
          frequency.unit() == Frequency.Unit.BUSINESS_DAY
              && (steps - 1) * frequency.step() <= FrequencyFinder.MOST_MISSING_WEEKDAYS;
      if (steps > 1 && closed) {
        weekdays += steps - 1;
      } else if (steps > 1) {
        gaps++;
        missing += steps - 1;
        firstLength = firstGap < 0 ? steps - 1 : firstLength;
        firstGap = firstGap < 0 ? i : firstGap;
        refuseHugeGap(slots, i, missing, frequency);
        for (long k = 1; k < steps && options.fill() != Fill.NONE; k++) {
          regular.add(new Slot(TimeAxis.plus(from, zone, frequency, k), NO_ROWS));
        }
      }
      regular.add(slots.get(i));
    }
    if (gaps > 0 && options.fill() == Fill.NONE) {
      throw gap(slots, firstGap, firstLength, gaps, missing, frequency);
    }
    if (gaps > 0) {
      notes.add(
          (missing == 1
                  ? "1 missing row was"
                  : grouped(missing)
                      + " missing rows in "
                      + grouped(gaps)
                      + (gaps == 1 ? " gap were" : " gaps were"))
              + " inserted (--fill "
              + options.fill().option()
              + ").");
    }
    if (weekdays > 0) {
      notes.add(
          (weekdays == 1
                  ? "1 weekday has no row and is taken as a holiday"
                  : grouped(weekdays) + " weekdays have no row and are taken as holidays")
              + ", on which nothing is recorded.");
    }
    return regular;
  }

  private void refuseHugeGap(List<Slot> slots, int at, long missing, Frequency frequency) {
    if (missing > 20L * slots.size() + 1000) {
      throw new TableException(
          rows(slots, at)
              + ": more than "
              + grouped(20L * slots.size())
              + " steps of "
              + frequency.steps(1)
              + " are missing up to "
              + text(slots.get(at).stamp())
              + ", far more than there are rows. Correct the time, or give another --freq.");
    }
  }

  private String rows(List<Slot> slots, int at) {
    int before = slots.get(at - 1).rows()[slots.get(at - 1).rows().length - 1];
    return table.file()
        + ", rows "
        + table.line(before)
        + " and "
        + table.line(slots.get(at).rows()[0])
        + ", column "
        + column;
  }

  private TableException gap(
      List<Slot> slots, int at, long length, int gaps, long missing, Frequency frequency) {
    Stamp[] stamps = slots.stream().map(Slot::stamp).toArray(Stamp[]::new);
    Integer[] order = slots.stream().map(slot -> slot.rows()[0]).toArray(Integer[]::new);
    refuseClockChange(stamps, order, at);
    String more =
        gaps == 1 ? "" : " " + grouped(gaps) + " gaps lack " + grouped(missing) + " rows in all.";
    return new TableException(
        rows(slots, at)
            + ": the step is "
            + frequency.label()
            + ", but between "
            + text(stamps[at - 1])
            + " and "
            + text(stamps[at])
            + " "
            + (length == 1 ? "1 row is" : grouped(length) + " rows are")
            + " missing."
            + more
            + weekends(stamps, order, frequency)
            + " Give --fill linear, previous, zero or seasonal to fill them, or --time none to take"
            + " the rows as equally spaced.");
  }

  /** Says so when a few rows on weekends keep a daily series from being one of business days. */
  private String weekends(Stamp[] stamps, Integer[] order, Frequency frequency) {
    int rows = 0;
    int first = -1;
    int free = 0;
    for (int i = 0; i < stamps.length; i++) {
      boolean weekend = Frequency.isWeekend(stamps[i].local().toLocalDate());
      rows += weekend ? 1 : 0;
      first = weekend && first < 0 ? i : first;
      free += i > 0 && stamps[i].millis() - stamps[i - 1].millis() > 172_800_000L ? 1 : 0;
    }
    boolean daily = frequency.equals(Frequency.of(Frequency.Unit.DAY, 1));
    return daily && rows > 0 && 10 * rows < free
        ? " Without the "
            + (rows == 1 ? "row" : rows + " rows")
            + " on a weekend (row "
            + table.line(order[first])
            + ") these are business days."
        : "";
  }

  private TableException offGrid(List<Slot> slots, int at, Frequency frequency) {
    Stamp stamp = slots.get(at).stamp();
    String reason =
        at == 0 || frequency.unit() == Frequency.Unit.BUSINESS_DAY
            ? " is no step of " + frequency.label()
            : " is no whole number of steps ("
                + frequency.label()
                + ") after "
                + text(slots.get(at - 1).stamp());
    boolean clock =
        at > 0
            && !frequency.subDaily()
            && !stamp.local().toLocalTime().equals(slots.get(at - 1).stamp().local().toLocalTime());
    String fix =
        clock && stamp.offset().isPresent() && options.timeZone().isEmpty()
            ? " Give --time-zone if the days are those of a place that changes its clocks,"
            : " Correct or delete the row,";
    Stamp[] stamps = slots.stream().map(Slot::stamp).toArray(Stamp[]::new);
    Frequency usual = FrequencyFinder.roughly(stamps).orElse(frequency);
    fix +=
        options.frequency().isEmpty() && (clock || frequency.subDaily())
            ? " or give --freq " + usual.code() + " to move each time to the nearest step,"
            : "";
    return new TableException(
        where(slots.get(at).rows()[0])
            + ": "
            + text(stamp)
            + reason
            + "."
            + fix
            + " or --time none to take the rows as equally spaced.");
  }
}
