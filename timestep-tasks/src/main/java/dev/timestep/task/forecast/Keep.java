package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.Part;
import dev.timestep.task.forecast.baseline.Baseline;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import dev.timestep.task.forecast.statistical.SeriesMethods;
import dev.timestep.task.message.Require;
import dev.timestep.task.message.TaskException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which model answers: the mix, the network, a baseline, or whichever the verdict says to use. */
final class Keep {
  /** A season and a year of rows with which no baseline is left out. */
  private static final int DAYS_OF_WEEK = 7;

  private static final double DAYS_OF_YEAR = 365.25;

  private Keep() {}

  /** The statistical models that every network is held against, and the one that is asked for. */
  static List<SeriesMethod> methods(String keep) {
    List<SeriesMethod> methods = new ArrayList<>(SeriesMethods.standard());
    special(keep).ifPresent(methods::add);
    return methods;
  }

  /** A statistical model that is fitted only where it is asked for. */
  private static Optional<SeriesMethod> special(String keep) {
    return SeriesMethods.of(keep)
        .filter(
            method ->
                SeriesMethods.standard().stream().noneMatch(one -> one.id().equals(method.id())));
  }

  /** All that can be asked for. */
  static List<String> known() {
    return with(
        names(Baseline.standard(DAYS_OF_WEEK, DAYS_OF_YEAR).stream()),
        SeriesMethods.all().stream(),
        Stream.of(LinearKind.values()));
  }

  /** What can be asked for with these data. */
  static List<String> possible(ForecastPlan plan) {
    int first = plan.windows().firstOrigin(Part.TEST);
    return with(
        names(plan.baselines().stream().filter(baseline -> baseline.history() <= first)),
        SeriesMethods.all().stream().filter(method -> method.history(plan.season()) <= first),
        Stream.of(LinearKind.values())
            .filter(kind -> kind.missing(plan.pipeline().inputs()).isEmpty()));
  }

  private static List<String> names(Stream<Baseline> baselines) {
    return baselines.map(Baseline::name).toList();
  }

  private static List<String> with(
      List<String> baselines, Stream<SeriesMethod> methods, Stream<LinearKind> kinds) {
    List<String> all =
        new ArrayList<>(
            List.of(ForecastOptions.MIX, ForecastOptions.NETWORK, ForecastOptions.BEST));
    all.addAll(baselines);
    methods.map(SeriesMethod::id).forEach(all::add);
    kinds.map(LinearKind::id).forEach(all::add);
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
              + ", which "
              + LinearKind.of(keep)
                  .flatMap(kind -> kind.missing(plan.pipeline().inputs()))
                  .map(why -> "cannot be fitted: " + why)
                  .orElseGet(() -> "needs " + needs(keep, plan))
              + ".");
    }
    special(keep).ifPresent(method -> requireFit(method, plan));
  }

  /** A model for positive values, say, is refused before a network is trained for nothing. */
  private static void requireFit(SeriesMethod method, ForecastPlan plan) {
    int first = plan.windows().firstOrigin(Part.TEST);
    for (String target : plan.pipeline().inputs().targets()) {
      try {
        method.fit(Arrays.copyOf(plan.table().column(target), first), plan.season());
      } catch (IllegalArgumentException e) {
        throw new TaskException(
            "%s %s cannot be fitted to %s: %s"
                .formatted(setting("keep"), method.id(), target, TaskException.text(e).marked()),
            e);
      }
    }
  }

  private static String needs(String keep, ForecastPlan plan) {
    return needed(keep, plan)
        .map(
            rows ->
                rows
                    + " rows before the first test row; there are "
                    + plan.windows().firstOrigin(Part.TEST))
        .orElse("a season or a year of several rows");
  }

  /** Rows before the first test row that a model needs; empty if none would be enough. */
  private static Optional<Integer> needed(String keep, ForecastPlan plan) {
    return Stream.concat(
            plan.baselines().stream()
                .filter(baseline -> baseline.name().equals(keep))
                .map(Baseline::history),
            SeriesMethods.of(keep).stream().map(method -> method.history(plan.season())))
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
