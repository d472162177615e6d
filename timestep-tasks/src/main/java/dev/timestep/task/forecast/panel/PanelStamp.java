package dev.timestep.task.forecast.panel;

import dev.timestep.task.RunStamp;
import dev.timestep.task.forecast.TrainingOptions;

/**
 * How a model of many series was made.
 *
 * @param run data, seed, verdict, version
 * @param training how the network was trained
 * @param bestEpoch the epoch that validation chose, 0 for none
 * @param epochs that were run
 * @param penalty of the regression, as a share of the number of windows
 * @param validation rows at the end of each series, before its test rows, that choices were made on
 * @param test the last rows of each series, which the verdict stands on
 * @param judgedSeries series that the verdict stands on
 * @param refit whether all was fitted again on all rows
 */
record PanelStamp(
    RunStamp run,
    TrainingOptions training,
    int bestEpoch,
    int epochs,
    double penalty,
    int validation,
    int test,
    int judgedSeries,
    boolean refit) {}
