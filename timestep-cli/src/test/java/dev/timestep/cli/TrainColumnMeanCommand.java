package dev.timestep.cli;

import dev.timestep.task.RunOptions;
import dev.timestep.task.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The one class that a job adds to the command line. */
@Command(name = "column-mean", mixinStandardHelpOptions = true)
final class TrainColumnMeanCommand extends TrainJob<String> {
  @Parameters(paramLabel = "DATA")
  private DataSource data;

  @Option(names = "--target", required = true)
  private String target;

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
    return data;
  }

  @Override
  protected String modelName() {
    return target;
  }

  @Override
  protected String options(RunOptions run) {
    return target;
  }
}
