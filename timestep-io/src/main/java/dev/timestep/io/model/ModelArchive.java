package dev.timestep.io.model;

import com.google.gson.JsonObject;
import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.model.ModelFileException.Problem;
import dev.timestep.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

/**
 * What a model file holds. The objects are copied when an archive is made; the tensors are not.
 *
 * @param model the architecture; has a text {@code type} that says who can read the rest, and an
 *     integer {@code version} of its form, from 1
 * @param weights by the names of {@link Module#parameters()}
 * @param pipeline what predicting needs besides the network: scaler, calendar, vocabulary,
 *     threshold; empty where it needs nothing
 * @param training how the model came to be: seed, fingerprint of the data, split, metrics, versions
 */
public record ModelArchive(
    JsonObject model,
    SequencedMap<String, Tensor> weights,
    JsonObject pipeline,
    JsonObject training) {

  public ModelArchive {
    model = model.deepCopy();
    weights = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(weights));
    pipeline = pipeline.deepCopy();
    training = training.deepCopy();
    JsonFields fields = JsonFields.of(model, ModelFile.MODEL);
    fields.text("type");
    if (fields.integer("version") < 1) {
      throw fields.refuse("version", "1 or more", model.get("version").toString());
    }
  }

  /** An archive with copies of a network's weights. */
  public static ModelArchive of(
      JsonObject model, Module network, JsonObject pipeline, JsonObject training) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    network.parameters().forEach((name, p) -> weights.put(name, p.value().copy()));
    return new ModelArchive(model, weights, pipeline, training);
  }

  /** Who can read the model, for example {@code "sequential"}. */
  public String type() {
    return fields().text("type");
  }

  /**
   * The fields of the model, if it is of this type and of a version that is known.
   *
   * @param type expected
   * @param newest largest version that the caller can read
   * @throws ModelFileException when it is another type or a newer version; the message says which
   */
  public JsonFields fields(String type, int newest) {
    JsonFields fields = fields();
    requireReadable(fields, type, newest);
    return fields;
  }

  /** Refuses another type or a newer version. */
  static void requireReadable(JsonFields fields, String type, int newest) {
    String found = fields.text("type");
    if (!found.equals(type)) {
      throw new ModelFileException(
          "The model",
          Problem.FOREIGN,
          "is of the type \""
              + found
              + "\"; \""
              + type
              + "\" was expected. Use the command that fits the model, or another model.");
    }
    int version = fields.integer("version");
    if (version > newest) {
      throw new ModelFileException(
          "The model",
          Problem.NEWER,
          "was written by a newer Timestep, as \""
              + type
              + "\" version "
              + version
              + "; this one reads up to "
              + newest
              + ". Update Timestep, or train the model with this version.");
    }
  }

  private JsonFields fields() {
    return JsonFields.of(model, ModelFile.MODEL);
  }

  /**
   * Copies the weights into a network built from {@link #model()}.
   *
   * @throws ModelFileException when names or shapes differ; the message says which. Nothing is
   *     copied then
   */
  public void assignWeights(Module network) {
    Map<String, Parameter> parameters = network.parameters();
    var missing = new TreeSet<>(parameters.keySet());
    missing.removeAll(weights.keySet());
    var unknown = new TreeSet<>(weights.keySet());
    unknown.removeAll(parameters.keySet());
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      throw misfit(
          (missing.isEmpty() ? "" : "; missing are " + missing)
              + (unknown.isEmpty() ? "" : "; not expected are " + unknown));
    }
    parameters.forEach(
        (name, parameter) -> {
          Tensor value = weight(name);
          if (!value.shape().equals(parameter.shape())) {
            throw misfit(
                "; " + name + " expects " + parameter.shape() + " and received " + value.shape());
          }
        });
    parameters.forEach((name, parameter) -> parameter.assign(weight(name)));
  }

  private Tensor weight(String name) {
    Tensor value = weights.get(name);
    if (value == null) {
      throw new IllegalStateException("no weight " + name);
    }
    return value;
  }

  private static ModelFileException misfit(String what) {
    return new ModelFileException(
        "The model",
        Problem.MISFIT,
        "has weights that do not fit its architecture" + what + ". Train the model again.");
  }
}
