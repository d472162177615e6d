package dev.timestep.task.forecast.gift;

import dev.timestep.judge.Figure;
import java.util.Optional;

/**
 * How a model did on a configuration.
 *
 * @param model its id
 * @param label its name in tables
 * @param mase mean absolute scaled error of its median
 * @param crps mean weighted quantile loss, which the board calls CRPS
 * @param smape symmetric percentage error, as M4 has it, as a share
 * @param owa overall weighted average; only where the set asks for it
 * @param seconds of fitting and forecasting, on all threads together
 */
public record GiftScore(
    String model,
    String label,
    Figure mase,
    Figure crps,
    Figure smape,
    Optional<Figure> owa,
    double seconds) {}
