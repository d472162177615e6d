package dev.timestep.task.forecast.gift;

import dev.timestep.task.table.Frequency;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Rows that are put together before anything is forecast, such as the hours of quarter hours.
 *
 * @param from step of the rows in the file: {@code 15min}
 * @param by how a group becomes one value
 */
public record GiftAggregate(String from, By by) {
  /** How a group becomes one value. */
  public enum By {
    /** The mean of its rows. */
    MEAN,
    /** Their sum. */
    SUM
  }

  /** Checks the step. */
  public GiftAggregate {
    GiftSet.step("from", from);
  }

  /** The first moment of the group that a time lies in; groups are hours, days or months. */
  static LocalDateTime start(LocalDateTime time, Frequency.Unit unit) {
    return switch (unit) {
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
      case DAY -> time.truncatedTo(ChronoUnit.DAYS);
      case MONTH -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
      default -> throw new IllegalStateException(unit + " is refused where the set is read");
    };
  }
}
