package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.Part;
import dev.timestep.task.forecast.baseline.Baseline;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import dev.timestep.task.forecast.statistical.SeriesMethods;
import dev.timestep.task.message.Require;
import dev.timestep.task.message.TaskException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which model answers: the mix, the network, a baseline, or whichever the verdict says to use. */
final class Keep {
  /** A season and a year of rows with which no baseline is left out. */
  private static final int DAYS_OF_WEEK = 7;

  private static final double DAYS_OF_YEAR = 365.25;

  private Keep() {}

  /** All that can be asked for. */
  static List<String> known() {
    return with(
        names(Baseline.standard(DAYS_OF_WEEK, DAYS_OF_YEAR).stream()),
        SeriesMethods.standard().stream());
  }

  /** What can be asked for with these data. */
  static List<String> possible(ForecastPlan plan) {
    int first = plan.windows().firstOrigin(Part.TEST);
    return with(
        names(plan.baselines().stream().filter(baseline -> baseline.history() <= first)),
        SeriesMethods.standard().stream().filter(method -> method.history(plan.season()) <= first));
  }

  private static List<String> names(Stream<Baseline> baselines) {
    return baselines.map(Baseline::name).toList();
  }

  private static List<String> with(List<String> baselines, Stream<SeriesMethod> methods) {
    List<String> all =
        new ArrayList<>(
            List.of(ForecastOptions.MIX, ForecastOptions.NETWORK, ForecastOptions.BEST));
    all.addAll(baselines);
    methods.map(SeriesMethod::id).forEach(all::add);
    all.add(BaselineGate.RIDGE);
    return all;
  }

  /** Refuses a name that no model has. */
  static void requireKnown(String keep) {
    Require.oneOf(setting("keep"), known(), keep);
  }

  /** Refuses a baseline that these data leave out, before anything is trained. */
  static void requirePossible(String keep, ForecastPlan plan) {
    List<String> possible = possible(plan);
    if (!possible.contains(keep)) {
      throw new TaskException(
          setting("keep")
              + " expects a model that these data allow, one of "
              + String.join(", ", possible)
              + "; received "
              + keep
              + ", which needs "
              + needed(keep, plan)
                  .map(
                      rows ->
                          rows
                              + " rows before the first test row; there are "
                              + plan.windows().firstOrigin(Part.TEST))
                  .orElse("a season or a year of several rows")
              + ".");
    }
  }

  /** Rows before the first test row that a model needs; empty if none would be enough. */
  private static Optional<Integer> needed(String keep, ForecastPlan plan) {
    return Stream.concat(
            plan.baselines().stream()
                .filter(baseline -> baseline.name().equals(keep))
                .map(Baseline::history),
            SeriesMethods.standard().stream()
                .filter(method -> method.id().equals(keep))
                .map(method -> method.history(plan.season())))
        .findFirst();
  }

  /** The name of what answers. */
  static String chosen(String keep, GateResult result) {
    return keep.equals(ForecastOptions.BEST) ? result.findings().advised().id() : keep;
  }

  /** The baseline of this name; empty for the network, alone or mixed. */
  static Optional<KeptBaseline> baseline(String kept, BaselineGate gate) {
    return isNetwork(kept) ? Optional.empty() : Optional.of(gate.kept(kept));
  }

  /** Whether a name stands for the network, alone or mixed. */
  static boolean isNetwork(String kept) {
    return kept.equals(ForecastOptions.NETWORK) || kept.equals(ForecastOptions.MIX);
  }
}
