package dev.timestep.judge;

import java.util.List;
import java.util.Optional;

/**
 * Holds a network against the best of its baselines.
 *
 * <p>The opponent is the baseline with the lowest loss on the test cases. Picking it with the test
 * cases themselves favours the opponent, never the network. Where the network does not win, the
 * baseline to use is the simplest one within 1 % of the best, or within 5 % where that difference
 * may be chance.
 *
 * @param scores all models on the same cases, the simplest baseline first
 * @param resampling how a difference is told from chance
 * @param cases what is counted
 * @param advice what can be done where there are too few cases, a sentence
 * @param doubt what is used while nothing is proven
 */
public record Judge(
    ScoreTable scores, Resampling resampling, Cases cases, String advice, Doubt doubt) {
  /** A simpler baseline is preferred to the best one when its loss is at most this much larger. */
  public static final double AS_GOOD = 0.01;

  /** The same for a difference that may be chance: whose 95 % interval includes zero. */
  public static final double AS_GOOD_WITHIN_CHANCE = 0.05;

  /**
   * What is used while nothing is proven, by too few cases or by an interval that includes zero.
   */
  public enum Doubt {
    /** The simplest baseline that is as good as the best: a network has to prove itself. */
    SIMPLEST,

    /**
     * With too few cases what is judged, else the simplest: for a choice among models, which few
     * cases are no reason to leave.
     */
    SIMPLEST_OF_ENOUGH,

    /** What is judged: for a model that is in use, and that may be simpler than its opponents. */
    JUDGED
  }

  /** A judge that advises the simplest baseline until there are cases enough. */
  public Judge(ScoreTable scores, Resampling resampling, Cases cases, String advice) {
    this(scores, resampling, cases, advice, Doubt.SIMPLEST);
  }

  /** A judge of cases that can only be helped by more of them. */
  public static Judge of(ScoreTable scores, Resampling resampling, Cases cases) {
    return new Judge(
        scores,
        resampling,
        cases,
        "For a verdict give at least " + resampling.leastCases() + " " + cases.many() + ".");
  }

  /** Scores, interval and verdict. */
  public Findings findings(long seed) {
    Score best = scores.best();
    Score simplest = simplest(seed);
    Optional<Interval> interval =
        resampling.interval(scores.network().perCase(), best.perCase(), seed);
    Verdict verdict =
        new VerdictWords(scores, simplest, interval, resampling, cases, advice, doubt).verdict();
    return new Findings(scores, simplest, interval, resampling, cases, verdict, doubt, List.of());
  }

  /** The first baseline, in order from simple to elaborate, that is as good as the best. */
  private Score simplest(long seed) {
    Score best = scores.best();
    double lowest = best.figure(scores.primary());
    for (Score baseline : scores.baselines()) {
      double loss = baseline.figure(scores.primary());
      if (loss <= (1 + AS_GOOD) * lowest
          || (loss <= (1 + AS_GOOD_WITHIN_CHANCE) * lowest && mayBeChance(baseline, best, seed))) {
        return baseline;
      }
    }
    return best;
  }

  private boolean mayBeChance(Score baseline, Score best, long seed) {
    return resampling
        .interval(baseline.perCase(), best.perCase(), seed)
        .filter(interval -> interval.low() <= 0)
        .isPresent();
  }
}
