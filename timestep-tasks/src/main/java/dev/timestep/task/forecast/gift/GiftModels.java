package dev.timestep.task.forecast.gift;

import dev.timestep.task.forecast.BaselineMethod;
import dev.timestep.task.forecast.statistical.Naive2;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import dev.timestep.task.forecast.statistical.SeriesMethods;
import java.util.ArrayList;
import java.util.List;

/** The models that the benchmark can run, the simplest first. */
final class GiftModels {
  /** What every figure is divided by. */
  static final SeriesMethod REFERENCE = BaselineMethod.SEASONAL_NAIVE;

  /** What the overall weighted average is formed with. */
  static final SeriesMethod NAIVE2 = new Naive2();

  private GiftModels() {}

  static List<SeriesMethod> all() {
    List<SeriesMethod> all = new ArrayList<>(List.of(BaselineMethod.NAIVE, REFERENCE));
    all.addAll(SeriesMethods.standard());
    return all;
  }

  static List<String> ids() {
    return all().stream().map(SeriesMethod::id).toList();
  }

  /** Those that were asked for, and the reference. */
  static List<SeriesMethod> of(List<String> asked) {
    return all().stream()
        .filter(
            one -> asked.isEmpty() || asked.contains(one.id()) || one.id().equals(REFERENCE.id()))
        .toList();
  }
}
