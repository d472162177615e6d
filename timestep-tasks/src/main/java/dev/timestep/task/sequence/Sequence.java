package dev.timestep.task.sequence;

import java.util.Optional;

/**
 * One case: a sequence of one or several channels, and its label.
 *
 * @param id the name of the case in its file, for example a row number, an id or a file name
 * @param values [step][channel], NaN where a value is missing; one step or more
 * @param statics covariates that do not change along the sequence, NaN where one is missing
 * @param label the class, or nothing where the file does not say it
 */
public record Sequence(String id, float[][] values, float[] statics, Optional<String> label) {
  /** Steps of the sequence. */
  public int length() {
    return values.length;
  }
}
