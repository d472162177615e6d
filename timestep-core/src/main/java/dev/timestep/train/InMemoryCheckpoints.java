package dev.timestep.train;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the last checkpoint in memory: for continuing within a process, and for tests. */
public final class InMemoryCheckpoints implements CheckpointStore {
  private volatile @Nullable TrainingState last;

  @Override
  public void save(TrainingState state) {
    last = state;
  }

  @Override
  public Optional<TrainingState> load() {
    return Optional.ofNullable(last);
  }
}
