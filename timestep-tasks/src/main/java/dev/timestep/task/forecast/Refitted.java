package dev.timestep.task.forecast;

import java.util.Optional;

/**
 * What was fitted again on all rows after the judgement: it answers, while the judged weights stay
 * in the model, so that {@code evaluate} never scores weights on rows that they were fitted to.
 *
 * @param network fitted for as many epochs as validation had chosen; the anchor where that was none
 * @param mix the ridge regression fitted again, with the judged shares
 * @param baseline the baseline that answers, fitted again where it learns anything
 */
record Refitted(ForecastNetwork network, Optional<Mix> mix, Optional<KeptBaseline> baseline) {}
