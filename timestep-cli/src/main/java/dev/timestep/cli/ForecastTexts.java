package dev.timestep.cli;

import java.util.ListResourceBundle;

/** What options that every train command has say of forecasting. */
public final class ForecastTexts extends ListResourceBundle {
  @Override
  protected Object[][] getContents() {
    return new Object[][] {
      {
        "out",
        "Model file. Default: named after the first target, with a number where that name is taken."
      },
      {"hidden", "Units of each layer. Default: ${DEFAULT-VALUE}."},
      {
        "epochs",
        "Largest number of passes over the training windows. Default: 12, more on short series and"
            + " fewer on long ones."
      },
      {"batch", "Windows in a training step. Default: ${DEFAULT-VALUE}."},
      {"cases", "WINDOWS"},
    };
  }
}
