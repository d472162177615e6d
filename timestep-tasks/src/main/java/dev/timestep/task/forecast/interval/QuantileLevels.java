package dev.timestep.task.forecast.interval;

import dev.timestep.judge.ScoreLevels;
import dev.timestep.task.message.TaskException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The quantiles that a forecast gives beside its point, none or more.
 *
 * @param asked levels, ascending, each above 0 and below 1
 */
public record QuantileLevels(List<Double> asked) {
  /** Points only. */
  public static final QuantileLevels NONE = new QuantileLevels(List.of());

  /** Beyond this level a series would need more rows than any file has. */
  private static final double OUTERMOST = 1e-4;

  /** Sorts the levels and checks them. */
  public QuantileLevels {
    for (double level : asked) {
      if (!(level >= OUTERMOST && level <= 1 - OUTERMOST)) {
        throw new TaskException(
            "Quantiles expect levels from 0.0001 to 0.9999; received "
                + level
                + ". For the interval that should hold 90 % of the values give 0.05,0.95.");
      }
    }
    if (asked.stream().distinct().count() < asked.size()) {
      throw new TaskException("Quantiles expect each level once; received " + asked + ".");
    }
    asked = asked.stream().sorted().toList();
  }

  /** These levels. */
  public static QuantileLevels of(double... levels) {
    return new QuantileLevels(DoubleStream.of(levels).boxed().toList());
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return asked.isEmpty();
  }

  /** What is computed: these levels and those of the scores, ascending. */
  public double[] all() {
    return DoubleStream.concat(
            asked.stream().mapToDouble(level -> level), Arrays.stream(ScoreLevels.DECILES.all()))
        .sorted()
        .distinct()
        .toArray();
  }

  /**
   * The name of a quantile's column: the digits of its level after the point, two at least, for
   * example {@code births_q05}, {@code births_q50} or {@code births_q975}.
   */
  public static String column(String target, double level) {
    // Double writes 1.0E-4: a zero that was never given.
    String digits = BigDecimal.valueOf(level).stripTrailingZeros().toPlainString().substring(2);
    return target + "_q" + (digits.length() < 2 ? digits + "0" : digits);
  }
}
