package dev.timestep.task.forecast.gift;

import dev.timestep.task.table.Frequency;
import java.util.List;
import java.util.OptionalInt;

/**
 * A data set, its step and a term: a line of the board.
 *
 * @param set the data set
 * @param term how far is forecast
 */
public record GiftConfiguration(GiftSet set, GiftTerm term) {
  private static final double TEST_SHARE = 0.1;
  private static final int MOST_WINDOWS = 20;

  /** The name that the board uses: {@code ett1/H/short}. */
  public String name() {
    return set.name() + "/" + term.label();
  }

  /** Steps that each window forecasts. */
  public int horizon() {
    int once = set.horizon().orElseGet(() -> length(set.frequency()).orElseThrow());
    return Math.multiplyExact(once, term.times());
  }

  /** The prediction length of a step; none where the board has none. */
  static OptionalInt length(Frequency frequency) {
    return switch (frequency.unit()) {
      case MONTH -> OptionalInt.of(12);
      case WEEK -> OptionalInt.of(8);
      case DAY -> OptionalInt.of(30);
      case HOUR, MINUTE -> OptionalInt.of(48);
      default -> OptionalInt.empty();
    };
  }

  /**
   * The season of MASE and of the seasonal naive forecast: a day of hours and minutes, a year of
   * months and quarters; 1 for days and weeks.
   */
  public int season() {
    return switch (set.frequency().unit()) {
      case DAY, WEEK -> 1;
      default -> Math.max(1, set.frequency().seasonLength());
    };
  }

  /** The season that models are told. */
  public int fitSeason() {
    return set.fitSeason().orElse(season());
  }

  /**
   * Test windows at the end of each series.
   *
   * @param shortest values of the shortest series
   */
  public int windows(int shortest) {
    return set.windows()
        .orElseGet(
            () -> Math.clamp((int) Math.ceil(TEST_SHARE * shortest / horizon()), 1, MOST_WINDOWS));
  }

  /** The first rows of the windows of a series, one after the other up to its last value. */
  int[] origins(int length, int windows) {
    int[] origins = new int[windows];
    for (int w = 0; w < windows; w++) {
      origins[w] = length - (windows - w) * horizon();
    }
    return origins;
  }

  /** What others report for it. */
  public List<GiftPublished> published() {
    return set.published().stream().filter(one -> one.term() == term).toList();
  }
}
