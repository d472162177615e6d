package dev.timestep.task.classify.opponent;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.tensor.Tensor;
import java.util.Map;

/**
 * Fitted opponents as JSON and tensors, read back field by field.
 *
 * <pre>{@code
 * JsonObject json = OpponentFile.write(fitted);
 * SequencedMap<String, Tensor> weights = fitted.tensors();
 * FittedOpponent same = OpponentFile.read(JsonFields.of(json, "model.json"), classes, weights);
 * }</pre>
 */
public final class OpponentFile {
  private static final int VERSION = 1;

  private OpponentFile() {}

  /** The id, the version of the form and the settings. */
  public static JsonObject write(FittedOpponent fitted) {
    JsonObject json = new JsonObject();
    json.addProperty("opponent", fitted.id());
    json.addProperty("version", VERSION);
    json.add("settings", fitted.settings());
    return json;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param fields of the object written
   * @param classes number of classes
   * @param tensors the numbers learned
   * @throws RuntimeException that names the field or tensor which is absent or does not fit
   */
  public static FittedOpponent read(JsonFields fields, int classes, Map<String, Tensor> tensors) {
    String id = fields.text("opponent");
    if (fields.integer("version") != VERSION) {
      throw fields.refuse("version", Integer.toString(VERSION), fields.json().get("version") + "");
    }
    JsonFields settings = fields.object("settings");
    StoredTensors stored = new StoredTensors(tensors);
    FittedOpponent fitted =
        switch (id) {
          case MajorityClass.ID -> MajorityClass.Shares.read(classes, settings, stored);
          case NearestCases.EUCLIDEAN, NearestCases.WARPING ->
              NearestCases.read(id, classes, settings, stored);
          case SummaryLogistic.ID -> SummaryLogistic.Fitted.read(classes, settings, stored);
          case KernelRidge.ID -> KernelRidge.Fitted.read(classes, settings, stored);
          default -> throw fields.refuse("opponent", "the id of a baseline", '"' + id + '"');
        };
    settings.end();
    fields.end();
    stored.end();
    return fitted;
  }
}
