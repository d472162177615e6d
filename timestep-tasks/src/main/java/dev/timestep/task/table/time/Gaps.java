package dev.timestep.task.table.time;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.CountText;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.Rhythm;
import dev.timestep.task.table.Stamp;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeAxis;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through the steps between rows: counts missing rows, separates holidays from gaps, and
 * inserts rows where the user asked for it.
 *
 * <p>A holiday is a whole day of business days, or of a rhythm of weekdays or hours, without a row.
 */
final class Gaps {

  /** Exchanges were closed for four weekdays in a row in September 2001. */
  private static final int LONGEST_HOLIDAY = 4;

  /** Where such days are rare: a week and a bridge day, as in China in October. */
  private static final int LONGEST_RARE_HOLIDAY = 7;

  private static final double RARE = 0.1;

  /** Clocks are turned by an hour at most, in milliseconds. */
  private static final long LONGEST_CHANGE = 3_600_000;

  /** More than one missing row for so many are more than single ones. */
  private static final int MANY = 20;

  private static final int NO_HOLIDAY = 0;
  private static final int[] NO_ROWS = {};

  private final TimedRows rows;
  private final RowOrder order;
  private final List<Slot> slots;
  private final Frequency frequency;
  private final boolean masks;
  private final int longestHoliday;

  private Gaps(
      TimedRows rows, RowOrder order, List<Slot> slots, Frequency frequency, boolean masks) {
    this.rows = rows;
    this.order = order;
    this.slots = slots;
    this.frequency = frequency;
    this.masks = masks;
    this.longestHoliday = longestHoliday();
  }

  /**
   * A slot for each step.
   *
   * @param masks whether rows are inserted though nothing says how to fill them
   * @throws TableException when rows are missing and nothing says how to fill them, or a time is
   *     beside the steps
   */
  static List<Slot> fill(
      TimedRows rows, RowOrder order, List<Slot> slots, Frequency frequency, boolean masks) {
    return new Gaps(rows, order, slots, frequency, masks).fill();
  }

  private List<Slot> fill() {
    boolean filling = masks || rows.options().fill() != Fill.NONE;
    List<Slot> regular = new ArrayList<>(slots.size());
    regular.add(slots.getFirst());
    long missing = 0;
    int gaps = 0;
    int firstGap = -1;
    int holidays = 0;
    int longest = 0;
    for (int i = 1; i < slots.size(); i++) {
      long steps = steps(i);
      int closed = closedDays(i, steps);
      if (closed > 0 && closed <= longestHoliday) {
        holidays += closed;
        longest = longest == 0 || closed > closedDays(longest, steps(longest)) ? i : longest;
      } else if (steps > 1) {
        gaps++;
        missing += steps - 1;
        firstGap = firstGap < 0 ? i : firstGap;
        refuseHugeGap(i, missing);
        if (masks && frequency.subDaily() && (steps - 1) * frequency.millis() <= LONGEST_CHANGE) {
          order.refuseClockChange(positionOf(slots.get(i)));
        }
        for (long k = 1; k < steps && filling; k++) {
          Stamp stamp = TimeAxis.plus(slots.get(i - 1).stamp(), order.zone(), frequency, k);
          regular.add(new Slot(stamp, NO_ROWS));
        }
      }
      regular.add(slots.get(i));
    }
    if (masks && MANY * missing > slots.size()) {
      refuseZone();
    }
    if (gaps > 0 && !filling) {
      throw gap(firstGap, gaps, missing);
    }
    if (gaps > 0) {
      rows.notes().add(inserted(missing, gaps));
    }
    if (holidays > 0) {
      rows.notes().add(holidays(holidays, longest));
    }
    return regular;
  }

  private long steps(int at) {
    return FrequencyFinder.steps(frequency, slots.get(at - 1).stamp(), slots.get(at).stamp());
  }

  /** Days without any row between two rows, where days may be closed; 0 for any other distance. */
  private int closedDays(int at, long steps) {
    if (steps <= 1) {
      return NO_HOLIDAY;
    }
    if (frequency.unit() == Frequency.Unit.BUSINESS_DAY
        || (frequency.unit() == Frequency.Unit.DAY && frequency.hasRhythm())) {
      return (int) Math.min(Integer.MAX_VALUE, (steps - 1) * frequency.step());
    }
    if (!frequency.subDaily() || !frequency.hasRhythm()) {
      return NO_HOLIDAY;
    }
    return Rhythm.closedDays(
        frequency, slots.get(at - 1).stamp().local(), slots.get(at).stamp().local());
  }

  private int longestHoliday() {
    long closed = 0;
    for (int i = 1; i < slots.size(); i++) {
      int days = closedDays(i, steps(i));
      closed += days <= LONGEST_RARE_HOLIDAY ? days : 0;
    }
    double all = closed;
    for (int i = 0; i < slots.size(); i++) {
      boolean newDay =
          i == 0
              || !slots
                  .get(i)
                  .stamp()
                  .local()
                  .toLocalDate()
                  .equals(slots.get(i - 1).stamp().local().toLocalDate());
      all += newDay ? 1 : 0;
    }
    return closed <= RARE * all ? LONGEST_RARE_HOLIDAY : LONGEST_HOLIDAY;
  }

  private String holidays(int days, int longest) {
    String kind = frequency.unit() == Frequency.Unit.BUSINESS_DAY ? "weekday" : "day";
    int most = closedDays(longest, steps(longest));
    return (days == 1
            ? "1 " + kind + " has no row and is taken as a holiday"
            : CountText.grouped(days) + " " + kind + "s have no row and are taken as holidays")
        + ", on which nothing is recorded."
        + (most > LONGEST_HOLIDAY
            ? " The longest holiday has "
                + most
                + " such days, from "
                + rows.text(TimeAxis.plus(before(longest), order.zone(), frequency, 1))
                + " on."
            : "");
  }

  private Stamp before(int at) {
    return slots.get(at - 1).stamp();
  }

  private String inserted(long missing, int gaps) {
    long all = missing + slots.size();
    return (missing == 1
            ? "1 missing row was"
            : CountText.grouped(missing)
                + " missing rows in "
                + CountText.grouped(gaps)
                + (gaps == 1 ? " gap were" : " gaps were"))
        + (rows.options().fill() == Fill.NONE || rows.options().fill() == Fill.MASK
            ? " inserted without values"
            : " inserted (" + setting("fill") + " " + rows.options().fill().option() + ")")
        + (2 * missing > all ? ": " + percent(missing, all) + " of all rows." : ".");
  }

  private static String percent(long part, long all) {
    return Math.round(100.0 * part / all) + " %";
  }

  private void refuseHugeGap(int at, long missing) {
    if (missing > 20L * slots.size() + 1000) {
      throw new TableException(
          between(at)
              + ": more than "
              + CountText.grouped(20L * slots.size())
              + " steps of "
              + frequency.steps(1)
              + " are missing up to "
              + rows.text(slots.get(at).stamp())
              + ", far more than there are rows. Correct the time, or give another "
              + setting("freq")
              + ".");
    }
  }

  private String between(int at) {
    return rows.where(slots.get(at - 1).lastRow(), slots.get(at).firstRow());
  }

  private TableException gap(int at, int gaps, long missing) {
    refuseZone();
    order.refuseClockChange(positionOf(slots.get(at)));
    long length = steps(at) - 1;
    long all = missing + slots.size();
    String more =
        gaps == 1
            ? ""
            : " "
                + CountText.grouped(gaps)
                + " gaps lack "
                + CountText.grouped(missing)
                + " rows in all.";
    return new TableException(
        between(at)
            + ": the step is "
            + frequency.label()
            + ", but between "
            + rows.text(before(at))
            + " and "
            + rows.text(slots.get(at).stamp())
            + " "
            + (length == 1 ? "1 row is" : CountText.grouped(length) + " rows are")
            + " missing."
            + more
            + (2 * missing > all
                ? " Filling them would invent "
                    + percent(missing, all)
                    + " of all rows. Give "
                    + setting("time")
                    + " none to take the rows as equally spaced, or"
                    + " "
                    + setting("fill")
                    + " zero if no row means that nothing happened."
                : " Give "
                    + setting("fill")
                    + " linear, previous, zero or seasonal to fill them, or "
                    + setting("time")
                    + " none to"
                    + " take the rows as equally spaced."));
  }

  /** Opening hours of a place that changes its clocks, written in UTC, keep no hours of UTC. */
  private void refuseZone() {
    if (frequency.hasRhythm() || rows.options().timeZone().isPresent()) {
      return;
    }
    DaylightSaving.rhythmic(Slot.stamps(slots), frequency)
        .ifPresent(
            zone -> {
              throw new TableException(
                  rows.table().file()
                      + ", column "
                      + rows.time().label(rows.table())
                      + ": the hours of the rows change with daylight saving time (for example in "
                      + zone
                      + "), but the times are written in UTC. Give "
                      + setting("time-zone")
                      + " with the"
                      + " zone of the place, such as "
                      + setting("time-zone")
                      + " "
                      + zone
                      + ".");
            });
  }

  /** Where a slot begins among all rows in order. */
  private int positionOf(Slot slot) {
    int at = 0;
    while (order.row(at) != slot.firstRow()) {
      at++;
    }
    while (at > 0 && order.stamps()[at].millis() == order.stamps()[at - 1].millis()) {
      at--;
    }
    return at;
  }
}
