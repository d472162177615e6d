/**
 * The protocol of GIFT-Eval, a public board of forecasting models, on data sets that a small file
 * describes: {@link dev.timestep.task.forecast.gift.GiftSuite} reads it, {@link
 * dev.timestep.task.forecast.gift.GiftBenchmark} runs it.
 *
 * <p>Source: Aksu et al., "GIFT-Eval: A Benchmark For General Time Series Forecasting Model
 * Evaluation" (2024).
 */
@NullMarked
package dev.timestep.task.forecast.gift;

import org.jspecify.annotations.NullMarked;
