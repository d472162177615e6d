package dev.timestep.train;

import java.util.List;

/** A checkpoint was made with other settings than those of the resumed training. */
public final class CheckpointMismatchException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private final transient List<String> differences;

  CheckpointMismatchException(List<String> differences) {
    super(
        "Training continues from a checkpoint only with the settings that it was made with; "
            + String.join("; ", differences)
            + ". Use the same settings, or start again without the checkpoint.");
    this.differences = List.copyOf(differences);
  }

  /** What differs, one sentence for each setting. */
  public List<String> differences() {
    return differences;
  }
}
