package dev.timestep.judge;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything that was found by holding a network against its baselines: for the terminal, the JSON
 * object and the page.
 *
 * @param scores the figures
 * @param simplest the simplest baseline whose loss is within 1 % of the best's, or within 5 % where
 *     that difference may be chance; it may be the best itself
 * @param interval 95 % interval of network minus best baseline; nothing for too few cases
 * @param resampling how the interval was drawn
 * @param cases what was counted
 * @param verdict the verdict
 * @param doubt what is used while nothing is proven
 * @param notes what a reader of the figures should know
 */
public record Findings(
    ScoreTable scores,
    Score simplest,
    Optional<Interval> interval,
    Resampling resampling,
    Cases cases,
    Verdict verdict,
    Judge.Doubt doubt,
    List<String> notes) {
  /** Takes a copy of the list. */
  public Findings {
    notes = List.copyOf(notes);
  }

  /** The score of the best baseline. */
  public Score best() {
    return scores.best();
  }

  /** What the verdict says to use: the network where it wins, and where the doubt is its own. */
  public Score advised() {
    boolean judged =
        switch (verdict.outcome()) {
          case NETWORK_WINS -> true;
          case NETWORK_LOSES -> false;
          case NO_DIFFERENCE -> doubt == Judge.Doubt.JUDGED;
          case TOO_FEW -> doubt != Judge.Doubt.SIMPLEST;
        };
    return judged ? scores.network() : simplest;
  }

  /** {@code 1 - loss / best baseline's loss}; nothing if that baseline makes no error. */
  public OptionalDouble skill() {
    return scores.skill(scores.network());
  }

  /**
   * The test of network against best baseline; nothing where cases are not windows of a series, or
   * too few.
   */
  public Optional<DieboldMariano> dieboldMariano() {
    return resampling.test(scores.network().perCase(), best().perCase());
  }

  /** A note of why there is no skill: the best baseline is exact. Empty where there is one. */
  public Optional<String> withoutSkill() {
    return best().figure(scores.primary()) > 0
        ? Optional.empty()
        : Optional.of(
            "skill is undefined (shown as \"-\"): the %s makes no error on the %s"
                .formatted(best().label(), cases.many()));
  }

  /** The same with another verdict. */
  public Findings withVerdict(Verdict other) {
    return new Findings(scores, simplest, interval, resampling, cases, other, doubt, notes);
  }

  /** The same with other notes. */
  public Findings withNotes(List<String> other) {
    return new Findings(scores, simplest, interval, resampling, cases, verdict, doubt, other);
  }

  /** The same figures under other names. */
  public Findings withScores(ScoreTable other) {
    return new Findings(other, simplest, interval, resampling, cases, verdict, doubt, notes);
  }
}
