package dev.timestep.io.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.autograd.Parameter;
import dev.timestep.io.json.JsonFields;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Saves and loads a {@link Sequential} with what belongs to it. A loaded model predicts the same
 * bits as the one that was saved.
 *
 * <pre>{@code
 * SequentialModels.save(Path.of("model.timestep"), model);
 * Sequential model = SequentialModels.load(Path.of("model.timestep")).model();
 * }</pre>
 */
public final class SequentialModels {
  /** What {@code model.json} calls such a model. */
  public static final String TYPE = "sequential";

  private static final int VERSION = 1;
  private static final long SEED = 0;

  private SequentialModels() {}

  /**
   * A model and what was saved with it.
   *
   * @param model with its weights
   * @param pipeline as it was given when the model was saved
   * @param training as it was given when the model was saved
   */
  public record Loaded(Sequential model, JsonObject pipeline, JsonObject training) {}

  /** Saves a model of standard layers, with nothing beside it. */
  public static void save(Path file, Sequential model) {
    save(file, model, new JsonObject(), new JsonObject());
  }

  /**
   * Saves a model that has custom cells or layers, with nothing beside it.
   *
   * @param registry the kinds of layers and cells, also to be given to {@link #load(Path,
   *     ConfigRegistry)}
   */
  public static void save(Path file, Sequential model, ConfigRegistry registry) {
    save(file, model, new JsonObject(), new JsonObject(), registry);
  }

  /** Saves a model of standard layers. */
  public static void save(Path file, Sequential model, JsonObject pipeline, JsonObject training) {
    save(file, model, pipeline, training, ConfigRegistry.standard());
  }

  /**
   * Saves a model, or replaces what is there as {@link ModelFile#write} does.
   *
   * @param pipeline what predicting needs besides the network
   * @param training how the model came to be
   * @param registry the kinds of layers
   */
  public static void save(
      Path file,
      Sequential model,
      JsonObject pipeline,
      JsonObject training,
      ConfigRegistry registry) {
    ModelFile.write(file, ModelArchive.of(toJson(model, registry), model, pipeline, training));
  }

  /** Loads a model of standard layers. */
  public static Loaded load(Path file) {
    return load(file, ConfigRegistry.standard());
  }

  /**
   * Loads a model.
   *
   * @throws ModelFileException when the file is not sound, not of this type, or has layers that
   *     {@code registry} does not have; the message says which
   */
  public static Loaded load(Path file, ConfigRegistry registry) {
    return ModelFile.load(
        file, archive -> new Loaded(of(archive, registry), archive.pipeline(), archive.training()));
  }

  /** The architecture of a model, for {@code model.json} or for a part of it. */
  public static JsonObject toJson(Sequential model, ConfigRegistry registry) {
    JsonObject json = new JsonObject();
    json.addProperty("type", TYPE);
    json.addProperty("version", VERSION);
    json.addProperty("features", model.features());
    JsonArray layers = new JsonArray();
    model.configs().forEach(config -> layers.add(registry.toJson(config)));
    json.add("layers", layers);
    JsonArray frozen = new JsonArray();
    model
        .parameters()
        .forEach(
            (name, parameter) -> {
              if (parameter.frozen()) {
                frozen.add(name);
              }
            });
    json.add("frozen", frozen);
    return json;
  }

  /** The model that an archive holds, with its weights. */
  public static Sequential of(ModelArchive archive, ConfigRegistry registry) {
    return of(archive.fields(TYPE, VERSION), archive, registry);
  }

  /**
   * A network that is part of a model.
   *
   * @param network what {@link #toJson} wrote; messages name the place where it stands
   * @param weights by the names of its parameters
   */
  public static Sequential of(
      JsonFields network, SequencedMap<String, Tensor> weights, ConfigRegistry registry) {
    ModelArchive.requireReadable(network, TYPE, VERSION);
    JsonObject none = new JsonObject();
    return of(network, new ModelArchive(network.json(), weights, none, none), registry);
  }

  private static Sequential of(JsonFields fields, ModelArchive archive, ConfigRegistry registry) {
    int features = fields.integer("features");
    List<LayerConfig> configs = new ArrayList<>();
    fields.objects("layers").forEach(layer -> configs.add(registry.layer(layer)));
    List<String> frozen = fields.texts("frozen");
    fields.end();
    ArchitectureSize.check(archive, features, configs);
    // Earlier versions took any width before an embedding, which does not read it.
    boolean tokens = !configs.isEmpty() && configs.getFirst().readsTokens();
    Sequential model = Sequential.of(tokens ? 1 : features, SEED, configs);
    archive.assignWeights(model);
    Map<String, Parameter> parameters = model.parameters();
    for (String name : frozen) {
      Parameter parameter = parameters.get(name);
      if (parameter == null) {
        throw fields.refuse("frozen", "names of weights", name);
      }
      parameter.freeze(true);
    }
    return model;
  }
}
