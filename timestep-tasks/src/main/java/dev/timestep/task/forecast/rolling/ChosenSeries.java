package dev.timestep.task.forecast.rolling;

import dev.timestep.task.forecast.interval.StepFactors;
import dev.timestep.task.forecast.statistical.FittedSeries;

/**
 * What answers for one target.
 *
 * @param label of the method, in sentences
 * @param fitted form, parameters and state
 * @param factors how much wider its intervals are than its own, by step; the last holds for steps
 *     that were not judged
 */
record ChosenSeries(String label, FittedSeries fitted, StepFactors factors) {}
