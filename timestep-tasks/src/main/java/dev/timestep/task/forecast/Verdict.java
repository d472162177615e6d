package dev.timestep.task.forecast;

import dev.timestep.report.NumberText;
import dev.timestep.task.forecast.PairedBlockBootstrap.Interval;
import dev.timestep.task.forecast.Split.Part;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether the network is worth using, in plain words.
 *
 * <p>It is compared with the baseline with the lowest mean absolute error on the test windows.
 * Picking the opponent with the test windows themselves favours the opponent, never the network.
 * Where the network does not win, the baseline to use is the simplest one within 1 % of the best,
 * or within 5 % where that difference may be chance.
 *
 * @param outcome which of the four cases it is
 * @param sentence the case in plain English, with its figures
 */
public record Verdict(Outcome outcome, String sentence) {
  private static final double SMALLEST_SHARE = 0.001;

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
   * @param windows the windows that were judged on
   * @param remedy what can be done about too few of them
   */
  static Verdict of(
      ModelScore network,
      ModelScore best,
      ModelScore simplest,
      Optional<Interval> interval,
      ForecastWindows windows,
      Remedy remedy) {
    var words = new Words(network, best, simplest, windows.count(Part.TEST));
    if (interval.isEmpty()) {
      return words.notEnough(windows, remedy);
    }
    double low = interval.get().low();
    double high = interval.get().high();
    if (network.metrics().mae() == 0 && best.metrics().mae() == 0) {
      return words.bothRight();
    }
    if (low <= 0 && high >= 0) {
      return words.noDifference(low, high);
    }
    return high < 0 ? words.wins(-high, -low) : words.loses(low, high);
  }

  /**
   * Of series that never change.
   *
   * @param constants what is known of them, for example "every value of a is 0"
   * @param simplest score of the simplest baseline
   */
  static Verdict ofNothing(String constants, ModelScore simplest) {
    return new Verdict(
        Outcome.NO_DIFFERENCE,
        "There is nothing to forecast: %s. Use the %s, which repeats it."
            .formatted(constants, simplest.label()));
  }

  /** Puts figures into sentences, all errors with the same decimals. */
  private record Words(ModelScore network, ModelScore best, ModelScore simplest, int windows) {

    Verdict wins(double nearest, double farthest) {
      return new Verdict(
          Outcome.NETWORK_WINS, "The network wins: " + difference("below", nearest, farthest));
    }

    Verdict loses(double nearest, double farthest) {
      NumberText errors = errors();
      String use =
          simplest.name().equals(best.name())
              ? ""
              : ": at " + errors.of(simplest.metrics().mae()) + " it " + asGood();
      return new Verdict(
          Outcome.NETWORK_LOSES,
          "The network loses: "
              + difference("above", nearest, farthest)
              + " Use "
              + the(simplest)
              + use
              + ".");
    }

    Verdict noDifference(double low, double high) {
      NumberText errors = errors().showing(2, Math.max(-low, high));
      boolean itself = simplest.name().equals(best.name());
      String also =
          itself
              ? ""
              : " At %s, %s %s."
                  .formatted(errors.of(simplest.metrics().mae()), the(simplest), asGood());
      return new Verdict(
          Outcome.NO_DIFFERENCE,
          "No difference; use the simpler one, %s. The network's mean absolute error is %s, that of "
                  .formatted(the(simplest), errors.of(network.metrics().mae()))
              + "%s%s is %s; the 95 %% interval of the difference, %s to %s, includes zero (%s).%s"
                  .formatted(
                      itself ? "" : "the best baseline, ",
                      the(best) + (itself ? "" : ","),
                      errors.of(best.metrics().mae()),
                      errors.of(low),
                      errors.of(high),
                      testWindows(),
                      also));
    }

    Verdict bothRight() {
      return new Verdict(
          Outcome.NO_DIFFERENCE,
          "No difference; use the simpler one, %s. Neither it nor the network makes an error (%s)."
              .formatted(the(simplest), testWindows()));
    }

    Verdict notEnough(ForecastWindows all, Remedy remedy) {
      NumberText errors = errors();
      return new Verdict(
          Outcome.NOT_ENOUGH_WINDOWS,
          "There are not enough test windows to tell: %s of horizon %d, at least %d are needed. "
                  .formatted(
                      testWindows(),
                      all.horizon(),
                      PairedBlockBootstrap.leastWindows(all.horizon()))
              + "On these the network's mean absolute error is %s, that of the best baseline, "
                  .formatted(errors.of(network.metrics().mae()))
              + "%s, is %s. ".formatted(the(best), errors.of(best.metrics().mae()))
              + remedy.advice(all)
              + " Until then use the simpler one, %s.".formatted(the(simplest)));
    }

    private String difference(String side, double nearest, double farthest) {
      double mine = network.metrics().mae();
      double theirs = best.metrics().mae();
      double difference = Math.abs(mine - theirs);
      // Figures that differ are printed differently, and an end that is not zero not as zero.
      NumberText errors = errors().showing(2, difference).showing(1, nearest);
      OptionalDouble skill = Metrics.skill(mine, theirs);
      String share = skill.isPresent() ? " (" + share(Math.abs(skill.getAsDouble())) + ")" : "";
      return "its mean absolute error of %s is %s%s %s that of the best baseline, %s (%s). "
              .formatted(
                  errors.of(mine), errors.of(difference), share, side, the(best), errors.of(theirs))
          + "The 95 %% interval of this difference is %s to %s (%s)."
              .formatted(errors.of(nearest), errors.of(farthest), testWindows());
    }

    private String asGood() {
      double excess = simplest.metrics().mae() / best.metrics().mae() - 1;
      return "is simpler than %s and only %s above it".formatted(the(best), share(excess));
    }

    private static String share(double share) {
      return share > 0 && share < SMALLEST_SHARE
          ? "less than " + NumberText.percent(SMALLEST_SHARE)
          : NumberText.percent(share);
    }

    private static String the(ModelScore score) {
      return "the " + score.label();
    }

    /** Four digits of the smaller error that is not zero. */
    private NumberText errors() {
      return NumberText.column(4, network.metrics().mae(), best.metrics().mae());
    }

    private String testWindows() {
      return windows == 1 ? "1 test window" : windows + " test windows";
    }
  }
}
