package dev.timestep.task.forecast.gift;

import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.BaselineMethod;
import dev.timestep.task.forecast.gift.StatisticalModel.Told;
import dev.timestep.task.forecast.statistical.Naive2;
import dev.timestep.task.forecast.statistical.SeriesMethods;
import java.util.ArrayList;
import java.util.List;

/** The models that the benchmark can run, the simplest first. */
final class GiftModels {
  /** What every figure is divided by. */
  static final GiftModel REFERENCE =
      new StatisticalModel(BaselineMethod.SEASONAL_NAIVE, Told.BOARD);

  /** What the overall weighted average is formed with. */
  static final GiftModel NAIVE2 = new StatisticalModel(new Naive2(), Told.BOARD);

  private GiftModels() {}

  /** Those that run where none is asked for: they take seconds. */
  static List<GiftModel> usual() {
    List<GiftModel> usual = new ArrayList<>();
    usual.add(new StatisticalModel(BaselineMethod.NAIVE, Told.SERIES));
    usual.add(REFERENCE);
    SeriesMethods.standard()
        .forEach(method -> usual.add(new StatisticalModel(method, Told.CALIBRATED)));
    return usual;
  }

  private static List<GiftModel> all(int threads, TaskListener listener) {
    List<GiftModel> all = new ArrayList<>(usual());
    for (LearntModel.Kind kind : LearntModel.Kind.values()) {
      all.add(new LearntModel(kind, threads, listener));
    }
    return all;
  }

  static List<String> ids() {
    return all(1, TaskListener.NONE).stream().map(GiftModel::id).toList();
  }

  /** Those that were asked for, and the reference. */
  static List<GiftModel> of(GiftOptions options, TaskListener listener) {
    List<String> asked = options.models();
    return asked.isEmpty()
        ? usual()
        : all(options.threads(), listener).stream()
            .filter(one -> asked.contains(one.id()) || one.id().equals(REFERENCE.id()))
            .toList();
  }
}
