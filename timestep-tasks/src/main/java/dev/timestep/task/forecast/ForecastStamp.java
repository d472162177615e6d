package dev.timestep.task.forecast;

import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.RunStamp;

/**
 * How a model was made: the protocol stamp that is stored with it. Plain fields only.
 *
 * @param run what the stamp of every job says
 * @param seenFingerprint SHA-256 of the training and validation rows: how the series is known again
 * @param rows rows of the table
 * @param trainRows rows that weights and scales were fitted on
 * @param validationRows rows that the best epoch and the ridge penalty were chosen on
 * @param testRows rows that only scored
 * @param options cell, width, epochs and the rest
 * @param training epochs, batch, learning rate, loss
 * @param bestEpoch the epoch whose weights these are; 0 where none was better than the anchor
 * @param epochs epochs that were trained
 * @param refitRows rows that the weights were fitted on again after the judgement, for bestEpoch
 *     epochs; 0 where they were not
 * @param mae on the test windows
 * @param bestBaseline name of the best baseline
 * @param bestBaselineMae its MAE on the test windows
 */
public record ForecastStamp(
    RunStamp run,
    String seenFingerprint,
    int rows,
    int trainRows,
    int validationRows,
    int testRows,
    RecurrentSettings options,
    TrainingOptions training,
    int bestEpoch,
    int epochs,
    int refitRows,
    double mae,
    String bestBaseline,
    double bestBaselineMae) {}
