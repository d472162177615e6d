package dev.timestep.task.forecast;

import dev.timestep.train.TrainingResult;

/**
 * The result of training and judging a forecast.
 *
 * @param model the trained model
 * @param plan data, split and inputs
 * @param training the course of training
 * @param gate the network against the baselines on every test window
 * @param network the network's forecasts at every test origin
 * @param bestBaseline the best baseline's forecasts
 * @param next the rows after the data's last
 * @param seconds of the whole run
 * @param trainingSeconds of training alone
 */
public record ForecastRun(
    ForecastModel model,
    ForecastPlan plan,
    TrainingResult training,
    GateResult gate,
    Forecaster network,
    Forecaster bestBaseline,
    Forecast next,
    double seconds,
    double trainingSeconds) {}
