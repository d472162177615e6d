package dev.timestep.io.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.autograd.Parameter;
import dev.timestep.io.json.JsonFields;
import dev.timestep.nn.graph.Graph;
import dev.timestep.nn.graph.GraphConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Saves and loads a {@link Graph} with what belongs to it, as {@link SequentialModels} does for
 * layers in a row. A loaded graph predicts the same bits as the one that was saved; layers that
 * nodes share, and tied tables, are in the file once.
 *
 * <pre>{@code
 * GraphModels.save(Path.of("model.timestep"), graph);
 * Graph graph = GraphModels.load(Path.of("model.timestep")).model();
 * }</pre>
 */
public final class GraphModels {
  /** What {@code model.json} calls such a model. */
  public static final String TYPE = "graph";

  private static final int VERSION = 1;
  private static final long SEED = 0;

  private GraphModels() {}

  /**
   * A model and what was saved with it.
   *
   * @param model with its weights
   * @param pipeline as it was given when the model was saved
   * @param training as it was given when the model was saved
   */
  public record Loaded(Graph model, JsonObject pipeline, JsonObject training) {}

  /** Saves a graph of standard layers, with nothing beside it. */
  public static void save(Path file, Graph model) {
    save(file, model, new JsonObject(), new JsonObject(), ConfigRegistry.standard());
  }

  /**
   * Saves a graph, or replaces what is there as {@link ModelFile#write} does.
   *
   * @param pipeline what predicting needs besides the network
   * @param training how the model came to be
   * @param registry the kinds of layers
   */
  public static void save(
      Path file, Graph model, JsonObject pipeline, JsonObject training, ConfigRegistry registry) {
    ModelFile.write(file, ModelArchive.of(toJson(model, registry), model, pipeline, training));
  }

  /** Loads a graph of standard layers. */
  public static Loaded load(Path file) {
    return load(file, ConfigRegistry.standard());
  }

  /**
   * Loads a graph.
   *
   * @throws ModelFileException when the file is not sound, not of this type, or has layers that
   *     {@code registry} does not have; the message says which
   */
  public static Loaded load(Path file, ConfigRegistry registry) {
    return ModelFile.load(
        file, archive -> new Loaded(of(archive, registry), archive.pipeline(), archive.training()));
  }

  /** The architecture of a graph, for {@code model.json} or for a part of it. */
  public static JsonObject toJson(Graph model, ConfigRegistry registry) {
    JsonObject json = new JsonObject();
    json.addProperty("type", TYPE);
    json.addProperty("version", VERSION);
    GraphCodec.write(model.config(), json, registry);
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

  /** The graph that an archive holds, with its weights. */
  public static Graph of(ModelArchive archive, ConfigRegistry registry) {
    JsonFields fields = archive.fields(TYPE, VERSION);
    GraphConfig config = GraphCodec.read(fields, registry);
    List<String> frozen = fields.texts("frozen");
    fields.end();
    checkSize(archive, config);
    Graph model = Graph.of(config, SEED);
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

  /**
   * Refuses a graph that is far larger than the weights beside it, before memory is taken for it;
   * for a job whose files hold settings from which it makes its graph.
   *
   * @throws ModelFileException when it is; the message says which setting
   */
  public static void checkSize(ModelArchive archive, GraphConfig config) {
    ArchitectureSize.check(archive, config);
  }
}
