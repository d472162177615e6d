package dev.timestep.task.forecast.backtest;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.message.TaskException;

/**
 * How often the models of a backtest are fitted again on the way.
 *
 * @param every at every how-many-th origin, 1 for each; 0 for the first origin only
 */
public record Refit(int every) {
  /** At each origin, on all rows before it. */
  public static final Refit EACH = new Refit(1);

  /** Once, on the rows before the first origin; later forecasts read newer rows all the same. */
  public static final Refit NEVER = new Refit(0);

  /** Checks the number. */
  public Refit {
    if (every < 0) {
      throw refused(String.valueOf(every));
    }
  }

  /**
   * Reads {@code each}, {@code never} or a number of origins.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  public static Refit parse(String text) {
    return switch (text.strip()) {
      case "each" -> EACH;
      case "never" -> NEVER;
      default -> {
        if (!text.strip().matches("[1-9]\\d{0,8}")) {
          throw refused(text);
        }
        yield new Refit(Integer.parseInt(text.strip()));
      }
    };
  }

  private static TaskException refused(String text) {
    return new TaskException(
        setting("refit")
            + " expects each, never, or at every how-many-th origin, for example 5; received \""
            + text
            + "\".");
  }

  /** The place of the origin before which the fit of an origin is made. */
  int fitOf(int at) {
    return every == 0 ? 0 : at / every * every;
  }

  /** In words, after "fitted". */
  String words() {
    return switch (every) {
      case 0 -> "once, before the first origin";
      case 1 -> "at each origin";
      default -> "at every " + every + ordinal(every) + " origin";
    };
  }

  private static String ordinal(int number) {
    boolean teen = number % 100 / 10 == 1;
    return teen
        ? "th"
        : number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th";
  }
}
