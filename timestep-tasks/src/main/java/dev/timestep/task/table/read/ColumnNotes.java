package dev.timestep.task.table.read;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.CountText;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.TimeTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notes for the user about the values of a column before anything is trained on them. */
public final class ColumnNotes {

  /** Numbers that often stand for a value that was not measured. */
  private static final double[] MARKS = {-200, -999, -9999, -99999, 9999, 99999};

  private ColumnNotes() {}

  /**
   * Notes on a column.
   *
   * @param values of each row, filled ones among them
   * @param filled which of them were filled
   */
  public static List<String> of(String name, double[] values, boolean[] filled, Fill fill) {
    List<String> notes = new ArrayList<>();
    filled(name, filled, fill).ifPresent(notes::add);
    constant(name, values).ifPresent(notes::add);
    mark(name, values).ifPresent(notes::add);
    return notes;
  }

  /** What was filled or masked of some targets, for a run that shows no other notes. */
  public static List<String> ofGaps(TimeTable table, List<String> targets) {
    return targets.stream()
        .flatMap(name -> filled(name, table.filled(name), table.reading().asked().fill()).stream())
        .toList();
  }

  /** The same of a column that may be constant here, and another constant in other series. */
  public static List<String> ofOneOfMany(
      String name, double[] values, boolean[] filled, Fill fill) {
    List<String> notes = new ArrayList<>();
    filled(name, filled, fill).ifPresent(notes::add);
    mark(name, values).ifPresent(notes::add);
    return notes;
  }

  private static Optional<String> filled(String name, boolean[] filled, Fill fill) {
    int count = 0;
    int leading = 0;
    for (int i = 0; i < filled.length; i++) {
      count += filled[i] ? 1 : 0;
      leading += filled[i] && leading == i ? 1 : 0;
    }
    if (count == 0) {
      return Optional.empty();
    }
    if (fill == Fill.MASK) {
      return Optional.of(
          CountText.grouped(count)
              + " of "
              + CountText.grouped(filled.length)
              + " values of "
              + name
              + (count == 1 ? " is" : " are")
              + " missing and masked: "
              + (count == 1 ? "it counts" : "they count")
              + " in no loss and no score. With "
              + setting("strict")
              + " a missing value is refused.");
    }
    String before =
        leading > 0 && fill != Fill.ZERO
            ? "; " + CountText.grouped(leading) + " before the first value took a later one"
            : "";
    return Optional.of(
        CountText.grouped(count)
            + " of "
            + CountText.grouped(filled.length)
            + " values of "
            + name
            + (count == 1
                ? " was filled (" + setting("fill") + " "
                : " were filled (" + setting("fill") + " ")
            + fill.option()
            + ")"
            + before
            + ".");
  }

  private static Optional<String> constant(String name, double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return Optional.empty();
      }
    }
    return values.length < 2
        ? Optional.empty()
        : Optional.of(
            "Column "
                + name
                + " is constant ("
                + number(values[0])
                + "): there is nothing to learn from it.");
  }

  /** A value such as -9999 that stands apart from all others often marks a missing cell. */
  private static Optional<String> mark(String name, double[] values) {
    for (double mark : MARKS) {
      int marked = 0;
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double value : values) {
        if (value == mark) {
          marked++;
        } else {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
      double range = high - low;
      if (marked > 0 && range > 0 && (mark < low - range || mark > high + range)) {
        return Optional.of(
            (marked == 1
                    ? "1 value of " + name + " is "
                    : CountText.grouped(marked) + " values of " + name + " are ")
                + number(mark)
                + ", far from all others ("
                + number(low)
                + " to "
                + number(high)
                + "). If that marks a missing value, give "
                + setting("missing")
                + "="
                + number(mark)
                + " and one of the kinds of "
                + setting("fill")
                + ".");
      }
    }
    return Optional.empty();
  }

  /** A number as people write it: 7, 0.25, 1.5E+20. */
  static String number(double value) {
    BigDecimal exact = BigDecimal.valueOf(value);
    boolean plain = value == 0 || Math.abs(value) >= 1e-6 && Math.abs(value) < 1e15;
    return plain
        ? (value == 0 ? "0" : exact.stripTrailingZeros().toPlainString())
        : exact.stripTrailingZeros().toString();
  }
}
