package dev.timestep.task.ridge;

/**
 * What a ridge regression says about rows that it was not fitted on, with the penalty chosen.
 *
 * @param penalty the λ chosen
 * @param error mean squared error over these rows and all outputs
 * @param rows which rows: of the validation rows if there were some, else of the fitted ones
 * @param predictions [row][output], in the order of {@code rows}
 */
public record HeldOut(double penalty, double error, int[] rows, double[][] predictions) {}
