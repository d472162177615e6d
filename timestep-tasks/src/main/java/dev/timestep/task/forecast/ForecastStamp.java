package dev.timestep.task.forecast;

import dev.timestep.task.RecurrentSettings;
import java.util.Optional;

/**
 * How a model was made: the protocol stamp that is stored with it. Plain fields only.
 *
 * @param file the data file as it was given
 * @param fingerprint SHA-256 of what was used of it
 * @param seenFingerprint SHA-256 of the training and validation rows: how the series is known again
 * @param rows rows of the table
 * @param trainRows rows that weights and scales were fitted on
 * @param validationRows rows that the best epoch and the ridge penalty were chosen on
 * @param testRows rows that only scored
 * @param options cell, width, epochs and the rest
 * @param training epochs, batch, learning rate, loss
 * @param seed of weights, shuffling, dropout and bootstrap
 * @param bestEpoch the epoch whose weights these are; 0 where none was better than the anchor
 * @param epochs epochs that were trained
 * @param kernels kernels that trained
 * @param threads threads that trained
 * @param seconds of training
 * @param mae on the test windows
 * @param bestBaseline name of the best baseline
 * @param bestBaselineMae its MAE on the test windows
 * @param verdict of the gate
 * @param from fingerprint of the earlier data of a model that was trained further; empty for a new
 *     one
 * @param version of Timestep
 * @param java of the JVM
 */
public record ForecastStamp(
    String file,
    String fingerprint,
    String seenFingerprint,
    int rows,
    int trainRows,
    int validationRows,
    int testRows,
    RecurrentSettings options,
    TrainingOptions training,
    long seed,
    int bestEpoch,
    int epochs,
    String kernels,
    int threads,
    double seconds,
    double mae,
    String bestBaseline,
    double bestBaselineMae,
    String verdict,
    Optional<String> from,
    String version,
    String java) {}
