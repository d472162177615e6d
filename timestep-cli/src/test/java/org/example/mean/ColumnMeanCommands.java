package org.example.mean;

import dev.timestep.cli.CommandProvider;

/** Puts the command of the job under {@code train}. */
public final class ColumnMeanCommands implements CommandProvider {
  @Override
  public Object command() {
    return new TrainColumnMeanCommand();
  }

  @Override
  public String parent() {
    return "train";
  }
}
