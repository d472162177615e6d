package dev.timestep.task;

import java.util.List;

/**
 * What will be trained.
 *
 * @param entries data, split, network and length of training, for a reader
 * @param examples examples of an epoch
 * @param validation examples that each epoch is validated on
 * @param batch examples of a training step
 * @param epochs epochs at most
 * @param unit what an example is called, in the plural, for example {@code windows}
 */
public record TaskPlan(
    List<Entry> entries, int examples, int validation, int batch, int epochs, String unit) {
  /** Takes a copy of the list. */
  public TaskPlan {
    entries = List.copyOf(entries);
  }

  /** Training steps of an epoch. */
  public int steps() {
    return Math.ceilDiv(examples, batch);
  }
}
