package dev.timestep.io.model;

import java.util.List;
import java.util.Optional;

/**
 * A kind of file of this package.
 *
 * <p>A file of a larger major version is refused; one of a larger minor version is read, its
 * further entries ignored.
 *
 * @param id what the manifest calls it
 * @param noun what messages call it
 * @param major version that is written, and the largest that is read
 * @param minor version that is written
 * @param entries that must be there
 */
record Format(String id, String noun, int major, int minor, List<String> entries) {
  static final Format MODEL =
      new Format(
          "timestep-model",
          "model",
          1,
          0,
          List.of(ModelFile.MODEL, ModelFile.WEIGHTS, ModelFile.PIPELINE, ModelFile.TRAINING));

  static final Format CHECKPOINT =
      new Format(
          "timestep-checkpoint",
          "checkpoint",
          1,
          0,
          List.of(FileCheckpointStore.STATE, FileCheckpointStore.TENSORS));

  static Optional<Format> of(String id) {
    return List.of(MODEL, CHECKPOINT).stream().filter(format -> format.id.equals(id)).findFirst();
  }
}
