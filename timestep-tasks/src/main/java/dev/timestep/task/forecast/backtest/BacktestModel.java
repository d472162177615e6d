package dev.timestep.task.forecast.backtest;

import dev.timestep.judge.ErrorSums;
import dev.timestep.judge.Figure;
import dev.timestep.judge.Measure;
import dev.timestep.judge.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * One model over all windows, with all its seeds: each figure is the mean of the seeds' figures.
 *
 * @param runs one for each seed, one or more
 */
public record BacktestModel(List<BacktestRun> runs) {
  /** Takes a copy. */
  public BacktestModel {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("BacktestModel expects one run or more; received none.");
    }
  }

  /** Its id. */
  public String id() {
    return runs.getFirst().id();
  }

  /** Its name in sentences and tables. */
  public String label() {
    return runs.getFirst().label();
  }

  /** A figure of each seed; nothing where it is undefined with one of them. */
  Optional<double[]> bySeed(Function<BacktestRun, Figure> figure) {
    double[] values = new double[runs.size()];
    for (int at = 0; at < values.length; at++) {
      OptionalDouble one = figure.apply(runs.get(at)).value();
      if (one.isEmpty()) {
        return Optional.empty();
      }
      values[at] = one.getAsDouble();
    }
    return Optional.of(values);
  }

  /** The mean of the seeds' figures. */
  OptionalDouble mean(Function<BacktestRun, Figure> figure) {
    return bySeed(figure)
        .map(
            values -> {
              double sum = 0;
              for (double value : values) {
                sum += value;
              }
              return OptionalDouble.of(sum / values.length);
            })
        .orElse(OptionalDouble.empty());
  }

  /** A figure of all windows, steps and targets. */
  public OptionalDouble figure(Measure measure) {
    return mean(run -> run.scores().all().figure(measure));
  }

  /** A figure of one step, counted from 0. */
  public OptionalDouble figure(Measure measure, int step) {
    return mean(run -> run.scores().step(step).figure(measure));
  }

  /** A figure of one target. */
  public OptionalDouble figure(Measure measure, String target) {
    return mean(run -> run.scores().series(target).figure(measure));
  }

  /** The overall weighted average, Naive2's errors being given. */
  OptionalDouble owa(ErrorSums naive2) {
    return mean(run -> run.scores().all().owa(naive2));
  }

  /** Why a figure is undefined, or what it leaves out. */
  Optional<String> reason(Measure measure) {
    return runs.getFirst().scores().all().figure(measure).reason();
  }

  /** For the judge: the mean over the seeds of each window's loss. */
  public Score score(List<Measure> measures) {
    SequencedMap<Measure, OptionalDouble> values = new LinkedHashMap<>();
    measures.forEach(measure -> values.put(measure, figure(measure)));
    double[] byWindow = new double[runs.getFirst().byWindow().length];
    for (BacktestRun run : runs) {
      for (int at = 0; at < byWindow.length; at++) {
        byWindow[at] += run.byWindow()[at] / runs.size();
      }
    }
    return new Score(id(), label(), values, byWindow);
  }
}
