package dev.timestep.judge;

import dev.timestep.judge.Verdict.Leaning;
import dev.timestep.judge.Verdict.Outcome;
import java.util.Optional;
import java.util.OptionalDouble;

/** Puts a verdict into sentences, all figures with the same decimals. */
record VerdictWords(
    ScoreTable scores,
    Score simplest,
    Optional<Interval> interval,
    Resampling resampling,
    Cases cases,
    String advice,
    Judge.Doubt doubt) {
  private static final double SMALLEST_SHARE = 0.001;

  /** From this share of the resamples on one side, the evidence leans to it. */
  private static final double LEANS = 0.6;

  Verdict verdict() {
    if (interval.isEmpty()) {
      return tooFew();
    }
    double low = interval.get().low();
    double high = interval.get().high();
    if (mine() == 0 && theirs() == 0) {
      return new Verdict(Outcome.NO_DIFFERENCE, Leaning.NEITHER, bothRight());
    }
    if (low == 0 && high == 0 && inPercent()) {
      return new Verdict(Outcome.NO_DIFFERENCE, Leaning.NEITHER, sameErrors());
    }
    if (low <= 0 && high >= 0) {
      Leaning leaning = leaning(interval.get().firstAhead());
      return new Verdict(Outcome.NO_DIFFERENCE, leaning, noDifference(low, high, leaning));
    }
    return high < 0
        ? new Verdict(
            Outcome.NETWORK_WINS,
            Leaning.NETWORK,
            "The " + subject() + " wins: " + difference("below", -high, -low))
        : new Verdict(Outcome.NETWORK_LOSES, Leaning.BASELINE, loses(low, high));
  }

  private String subject() {
    return scores.subject();
  }

  private double mine() {
    return scores.network().figure(scores.primary());
  }

  private double theirs() {
    return scores.best().figure(scores.primary());
  }

  private static Leaning leaning(double networkAhead) {
    if (networkAhead >= LEANS) {
      return Leaning.NETWORK;
    }
    return networkAhead <= 1 - LEANS ? Leaning.BASELINE : Leaning.NEITHER;
  }

  private String loses(double nearest, double farthest) {
    FigureForm figures = figures();
    String use = itself() ? "" : ": at " + figures.of(simple()) + " it " + asGood();
    return "The "
        + subject()
        + " loses: "
        + difference("above", nearest, farthest)
        + " Use "
        + the(simplest)
        + use
        + ".";
  }

  /** Only errors on the very same cases leave an interval without width. */
  private String sameErrors() {
    return "%s The %s and %s err on the same cases: %s of %s.%s"
        .formatted(
            use(),
            subject(),
            the(scores.best()),
            figures().of(mine()),
            tested(),
            alsoAsGood(figures()));
  }

  /** What to use where there is no difference. */
  private String use() {
    return doubt == Judge.Doubt.JUDGED
        ? "No difference; nothing speaks for another model than the " + subject() + "."
        : "No difference; use the simpler one, " + the(simplest) + ".";
  }

  private String alsoAsGood(FigureForm figures) {
    return itself() || doubt == Judge.Doubt.JUDGED
        ? ""
        : " At %s, %s %s.".formatted(figures.of(simple()), the(simplest), asGood());
  }

  private String noDifference(double low, double high, Leaning leaning) {
    FigureForm figures = figures().showing(2, Math.max(-low, high));
    return "%s The %s %s is %s, that of "
            .formatted(use(), subjects(), scores.primary().words(), figures.of(mine()))
        + "%s%s is %s; the 95 %% interval of the difference, %s, includes zero (%s).%s%s"
            .formatted(
                named() ? "" : "the best baseline, ",
                the(scores.best()) + (named() ? "" : ","),
                figures.of(theirs()),
                figures.differences(low, high),
                tested(),
                leans(leaning),
                alsoAsGood(figures));
  }

  /** Which way an interval leans that includes zero; it may be far to one side. */
  private String leans(Leaning leaning) {
    if (leaning == Leaning.NEITHER) {
      return "";
    }
    boolean network = leaning == Leaning.NETWORK;
    String apart = apart();
    String by =
        !apart.isEmpty() && network == mine() < theirs()
            ? ": %s %s is %s %s"
                .formatted(
                    network ? "its" : "the " + subjects(),
                    scores.primary().words(),
                    apart,
                    network ? "lower" : "higher")
            : "";
    return " The evidence leans towards %s%s."
        .formatted(network ? "the " + subject() : the(scores.best()), by);
  }

  /** The subject as the owner of what follows: "network's", "ARIMA of logarithms'". */
  private String subjects() {
    return subject() + (subject().endsWith("s") ? "'" : "'s");
  }

  /**
   * How far the two are apart, as a share of the baseline's loss; empty where nothing is to say.
   */
  private String apart() {
    double share = Math.abs(ScoreTable.skill(mine(), theirs()).orElse(0));
    double difference = Math.abs(mine() - theirs());
    if (!inPercent()) {
      return share == 0 ? "" : share(share);
    }
    String points = figures().showing(2, difference).difference(difference);
    return difference == 0 ? "" : points + (share == 0 ? "" : " (" + share(share) + ")");
  }

  private String bothRight() {
    return doubt == Judge.Doubt.JUDGED
        ? "%s Neither it nor the best baseline, %s, makes an error (%s)."
            .formatted(use(), the(scores.best()), tested())
        : "%s Neither it nor the %s makes an error (%s).".formatted(use(), subject(), tested());
  }

  private Verdict tooFew() {
    FigureForm figures = figures();
    double share = ScoreTable.skill(mine(), theirs()).orElse(Math.signum(theirs() - mine()));
    Leaning leaning = share == 0 ? Leaning.NEITHER : share > 0 ? Leaning.NETWORK : Leaning.BASELINE;
    return new Verdict(
        Outcome.TOO_FEW,
        leaning,
        "There are not enough %s to tell: %s, at least %d are needed. "
                .formatted(
                    cases.many(), cases.countedWithKind(scores.cases()), resampling.leastCases())
            + "On these the %s %s is %s, that of the best baseline, "
                .formatted(subjects(), scores.primary().words(), figures.of(mine()))
            + "%s, is %s. ".formatted(the(scores.best()), figures.of(theirs()))
            + advice
            + (doubt == Judge.Doubt.SIMPLEST
                ? " Until then use the simpler one, %s.".formatted(the(simplest))
                : ""));
  }

  private String difference(String side, double nearest, double farthest) {
    double difference = Math.abs(mine() - theirs());
    // Figures that differ are printed differently, and an end that is not zero not as zero.
    FigureForm figures = figures().showing(2, difference).showing(1, nearest);
    OptionalDouble skill = ScoreTable.skill(mine(), theirs());
    String share = skill.isPresent() ? " (" + share(Math.abs(skill.getAsDouble())) + ")" : "";
    return "its %s of %s is %s%s %s that of the best baseline, %s (%s). "
            .formatted(
                scores.primary().words(),
                figures.of(mine()),
                figures.difference(difference),
                share,
                side,
                the(scores.best()),
                figures.of(theirs()))
        + "The 95 %% interval of this difference is %s (%s)."
            .formatted(figures.differences(nearest, farthest), tested());
  }

  private boolean inPercent() {
    return scores.primary().form() == Measure.Form.PERCENT;
  }

  private boolean itself() {
    return simplest.id().equals(scores.best().id());
  }

  /** Whether the sentence has named the best baseline already. */
  private boolean named() {
    return itself() && doubt != Judge.Doubt.JUDGED;
  }

  private double simple() {
    return simplest.figure(scores.primary());
  }

  private String asGood() {
    double more = simple() - theirs();
    String excess =
        inPercent() ? figures().showing(1, more).difference(more) : share(simple() / theirs() - 1);
    return "is simpler than %s and only %s above it".formatted(the(scores.best()), excess);
  }

  private static String share(double share) {
    return share > 0 && share < SMALLEST_SHARE
        ? "less than " + NumberText.percent(SMALLEST_SHARE)
        : NumberText.percent(share);
  }

  private static String the(Score score) {
    return "the " + score.label();
  }

  private FigureForm figures() {
    return FigureForm.of(scores.primary(), mine(), theirs());
  }

  private String tested() {
    return cases.counted(scores.cases());
  }
}
