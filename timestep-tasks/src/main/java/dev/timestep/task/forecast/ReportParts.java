package dev.timestep.task.forecast;

import dev.timestep.report.LossCurve;
import dev.timestep.report.Numbers;
import dev.timestep.report.PageAxis;
import dev.timestep.task.table.TimeAxis;
import dev.timestep.train.EpochResult;
import dev.timestep.train.TrainingResult;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** What the pages of all forecasts show alike. */
public final class ReportParts {
  private ReportParts() {}

  /** The times of some rows, or their numbers from 1 where they have none. */
  public static PageAxis axis(TimeAxis axis, int from, int to) {
    if (!axis.hasTime()) {
      return PageAxis.ofRows(from + 1L, to - from);
    }
    List<LocalDateTime> times = new ArrayList<>();
    for (int row = from; row < to; row++) {
      times.add(axis.local(row));
    }
    return PageAxis.of(times);
  }

  /** The course of training. */
  public static LossCurve losses(TrainingOptions how, TrainingResult training, int bestEpoch) {
    List<EpochResult> history = training.history();
    return new LossCurve(
        how.loss().label(),
        Numbers.generate(history.size(), at -> history.get(at).trainLoss()),
        Numbers.generate(history.size(), at -> history.get(at).validationLoss().orElse(Double.NaN)),
        bestEpoch);
  }
}
