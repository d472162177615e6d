package dev.timestep.cli;

import java.util.ListResourceBundle;

/** What options that every train command has say of classification. */
public final class ClassifyTexts extends ListResourceBundle {
  @Override
  protected Object[][] getContents() {
    return new Object[][] {
      {"out", "Model file. Default: named after DATA, with a number where that name is taken."},
    };
  }
}
