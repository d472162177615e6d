package dev.timestep.train;

import java.util.Optional;

/**
 * Where a training run leaves its state, so that it can continue after it was killed.
 *
 * <p>{@link #save} replaces what was saved before, and does so at once: whenever the process ends,
 * {@link #load} finds the last state that was saved completely.
 */
public interface CheckpointStore {
  /** Keeps {@code state} in place of the one before. */
  void save(TrainingState state);

  /** The state saved last, if there is one. */
  Optional<TrainingState> load();
}
