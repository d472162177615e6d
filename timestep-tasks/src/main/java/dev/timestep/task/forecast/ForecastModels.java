package dev.timestep.task.forecast;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.io.model.ModelFile;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.read.TableReadingJson;
import java.nio.file.Path;

/**
 * Forecasting models in model files: {@code model.json} holds the network's settings, {@code
 * pipeline.json} the inputs and scales, {@code training.json} the protocol stamp.
 */
public final class ForecastModels {
  /** What {@code model.json} says the file is. */
  public static final String TYPE = "forecast";

  private static final int VERSION = 1;

  /** The field of the pipeline that says how the training file was read; older files lack it. */
  private static final String READING = "reading";

  /** Records with plain fields only; what is missing in a file is refused by their checks. */
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private ForecastModels() {}

  /** Writes a model, aside and then into place. */
  public static void save(ForecastModel model, Path file) {
    ForecastInputWidths widths = model.widths();
    JsonObject architecture = new JsonObject();
    architecture.addProperty("type", TYPE);
    architecture.addProperty("version", VERSION);
    architecture.add("network", GSON.toJsonTree(model.network()));
    architecture.add("widths", GSON.toJsonTree(widths));
    JsonObject pipeline = GSON.toJsonTree(model.pipeline()).getAsJsonObject();
    pipeline.add(READING, TableReadingJson.write(model.reading()));
    ModelFile.write(
        file,
        ModelArchive.of(
            architecture,
            model.module(),
            pipeline,
            GSON.toJsonTree(model.stamp()).getAsJsonObject()));
  }

  /** Reads a model; a file that is truncated, corrupted, foreign or newer is refused, saying so. */
  public static ForecastModel load(Path file) {
    return ModelFile.load(
        file,
        archive -> {
          archive.fields(TYPE, VERSION);
          NetworkConfig config =
              read("network", archive.model().get("network"), NetworkConfig.class);
          ForecastInputWidths widths =
              read("widths", archive.model().get("widths"), ForecastInputWidths.class);
          ForecastPipeline pipeline = read("pipeline", archive.pipeline(), ForecastPipeline.class);
          ForecastStamp stamp = read("training", archive.training(), ForecastStamp.class);
          ForecastNetwork network =
              new ForecastNetwork(config, widths, pipeline.inputs().targets().size(), 0);
          archive.assignWeights(network);
          JsonFields fields = JsonFields.of(archive.pipeline(), "pipeline.json");
          TableReading reading =
              fields.has(READING)
                  ? TableReadingJson.read(fields.object(READING))
                  : TableReading.NONE;
          return new ForecastModel(
              pipeline,
              network,
              widths,
              stamp,
              reading.withStep(pipeline.inputs().calendar().frequency()));
        });
  }

  private static <T> T read(String what, JsonElement json, Class<T> type) {
    try {
      T value = GSON.fromJson(json, type);
      if (value == null) {
        throw new IllegalArgumentException("The model file has no " + what + ".");
      }
      return value;
    } catch (JsonParseException e) {
      throw new IllegalArgumentException(
          "The " + what + " in the model file cannot be read: " + e.getMessage(), e);
    }
  }
}
