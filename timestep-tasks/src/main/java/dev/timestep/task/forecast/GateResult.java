package dev.timestep.task.forecast;

import dev.timestep.judge.Findings;
import dev.timestep.judge.Interval;
import dev.timestep.judge.Omitted;
import dev.timestep.judge.ScoreTable;
import dev.timestep.judge.Verdict;
import dev.timestep.task.PlainTexts;
import dev.timestep.task.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Everything that the gate found: the findings of the judge, and what only forecasts have.
 *
 * @param marked the {@link #findings} with their settings marked
 * @param fits how each baseline that learns was fitted, for example the form of an ARIMA model
 * @param network the errors, by target and step, of the network in the form that is judged: alone
 *     ({@value BaselineGate#NETWORK}) or mixed with the ridge regression ({@value Mix#NAME})
 * @param beside the same of its other form, where there is one
 * @param baselines the same of the baselines, the simplest first
 * @param season rows per season used by the seasonal baselines and MASE
 * @param horizon steps per window
 * @param lookback rows that a forecast sees
 * @param windows how many windows each part has
 */
public record GateResult(
    Findings marked,
    List<String> fits,
    ModelScore network,
    List<ModelScore> beside,
    List<ModelScore> baselines,
    int season,
    int horizon,
    int lookback,
    WindowCounts windows) {

  /**
   * Windows of each part.
   *
   * @param train training windows
   * @param validation validation windows
   * @param test test windows, all of them counted
   */
  public record WindowCounts(int train, int validation, int test) {}

  /** Takes copies of the lists. */
  public GateResult {
    fits = List.copyOf(fits);
    beside = List.copyOf(beside);
    baselines = List.copyOf(baselines);
  }

  /** Scores, interval and verdict, with bare names of settings. */
  public Findings findings() {
    return PlainTexts.of(marked);
  }

  /** Name of the baseline with the lowest mean absolute error on the test windows. */
  public String best() {
    return marked.best().id();
  }

  /** Name of the simplest baseline that is as good as the best; it may be the best itself. */
  public String simplest() {
    return marked.simplest().id();
  }

  /** {@code 1 - MAE / best baseline's MAE}; nothing if that baseline makes no error. */
  public OptionalDouble skill() {
    return marked.skill();
  }

  /** 95 % interval of network minus best baseline; nothing for too few windows. */
  public Optional<Interval> interval() {
    return marked.interval();
  }

  /** The verdict, with bare names of settings. */
  public Verdict verdict() {
    return findings().verdict();
  }

  /** Baselines that could not take part, and why. */
  public List<Omitted> omitted() {
    return findings().scores().omitted();
  }

  /** How the baselines were fitted, and what a reader of the figures should know. */
  public List<String> notes() {
    return Message.plain(markedNotes());
  }

  /** The same with their settings marked. */
  List<String> markedNotes() {
    return Stream.concat(fits.stream(), marked.notes().stream()).toList();
  }

  /** The errors of the network or the mix, whichever of the two is judged. */
  public Optional<ModelScore> form(String name) {
    return Stream.concat(Stream.of(network), beside.stream())
        .filter(score -> score.name().equals(name))
        .findFirst();
  }

  /** The errors of the best baseline. */
  public ModelScore bestBaseline() {
    return baselines.stream()
        .filter(score -> score.name().equals(best()))
        .findFirst()
        .orElseThrow();
  }

  /** The same with further notes. */
  GateResult noting(List<String> further) {
    if (further.isEmpty()) {
      return this;
    }
    List<String> notes = new ArrayList<>(marked.notes());
    notes.addAll(further);
    return new GateResult(
        marked.withNotes(notes),
        fits,
        network,
        beside,
        baselines,
        season,
        horizon,
        lookback,
        windows);
  }

  /** The scores on one target alone. */
  public ScoreTable scoresOf(int target) {
    return new ScoreTable(
            ModelScore.MEASURES,
            network.scoreOf(target),
            baselines.stream().map(score -> score.scoreOf(target)).toList(),
            omitted())
        .withBeside(beside.stream().map(score -> score.scoreOf(target)).toList());
  }
}
