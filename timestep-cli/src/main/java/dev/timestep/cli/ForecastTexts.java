package dev.timestep.cli;

import java.util.Arrays;

/** What options that every train command has say of forecasting. */
public final class ForecastTexts extends FittingTexts {
  @Override
  protected Object[][] getContents() {
    Object[][] shared = super.getContents();
    Object[][] all = Arrays.copyOf(shared, shared.length + 1);
    all[shared.length] =
        new Object[] {
          "out",
          "Model file. Default: named after the first target, with a number where that name is"
              + " taken."
        };
    return all;
  }
}
