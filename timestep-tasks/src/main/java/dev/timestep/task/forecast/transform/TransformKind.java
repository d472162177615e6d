package dev.timestep.task.forecast.transform;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.message.TaskException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The functions that a target can be transformed by.
 *
 * <pre>{@code
 * Transform transform = TransformKind.of("log").orElseThrow().fit("elm", sales, 7);
 * }</pre>
 */
public enum TransformKind {
  /** Values as they are. */
  NONE,
  /** {@link Transform.Log}; values must be above zero. Nothing is added to make them so. */
  LOG,
  /** {@link Transform.BoxCox}, its power by {@link Lambda#guerrero}; values above zero. */
  BOX_COX,
  /** {@link Transform.BoxCox}, its power by {@link Lambda#likelihood}; values above zero. */
  BOX_COX_LIKELIHOOD,
  /** {@link Transform.YeoJohnson}, its power by likelihood; values of any sign. */
  YEO_JOHNSON;

  /** Name in settings, JSON and files, for example {@code box_cox}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of the function alone: how its power was estimated is no property of it. */
  public TransformKind ofFunction() {
    return this == BOX_COX_LIKELIHOOD ? BOX_COX : this;
  }

  /** All {@link #id ids}, the simplest first. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(TransformKind::id).toList();
  }

  /** The kind of an {@link #id}. */
  public static Optional<TransformKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }

  /**
   * The transform of a series, its parameters estimated on the values given: those that are trained
   * on, never later ones.
   *
   * @param series named in messages
   * @param values NaN where one is missing
   * @param season rows per season, 1 if there is none
   * @throws TaskException that names the series and its first value which does not fit
   */
  public Transform fit(String series, double[] values, int season) {
    requireValues(series, values);
    return switch (this) {
      case NONE -> new Transform.None();
      case LOG -> new Transform.Log();
      case BOX_COX ->
          new Transform.BoxCox(Lambda.guerrero(values, season, 0, 2), geometricMean(values));
      case BOX_COX_LIKELIHOOD ->
          new Transform.BoxCox(Lambda.likelihood(values, season, 0, 2), geometricMean(values));
      case YEO_JOHNSON -> {
        double unit = meanSize(values);
        yield new Transform.YeoJohnson(Lambda.yeoJohnson(values, season, unit), unit);
      }
    };
  }

  private boolean positiveOnly() {
    return this == LOG || this == BOX_COX || this == BOX_COX_LIKELIHOOD;
  }

  /** Whether a value has a transform; a missing one, NaN, stays missing. */
  boolean takes(double value) {
    return !Double.isInfinite(value) && !(positiveOnly() && value <= 0);
  }

  /**
   * What is said of a value without a transform.
   *
   * @param where it stands: {@code in series "elm", value 3}
   */
  TaskException refusal(double value, String where) {
    return new TaskException(
        setting("transform")
            + " %s expects values above zero; received %s %s. Take ".formatted(id(), value, where)
            + setting("transform")
            + " %s, which takes any value, or %s.".formatted(YEO_JOHNSON.id(), NONE.id()));
  }

  private void requireValues(String series, double[] values) {
    boolean any = false;
    for (int row = 0; row < values.length; row++) {
      double value = values[row];
      any |= !Double.isNaN(value);
      if (!takes(value)) {
        throw refusal(value, "in series \"%s\", value %d".formatted(series, row + 1));
      }
    }
    if (!any && this != NONE) {
      throw new TaskException(
          setting("transform")
              + " %s expects values to choose by; series \"%s\" has none. Leave the series out."
                  .formatted(id(), series));
    }
  }

  private static double geometricMean(double[] values) {
    return Math.exp(
        Arrays.stream(values)
            .filter(value -> !Double.isNaN(value))
            .map(Math::log)
            .average()
            .orElseThrow());
  }

  /** The mean absolute value; 1 where all are zero. */
  private static double meanSize(double[] values) {
    double size =
        Arrays.stream(values)
            .filter(value -> !Double.isNaN(value))
            .map(Math::abs)
            .average()
            .orElseThrow();
    return size > 0 ? size : 1;
  }
}
