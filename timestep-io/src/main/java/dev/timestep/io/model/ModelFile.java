package dev.timestep.io.model;

import com.google.gson.JsonObject;
import dev.timestep.io.file.AtomicFile;
import dev.timestep.io.json.Json;
import dev.timestep.io.json.JsonFormatException;
import dev.timestep.io.model.ModelFileException.Problem;
import dev.timestep.io.safetensors.Safetensors;
import dev.timestep.io.safetensors.SafetensorsException;
import dev.timestep.io.safetensors.TensorFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * A model in one file, customarily {@code NAME.timestep}: a zip of {@code manifest.json}, {@code
 * model.json}, {@code weights.safetensors}, {@code pipeline.json} and {@code training.json}. See
 * {@code docs/model-file.md}.
 *
 * <p>The same archive gives the same bytes. A file of which one byte was changed is refused.
 *
 * <pre>{@code
 * ModelFile.write(Path.of("births.timestep"), ModelArchive.of(json, network, pipeline, training));
 * Network network = ModelFile.load(Path.of("births.timestep"), archive -> {
 *   Network built = Network.of(archive.fields("forecast", 1));
 *   archive.assignWeights(built);
 *   return built;
 * });
 * }</pre>
 */
public final class ModelFile {
  static final String MODEL = "model.json";
  static final String WEIGHTS = "weights.safetensors";
  static final String PIPELINE = "pipeline.json";
  static final String TRAINING = "training.json";

  private ModelFile() {}

  /**
   * Writes a file, or replaces it: written aside, forced to the disk, moved into place in one
   * operation.
   *
   * @throws ModelFileException when it cannot be written; an older file is then as before
   * @throws JsonFormatException when a number in the JSON is NaN or infinite; likewise
   */
  public static void write(Path file, ModelArchive archive) {
    TensorFile weights = TensorFile.of(archive.weights());
    SequencedMap<String, AtomicFile.Content> contents = new LinkedHashMap<>();
    contents.put(MODEL, json(file, MODEL, archive.model()));
    contents.put(WEIGHTS, out -> Safetensors.write(out, weights));
    contents.put(PIPELINE, json(file, PIPELINE, archive.pipeline()));
    contents.put(TRAINING, json(file, TRAINING, archive.training()));
    Container.write(file, null, Format.MODEL, contents);
  }

  private static AtomicFile.Content json(Path file, String name, JsonObject object) {
    byte[] bytes = Json.bytes(object, name);
    if (bytes.length > ContainerReader.LARGEST_JSON) {
      throw new ModelFileException(
          file.toString(),
          Problem.TOO_LARGE,
          "would have an entry "
              + name
              + " of "
              + bytes.length
              + " bytes; at most "
              + ContainerReader.LARGEST_JSON
              + " can be read again. Keep data out of it.");
    }
    return out -> out.write(bytes);
  }

  /**
   * Reads a file of which every byte is as it was written.
   *
   * @throws ModelFileException when it is truncated, corrupted, foreign, of a newer format, or
   *     incomplete; the message says which
   */
  public static ModelArchive read(Path file) {
    try (ContainerReader reader = ContainerReader.open(file, Format.MODEL)) {
      TensorFile weights = reader.stream(WEIGHTS, Safetensors::read);
      return new ModelArchive(
          reader.json(MODEL), weights.tensors(), reader.json(PIPELINE), reader.json(TRAINING));
    } catch (JsonFormatException | SafetensorsException e) {
      throw unusable(file, e);
    }
  }

  /**
   * Reads a file and makes of it what the caller needs; whatever {@code builder} refuses becomes a
   * {@link ModelFileException} that names the file.
   *
   * @param builder makes a network and takes up its weights with {@link ModelArchive#assignWeights}
   */
  public static <T> T load(Path file, Function<ModelArchive, T> builder) {
    ModelArchive archive = read(file);
    try {
      return builder.apply(archive);
    } catch (ModelFileException e) {
      throw e.in(file);
    } catch (IllegalArgumentException e) {
      throw unusable(file, e);
    } catch (OutOfMemoryError e) {
      // One array that was too large: what else there is in memory is as it was.
      throw new ModelFileException(
          file,
          Problem.TOO_LARGE,
          "describes a network for which there is not enough memory. Raise -Xmx if the model is"
              + " really so large.",
          e);
    }
  }

  private static ModelFileException unusable(Path file, IllegalArgumentException e) {
    return new ModelFileException(file, Problem.INVALID, "cannot be used: " + e.getMessage(), e);
  }
}
