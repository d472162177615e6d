package dev.timestep.task.forecast;

import dev.timestep.task.forecast.PairedBlockBootstrap.Interval;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether the network is worth having, in plain words.
 *
 * <p>It is held against the baseline with the lowest mean absolute error on the test windows.
 * Picking the opponent with the test windows themselves favours the opponent, never the network.
 * Where the network does not win, the baseline to use is the simplest one within 1 % of the best,
 * or within 5 % where that difference may be chance.
 *
 * @param outcome which of the four cases it is
 * @param sentence the case in plain English, with its figures
 */
public record Verdict(Outcome outcome, String sentence) {

  /** The four cases. */
  public enum Outcome {
    /** The whole interval of the difference lies on the network's side. */
    NETWORK_WINS,
    /** The whole interval lies on the baseline's side. */
    NETWORK_LOSES,
    /** The interval includes zero. */
    NO_DIFFERENCE,
    /** Too few test windows for an interval. */
    NOT_ENOUGH_WINDOWS;

    /** The name in JSON, for example {@code network_wins}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Judges.
   *
   * @param network score of the network
   * @param best score of the best baseline
   * @param simplest score of the simplest baseline as good as the best, which may be itself
   * @param interval interval of network minus best, or nothing if there were too few windows
   * @param windows test windows
   * @param horizon steps per window
   */
  static Verdict of(
      ModelScore network,
      ModelScore best,
      ModelScore simplest,
      Optional<Interval> interval,
      int windows,
      int horizon) {
    var words = new Words(network, best, simplest, windows);
    if (interval.isEmpty()) {
      return words.notEnough(horizon);
    }
    double low = interval.get().low();
    double high = interval.get().high();
    if (low <= 0 && high >= 0) {
      return words.noDifference(low, high);
    }
    return high < 0 ? words.wins(low, high) : words.loses(low, high);
  }

  /** Puts figures into sentences, all errors with the same decimals. */
  private record Words(ModelScore network, ModelScore best, ModelScore simplest, int windows) {

    Verdict wins(double low, double high) {
      return new Verdict(
          Outcome.NETWORK_WINS, "The network wins: " + difference("below", -high, -low));
    }

    Verdict loses(double low, double high) {
      String use =
          simplest.name().equals(best.name())
              ? ""
              : ": at " + figure(simplest.metrics().mae()) + " it " + asGood();
      return new Verdict(
          Outcome.NETWORK_LOSES,
          "The network loses: "
              + difference("above", low, high)
              + " Use "
              + the(simplest)
              + use
              + ".");
    }

    Verdict noDifference(double low, double high) {
      boolean itself = simplest.name().equals(best.name());
      String also =
          itself
              ? ""
              : " At %s, %s %s."
                  .formatted(figure(simplest.metrics().mae()), the(simplest), asGood());
      return new Verdict(
          Outcome.NO_DIFFERENCE,
          "No difference; use the simpler one, %s. The network's mean absolute error is %s, that of "
                  .formatted(the(simplest), figure(network.metrics().mae()))
              + "%s%s is %s; the 95 %% interval of the difference, %s to %s, includes zero (%s).%s"
                  .formatted(
                      itself ? "" : "the best baseline, ",
                      the(best) + (itself ? "" : ","),
                      figure(best.metrics().mae()),
                      figure(low),
                      figure(high),
                      testWindows(),
                      also));
    }

    Verdict notEnough(int horizon) {
      int least = PairedBlockBootstrap.leastWindows(horizon);
      return new Verdict(
          Outcome.NOT_ENOUGH_WINDOWS,
          "There are not enough test windows to tell: %s of horizon %d, at least %d are needed. "
                  .formatted(testWindows(), horizon, least)
              + "On these the network's mean absolute error is %s, that of the best baseline, "
                  .formatted(figure(network.metrics().mae()))
              + "%s, is %s. ".formatted(the(best), figure(best.metrics().mae()))
              + "Give the test part at least %d rows with --split, or choose a smaller --horizon; "
                  .formatted(least + horizon - 1)
              + "until then use the simpler one, %s.".formatted(the(best)));
    }

    private String difference(String side, double nearest, double farthest) {
      double mine = network.metrics().mae();
      double theirs = best.metrics().mae();
      OptionalDouble skill = Metrics.skill(mine, theirs);
      String share =
          skill.isPresent() ? " (" + Figures.percent(Math.abs(skill.getAsDouble())) + ")" : "";
      return "its mean absolute error of %s is %s%s %s that of the best baseline, %s (%s). "
              .formatted(
                  figure(mine),
                  figure(Math.abs(mine - theirs)),
                  share,
                  side,
                  the(best),
                  figure(theirs))
          + "The 95 %% interval of this difference is %s to %s (%s)."
              .formatted(figure(nearest), figure(farthest), testWindows());
    }

    private String asGood() {
      return "is simpler than "
          + the(best)
          + " and only "
          + Figures.percent(simplest.metrics().mae() / best.metrics().mae() - 1)
          + " above it";
    }

    private static String the(ModelScore score) {
      return "the " + score.label();
    }

    private String figure(double value) {
      double smaller = Math.min(network.metrics().mae(), best.metrics().mae());
      return Figures.fixed(
          value, Figures.decimals(smaller > 0 ? smaller : network.metrics().mae()));
    }

    private String testWindows() {
      return windows == 1 ? "1 test window" : windows + " test windows";
    }
  }
}
