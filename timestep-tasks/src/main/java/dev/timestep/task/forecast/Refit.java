package dev.timestep.task.forecast;

import dev.timestep.data.Batches;
import dev.timestep.data.Windows;
import dev.timestep.kernel.Engine;
import dev.timestep.task.Recipe;
import dev.timestep.task.RunOptions;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import java.util.Optional;

/**
 * Fits a judged model again on all rows, so that the next forecast has learnt from the latest ones.
 *
 * <p>Nothing is chosen again: epochs, penalties and shares are those that the validation windows
 * chose; anchor, scales and spreads are units and stay as they are. The learning rate falls along
 * the curve of the judged run, which is broken off after the chosen epoch as it was there. An epoch
 * has more windows than before, so there are more steps.
 */
final class Refit {
  private final ForecastModel judged;
  private final ForecastInputs inputs;
  private final int[] origins;
  private final LinearPenalties penalties;
  private final Engine engine;

  /**
   * A refit of a model on all rows of a table.
   *
   * @param penalties that were chosen for the regressions
   */
  Refit(ForecastModel judged, ForecastInputs inputs, LinearPenalties penalties, Engine engine) {
    this.judged = judged;
    this.penalties = penalties;
    this.inputs = inputs;
    this.engine = engine;
    InputSpec spec = inputs.spec();
    int rows = inputs.series()[0].length;
    origins = Windows.over(0, rows, spec.lookback(), spec.horizon()).origins();
  }

  /**
   * Fits.
   *
   * @param epochs that the judged run was planned for
   * @param from the weights to start from; nothing for fresh ones
   */
  Refitted fit(int epochs, RunOptions run, Optional<ForecastModel> from) {
    Optional<Mix> mix =
        judged
            .mix()
            .map(old -> new Mix(old.shares(), old.ridge().again(inputs, origins, penalties)));
    return new Refitted(
        network(epochs, run, from),
        mix,
        judged.baseline().map(kept -> kept.again(inputs, origins, penalties)));
  }

  private ForecastNetwork network(int epochs, RunOptions run, Optional<ForecastModel> from) {
    ForecastStamp stamp = judged.stamp();
    ForecastNetwork network =
        new ForecastNetwork(judged.network(), judged.widths(), inputs.series().length, run.seed());
    from.ifPresent(model -> network.startFrom(model.module()));
    if (stamp.bestEpoch() == 0) {
      return network;
    }
    TrainingOptions how = stamp.training();
    Recipe recipe = Recipe.of(epochs, how.batch(), how.learningRate(), how.patience());
    TrainerConfig config = recipe.config(run.seed()).withEpochs(stamp.bestEpoch()).withPatience(0);
    Trainer<ForecastBatch> trainer =
        new Trainer<>(
            new ForecastObjective(network, how.loss()), recipe.optimizer(), config, engine);
    trainer.fit(
        Batches.shuffled(inputs.dataset(origins, "all rows"), how.batch(), run.seed()), null);
    return network;
  }
}
