/**
 * Columns beside the targets: how they become inputs, and whether they know what they should not.
 *
 * <p>A covariate is chosen once from the training rows ({@link CovariateChoice}), stored with the
 * model ({@link Covariate}), and read again from any table ({@link CovariateRows}).
 */
@NullMarked
package dev.timestep.task.forecast.covariate;

import org.jspecify.annotations.NullMarked;
