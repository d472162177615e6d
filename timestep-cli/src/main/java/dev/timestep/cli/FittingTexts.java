package dev.timestep.cli;

import java.util.ListResourceBundle;

/** What options of networks say where a series is forecast. */
public class FittingTexts extends ListResourceBundle {
  @Override
  protected Object[][] getContents() {
    return new Object[][] {
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
