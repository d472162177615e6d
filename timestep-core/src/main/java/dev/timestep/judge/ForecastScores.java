package dev.timestep.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Adds up the windows of one model, and scores them as a whole, by step of the horizon and by
 * series.
 *
 * <p>Every figure is a mean over all windows, series and steps that it speaks of, each window with
 * the scale of its own series: long series count for as much as they have windows.
 *
 * <pre>{@code
 * ForecastScores scores = new ForecastScores(28, ScoreLevels.DECILES);
 * scores.add("births", new ForecastCase(actual, point, Optional.of(quantiles), scale));
 * Figure mase = scores.all().figure(Measure.MASE);
 * Figure nearest = scores.step(0).figure(Measure.CRPS);
 * }</pre>
 *
 * <p>Not safe to share between threads: give each its own.
 */
public final class ForecastScores {
  private final int horizon;
  private final ScoreLevels levels;
  private final Map<String, ErrorSums[]> series = new LinkedHashMap<>();

  /**
   * No windows yet.
   *
   * @param horizon steps of each window, 1 or more
   * @param levels levels of the quantiles
   */
  public ForecastScores(int horizon, ScoreLevels levels) {
    if (horizon < 1) {
      throw new IllegalArgumentException(
          "ForecastScores expects a horizon of 1 or more; received " + horizon + ".");
    }
    this.horizon = horizon;
    this.levels = levels;
  }

  /**
   * Adds a window of a series.
   *
   * @throws IllegalArgumentException if the window has another horizon or other levels
   */
  public void add(String name, ForecastCase window) {
    int given = window.quantiles().map(values -> values.length).orElse(levels.all().length);
    if (window.actual().length != horizon || given != levels.all().length) {
      throw new IllegalArgumentException(
          "ForecastScores expects windows of %d steps and %d levels; received %d and %d for %s."
              .formatted(horizon, levels.all().length, window.actual().length, given, name));
    }
    ErrorSums[] steps = series.computeIfAbsent(name, key -> empty());
    for (int h = 0; h < horizon; h++) {
      steps[h].add(window, h);
    }
  }

  private ErrorSums[] empty() {
    return Stream.generate(() -> new ErrorSums(levels)).limit(horizon).toArray(ErrorSums[]::new);
  }

  /** Steps of each window. */
  public int horizon() {
    return horizon;
  }

  /** The names of the series, in the order in which they came. */
  public List<String> series() {
    return List.copyOf(series.keySet());
  }

  /** Scores of everything. */
  public ErrorSums all() {
    return sum(series.values().stream().flatMap(Stream::of).toList());
  }

  /** Scores of one step over all series; the first is step 0. */
  public ErrorSums step(int h) {
    List<ErrorSums> parts = new ArrayList<>();
    series.values().forEach(steps -> parts.add(steps[h]));
    return sum(parts);
  }

  /** Scores of one series over all steps. */
  public ErrorSums series(String name) {
    return sum(List.of(steps(name)));
  }

  /** Scores of one step of one series. */
  public ErrorSums step(String name, int h) {
    return sum(List.of(steps(name)[h]));
  }

  private ErrorSums[] steps(String name) {
    ErrorSums[] steps = series.get(name);
    if (steps == null) {
      throw new IllegalArgumentException(
          "ForecastScores has windows of " + series.keySet() + "; received " + name + ".");
    }
    return steps;
  }

  private ErrorSums sum(List<ErrorSums> parts) {
    ErrorSums all = new ErrorSums(levels);
    parts.forEach(all::add);
    return all;
  }
}
