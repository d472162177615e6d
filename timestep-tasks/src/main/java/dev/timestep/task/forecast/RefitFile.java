package dev.timestep.task.forecast;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What was fitted again, in a model file: the same weights as those that were judged, under names
 * that start with {@value #PREFIX}; and a baseline's settings where it has some.
 */
final class RefitFile {
  /** What the names of its weights start with; no layer of the network has such a name. */
  static final String PREFIX = "refit.";

  private RefitFile() {}

  /** The settings of a baseline that was fitted again. */
  static JsonObject write(KeptBaseline again) {
    JsonObject json = new JsonObject();
    json.add("baseline", KeptFile.write(again));
    return json;
  }

  /** All weights. */
  static SequencedMap<String, Tensor> tensors(Refitted refitted) {
    SequencedMap<String, Tensor> all = new LinkedHashMap<>();
    refitted.network().parameters().forEach((name, weight) -> put(all, name, weight.value()));
    refitted.mix().ifPresent(mix -> MixFile.tensors(mix).forEach((n, w) -> put(all, n, w)));
    refitted
        .baseline()
        .filter(kept -> !MixFile.isOf(kept.name(), refitted.mix()))
        .ifPresent(kept -> KeptFile.tensors(kept).forEach((n, w) -> put(all, n, w)));
    return all;
  }

  private static void put(SequencedMap<String, Tensor> all, String name, Tensor weight) {
    all.put(PREFIX + name, weight);
  }

  /** A baseline that was fitted again. */
  static KeptBaseline read(
      JsonFields fields, String kept, InputSpec inputs, ModelArchive stored, int version) {
    KeptBaseline again = KeptFile.read(fields, kept, inputs, own(stored, KeptFile.PREFIX), version);
    fields.end();
    return again;
  }

  /**
   * Reads what {@link #tensors} gave.
   *
   * @param network to be given the weights
   * @param mix as it was judged: its shares and sizes hold here, too
   * @param baseline what {@link #read(JsonFields, String, InputSpec, ModelArchive, int)} gave
   * @throws IllegalArgumentException that names the weight which does not fit
   */
  static Refitted read(
      ModelArchive stored,
      ForecastNetwork network,
      InputSpec inputs,
      String kept,
      Optional<Mix> mix,
      Optional<KeptBaseline> baseline) {
    SequencedMap<String, Tensor> weights = own(stored, "");
    weights
        .keySet()
        .removeIf(name -> name.startsWith(MixFile.PREFIX) || name.startsWith(KeptFile.PREFIX));
    try {
      new ModelArchive(stored.model(), weights, stored.pipeline(), stored.training())
          .assignWeights(network);
      Optional<Mix> again =
          mix.map(judged -> MixFile.again(judged, inputs, own(stored, MixFile.PREFIX)));
      Refitted refitted =
          new Refitted(network, again, MixFile.isOf(kept, mix) ? again.map(Mix::ridge) : baseline);
      requireNoOthers(stored, tensors(refitted).keySet());
      return refitted;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The weights " + PREFIX + "… that were fitted again: " + e.getMessage(), e);
    }
  }

  private static void requireNoOthers(ModelArchive stored, Set<String> known) {
    for (String name : stored.weights().keySet()) {
      if (name.startsWith(PREFIX) && !known.contains(name)) {
        throw new IllegalArgumentException(
            "expect no others than this model has; received " + name + ". Train the model again.");
      }
    }
  }

  /** The weights of this part whose names start with a text, under their own names. */
  private static SequencedMap<String, Tensor> own(ModelArchive stored, String start) {
    SequencedMap<String, Tensor> own = new LinkedHashMap<>();
    String prefix = PREFIX + start;
    stored
        .weights()
        .forEach(
            (name, weight) -> {
              if (name.startsWith(prefix)) {
                own.put(name.substring(PREFIX.length()), weight);
              }
            });
    return own;
  }
}
