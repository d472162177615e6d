package dev.timestep.cli;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.message.Require;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How a job's network is trained: {@code --epochs}, {@code --batch} and {@code --lr}. A job that
 * trains on other things than cases says so in its resource bundle: by the name of the option, and
 * by {@code cases} for what {@code --batch} counts.
 *
 * <pre>{@code
 * @Mixin private FittingMixin fitting = new FittingMixin(16, 0.004);
 * }</pre>
 */
public final class FittingMixin {
  @Option(
      order = 40,
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the training cases. Default: by their number.")
  private @Nullable Integer epochs;

  @Option(
      order = 41,
      names = "--batch",
      paramLabel = "${bundle:cases:-CASES}",
      description = "Cases in a training step. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      order = 42,
      names = "--lr",
      paramLabel = "RATE",
      description = "Highest learning rate. Default: ${DEFAULT-VALUE}.")
  private double learningRate;

  /** The options with what the job uses where nothing is said. */
  public FittingMixin(int batch, double learningRate) {
    this.batch = batch;
    this.learningRate = learningRate;
  }

  /**
   * Passes over the training data; 0 where none were chosen, so that the job chooses.
   *
   * @throws IllegalArgumentException when 0 or less were chosen
   */
  public int epochs() {
    if (epochs == null) {
      return 0;
    }
    Require.atLeast(setting("epochs"), 1, epochs);
    return epochs;
  }

  /** Cases in a step; the job checks them. */
  public int batch() {
    return batch;
  }

  /** The highest learning rate; the job checks it. */
  public double learningRate() {
    return learningRate;
  }
}
