package org.example.mean;

import dev.timestep.cli.CellMixin;
import dev.timestep.cli.DataSource;
import dev.timestep.cli.TrainJob;
import dev.timestep.task.RunOptions;
import dev.timestep.task.Source;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The one class that a job adds to the command line. */
@Command(name = "column-mean", description = "Learns the mean of a column.", sortOptions = false)
final class TrainColumnMeanCommand extends TrainJob<String> {
  @Parameters(paramLabel = "DATA", description = "CSV file.")
  private DataSource data;

  @Option(order = 10, names = "--target", required = true, description = "The column.")
  private String target;

  @ArgGroup(validate = false, heading = CellMixin.HEADING)
  private CellMixin read = new CellMixin();

  @Override
  protected ColumnMeanTask task() {
    return new ColumnMeanTask();
  }

  @Override
  protected DataSource data() {
    return data;
  }

  @Override
  protected Source asked() {
    return data.with(read.settings());
  }

  @Override
  protected String options(RunOptions run) {
    return target;
  }
}
