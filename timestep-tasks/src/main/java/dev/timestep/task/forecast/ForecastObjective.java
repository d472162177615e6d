package dev.timestep.task.forecast;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.Loss;
import dev.timestep.nn.Losses;
import dev.timestep.train.Objective;
import java.util.SequencedMap;

/** The loss of a forecasting network over windows, relative to level and scale. */
public final class ForecastObjective implements Objective<ForecastBatch> {
  /** Where Huber's square turns into a line, in standard deviations of the column. */
  private static final float HUBER_DELTA = 0.25f;

  private final ForecastNetwork network;
  private final TrainingOptions.LossKind kind;

  public ForecastObjective(ForecastNetwork network, TrainingOptions.LossKind kind) {
    this.network = network;
    this.kind = kind;
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return network.parameters();
  }

  @Override
  public Variable loss(Tape tape, ForecastBatch batch) {
    Loss loss =
        switch (kind) {
          case MAE -> Losses.mae();
          case MSE -> Losses.mse();
          case HUBER -> Losses.huber(HUBER_DELTA);
        };
    Variable forecast = network.forward(tape, batch);
    // The target is 0 where it does not count: so is what is left of the forecast.
    Variable counted =
        batch.counts().map(counts -> forecast.multiply(tape.constant(counts))).orElse(forecast);
    return loss.apply(counted, batch.target(), null);
  }

  @Override
  public int examples(ForecastBatch batch) {
    return batch.windows();
  }

  @Override
  public String describe() {
    return "forecast " + network.config() + ", loss " + kind.label();
  }
}
