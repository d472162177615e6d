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
 * @param notes what a reader of the figures should know
 */
public record Findings(
    ScoreTable scores,
    Score simplest,
    Optional<Interval> interval,
    Resampling resampling,
    Cases cases,
    Verdict verdict,
    List<String> notes) {
  /** Takes a copy of the list. */
  public Findings {
    notes = List.copyOf(notes);
  }

  /** The score of the best baseline. */
  public Score best() {
    return scores.best();
  }

  /** What the verdict says to use: the network only where it wins, not where it may. */
  public Score advised() {
    return verdict.outcome() == Verdict.Outcome.NETWORK_WINS ? scores.network() : simplest;
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
    return new Findings(scores, simplest, interval, resampling, cases, other, notes);
  }

  /** The same with other notes. */
  public Findings withNotes(List<String> other) {
    return new Findings(scores, simplest, interval, resampling, cases, verdict, other);
  }

  /** The same figures under other names. */
  public Findings withScores(ScoreTable other) {
    return new Findings(other, simplest, interval, resampling, cases, verdict, notes);
  }
}
