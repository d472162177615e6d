package dev.timestep.task.forecast.statistical;

import java.util.List;
import java.util.Optional;

/** The methods for one series, by name. */
public final class SeriesMethods {
  private SeriesMethods() {}

  /** Those that are worth trying on any series, the simplest first. */
  public static List<SeriesMethod> standard() {
    return List.of(new Theta(), Ets.automatic(), Arima.automatic());
  }

  /** All that have a name, the simplest first. */
  public static List<SeriesMethod> all() {
    return List.of(
        new Naive2(),
        new Theta(),
        new DynamicTheta(),
        new HoltWinters(),
        Ets.automatic(),
        Arima.automatic(),
        Arima.automatic().logarithms(),
        new Combination());
  }

  /** The method of an {@link SeriesMethod#id}. */
  public static Optional<SeriesMethod> of(String id) {
    return all().stream().filter(method -> method.id().equals(id)).findFirst();
  }
}
