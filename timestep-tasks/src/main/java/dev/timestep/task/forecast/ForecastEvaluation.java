package dev.timestep.task.forecast;

/**
 * A trained model compared with the baselines on a table.
 *
 * @param plan the table and the split
 * @param gate the network against the baselines on every test window
 * @param network the network's forecasts at every test origin
 * @param bestBaseline the best baseline's forecasts
 * @param sameSeries whether the table begins like the one that the model was trained on, so that
 *     its training and validation rows are left out of the score
 */
public record ForecastEvaluation(
    ForecastPlan plan,
    GateResult gate,
    Forecaster network,
    Forecaster bestBaseline,
    boolean sameSeries) {}
