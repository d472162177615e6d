package dev.timestep.io.model;

import com.google.gson.JsonObject;
import dev.timestep.io.file.AtomicFile;
import dev.timestep.io.json.Json;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.model.ModelFileException.Problem;
import dev.timestep.io.safetensors.Safetensors;
import dev.timestep.io.safetensors.TensorFile;
import dev.timestep.train.CheckpointStore;
import dev.timestep.train.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Keeps the last checkpoint of a training run in a file, and the one before it beside it under
 * {@code NAME.previous}.
 *
 * <p>A new checkpoint is on the disk in full before the old one moves, so whenever the process is
 * killed one of the two is whole. Each carries checksums of all its bytes: one that was damaged is
 * told, and the one before it is used instead, which the log says. Since training gives the same
 * bits each time, that costs time and changes nothing.
 *
 * <p>One run at a time may use a file.
 */
public final class FileCheckpointStore implements CheckpointStore {
  private static final System.Logger LOG = System.getLogger(FileCheckpointStore.class.getName());
  static final String STATE = "state.json";
  static final String TENSORS = "tensors.safetensors";

  private final Path file;
  private final Path previous;
  private boolean sound;

  /** Keeps checkpoints in {@code file}, which need not be there yet. */
  public FileCheckpointStore(Path file) {
    this.file = file;
    this.previous = file.resolveSibling(file.getFileName() + ".previous");
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /**
   * Replaces the checkpoint.
   *
   * @throws ModelFileException when it cannot be written; what was there before can still be loaded
   */
  @Override
  public void save(TrainingState state) {
    JsonObject properties = new JsonObject();
    state.properties().forEach(properties::addProperty);
    byte[] json = Json.bytes(properties, STATE);
    TensorFile tensors = TensorFile.of(state.tensors());
    SequencedMap<String, AtomicFile.Content> contents = new LinkedHashMap<>();
    contents.put(STATE, out -> out.write(json));
    contents.put(TENSORS, out -> Safetensors.write(out, tensors));
    // A damaged file must not take the place of a whole one.
    boolean rotate = sound || isSound();
    Container.write(file, rotate ? previous : null, Format.CHECKPOINT, contents);
    sound = true;
  }

  private boolean isSound() {
    if (!Files.exists(file)) {
      return false;
    }
    try {
      ContainerReader.open(file, Format.CHECKPOINT).close();
      return true;
    } catch (ModelFileException e) {
      return false;
    }
  }

  /**
   * The last checkpoint, or the one before it where the last is damaged; empty where there is none.
   *
   * @throws ModelFileException when there are checkpoints and none can be read
   */
  @Override
  public Optional<TrainingState> load() {
    boolean fallback = Files.exists(previous);
    if (!Files.exists(file)) {
      if (!fallback) {
        return Optional.empty();
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "The last checkpoint was not completed; training continues from the one before it, {0}.",
          previous);
      return Optional.of(read(previous));
    }
    try {
      TrainingState state = read(file);
      sound = true;
      return Optional.of(state);
    } catch (ModelFileException e) {
      if (!fallback || e.problem() == Problem.NEWER) {
        throw e;
      }
      TrainingState state = read(previous);
      LOG.log(
          System.Logger.Level.WARNING,
          "The checkpoint {0} is damaged ({1}); training continues from the one before it, {2}.",
          file,
          e.problem(),
          previous);
      return Optional.of(state);
    }
  }

  private static TrainingState read(Path file) {
    try (ContainerReader reader = ContainerReader.open(file, Format.CHECKPOINT)) {
      JsonFields fields = JsonFields.of(reader.json(STATE), STATE);
      SequencedMap<String, String> properties = new LinkedHashMap<>();
      fields.json().keySet().forEach(name -> properties.put(name, fields.text(name)));
      TensorFile tensors = reader.stream(TENSORS, Safetensors::read);
      return TrainingState.of(properties, tensors.tensors());
    } catch (ModelFileException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(file, Problem.INVALID, "cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Removes the checkpoints, once a run is complete.
   *
   * @throws ModelFileException when the system does not allow it
   */
  public void delete() {
    try {
      Files.deleteIfExists(previous);
      Files.deleteIfExists(file);
      sound = false;
    } catch (IOException e) {
      throw new ModelFileException(
          file, Problem.UNWRITABLE, "cannot be removed: " + Container.reason(e) + ".", e);
    }
  }
}
