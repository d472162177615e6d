package dev.timestep.task.forecast;

import dev.timestep.task.forecast.ridge.LookbackForm;
import java.util.Optional;

/**
 * The regressions that a network is held against: linear in what they read, fitted in closed form,
 * their penalties chosen on validation windows. The one that reads least comes first.
 */
public enum LinearKind {
  /** {@link LookbackForm#NLINEAR}. */
  NLINEAR("nlinear", "NLinear"),

  /** {@link LookbackForm#DLINEAR}. */
  DLINEAR("dlinear", "DLinear"),

  /** All that the network reads: {@link dev.timestep.task.forecast.ridge.Ridge}. */
  RIDGE("ridge", "ridge regression"),

  /**
   * The same on a series without the effects of calendar products, which are added again: {@link
   * dev.timestep.task.forecast.ridge.CalendarEffects}.
   */
  RIDGE_CALENDAR("ridge_calendar", "ridge regression with calendar products");

  private final String id;
  private final String label;

  LinearKind(String id, String label) {
    this.id = id;
    this.label = label;
  }

  /** Name in JSON, files and settings. */
  public String id() {
    return id;
  }

  /** Name in sentences and tables. */
  public String label() {
    return label;
  }

  /** The form of the lookback that this kind reads; nothing where it reads more. */
  Optional<LookbackForm> form() {
    return switch (this) {
      case NLINEAR -> Optional.of(LookbackForm.NLINEAR);
      case DLINEAR -> Optional.of(LookbackForm.DLINEAR);
      case RIDGE, RIDGE_CALENDAR -> Optional.empty();
    };
  }

  /** The kind of an {@link #id}. */
  static Optional<LinearKind> of(String id) {
    for (LinearKind kind : values()) {
      if (kind.id.equals(id)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Why a table's calendar leaves this kind out; nothing where it does not. */
  Optional<String> missing(InputSpec inputs) {
    return this == RIDGE_CALENDAR && ForecastInputs.products(inputs).isEmpty()
        ? Optional.of("the calendar of these rows has no two inputs to multiply")
        : Optional.empty();
  }
}
