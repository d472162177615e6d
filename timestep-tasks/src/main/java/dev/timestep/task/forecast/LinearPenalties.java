package dev.timestep.task.forecast;

import java.util.EnumMap;
import java.util.Map;

/**
 * The penalties that validation windows chose for each regression: all that is needed to fit one
 * again on other windows.
 */
final class LinearPenalties {
  private final Map<LinearKind, double[]> byKind = new EnumMap<>(LinearKind.class);

  /**
   * Keeps those of a fit.
   *
   * @param penalties [target] by the number of windows
   */
  void put(LinearKind kind, double[] penalties) {
    byKind.put(kind, penalties.clone());
  }

  /** [target] those of a regression that was fitted. */
  double[] of(LinearKind kind) {
    double[] penalties = byKind.get(kind);
    if (penalties == null) {
      throw new IllegalStateException("No " + kind.label() + " was fitted.");
    }
    return penalties.clone();
  }
}
