package dev.timestep.task.table.panel;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.TableException;
import java.util.OptionalInt;

/**
 * What is done with series that cannot be used as they are.
 *
 * @param skipBad whether they are left out and listed; else one of them refuses the table
 * @param strict whether a missing row or value, or a category that was never seen, makes a series
 *     one of them
 * @param horizon steps that are forecast: a series needs more rows
 * @param ahead whether the covariates that are known ahead must have values for {@code horizon}
 *     steps after the last row of each series, as a forecast from there needs them
 */
public record PanelPolicy(boolean skipBad, boolean strict, OptionalInt horizon, boolean ahead) {

  /** One bad series refuses the table; few single gaps do not, and no horizon is known. */
  public static final PanelPolicy DEFAULT =
      new PanelPolicy(false, false, OptionalInt.empty(), false);

  public PanelPolicy {
    if (horizon.isPresent() && horizon.getAsInt() < 1) {
      throw new TableException(
          setting("horizon") + " expects 1 step or more; received " + horizon.getAsInt() + ".");
    }
  }

  /** Where a horizon is given, future covariates must reach as far ahead. */
  public PanelPolicy(boolean skipBad, boolean strict, OptionalInt horizon) {
    this(skipBad, strict, horizon, horizon.isPresent());
  }

  /** The same without values after the last row, as training needs none. */
  public PanelPolicy withinHistory() {
    return new PanelPolicy(skipBad, strict, horizon, false);
  }
}
