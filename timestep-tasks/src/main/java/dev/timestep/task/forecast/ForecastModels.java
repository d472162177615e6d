package dev.timestep.task.forecast;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import dev.timestep.io.model.GraphModels;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.io.model.ModelFile;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.read.TableReadingJson;
import dev.timestep.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * Forecasting models in model files: {@code model.json} holds the network's settings, {@code
 * pipeline.json} the inputs and scales, {@code training.json} the protocol stamp. Every field is
 * checked when it is read.
 *
 * <p>Version 2 names the weights by the nodes of the network's graph; version 1, which is still
 * read, had {@code encoder.0.kernel} in place of {@code encoder_0.kernel}.
 */
public final class ForecastModels {
  /** What {@code model.json} says the file is. */
  public static final String TYPE = "forecast";

  private static final int VERSION = 2;

  /** A layer's number in the names of weights of version 1. */
  private static final Pattern NUMBER = Pattern.compile("^(encoder|decoder)\\.(\\d+)\\.");

  private static final RecordCodec<NetworkConfig> NETWORK =
      RecordCodec.of(NetworkConfig.class, RecordForm.JAVA);
  private static final RecordCodec<ForecastInputWidths> WIDTHS =
      RecordCodec.of(ForecastInputWidths.class, RecordForm.JAVA);
  private static final RecordCodec<ForecastPipeline> PIPELINE =
      RecordCodec.of(ForecastPipeline.class, RecordForm.JAVA);
  private static final RecordCodec<ForecastStamp> STAMP =
      RecordCodec.of(ForecastStamp.class, RecordForm.JAVA);

  /** The field of the pipeline that says how the training file was read. */
  private static final String READING = "reading";

  private ForecastModels() {}

  /** Writes a model, aside and then into place. */
  public static void save(ForecastModel model, Path file) {
    model.save(file);
  }

  /** Reads a model; a file that is truncated, corrupted, foreign or newer is refused, saying so. */
  public static ForecastModel load(Path file) {
    return ModelFile.load(file, ForecastModels::of);
  }

  /** What the file of a model holds. */
  static ModelArchive archive(ForecastModel model) {
    JsonObject architecture = new JsonObject();
    architecture.addProperty("type", TYPE);
    architecture.addProperty("version", VERSION);
    architecture.add("network", NETWORK.write(model.network()));
    architecture.add("widths", WIDTHS.write(model.widths()));
    JsonObject pipeline = PIPELINE.write(model.pipeline());
    pipeline.add(READING, TableReadingJson.write(model.reading()));
    return ModelArchive.of(architecture, model.module(), pipeline, STAMP.write(model.stamp()));
  }

  /**
   * The model that an archive holds.
   *
   * @throws IllegalArgumentException when a field is missing, wrong or not known, or the weights do
   *     not fit; the message names it
   */
  static ForecastModel of(ModelArchive archive) {
    JsonFields fields = archive.fields(TYPE, VERSION);
    boolean first = fields.integer("version") == 1;
    JsonFields settings = fields.object("network");
    NetworkConfig config = NETWORK.read(settings);
    ForecastInputWidths widths = WIDTHS.read(fields.object("widths"));
    fields.end();
    JsonFields pipelineFields = JsonFields.of(archive.pipeline(), "pipeline.json");
    ForecastPipeline pipeline = PIPELINE.readAmong(pipelineFields);
    TableReading reading = reading(pipelineFields, first);
    pipelineFields.end();
    ForecastStamp stamp = STAMP.read(JsonFields.of(archive.training(), "training.json"));
    int targets = pipeline.inputs().targets().size();
    // Each layer has weights: more layers than weights would only take memory.
    if (config.layers() > archive.weights().size()) {
      throw settings.refuse("layers", "no more layers than weights", "" + config.layers());
    }
    GraphModels.checkSize(archive, ForecastNetwork.graph(config, widths, targets));
    ForecastNetwork network = new ForecastNetwork(config, widths, targets, 0);
    (first ? renamed(archive) : archive).assignWeights(network);
    return new ForecastModel(
        pipeline,
        network,
        widths,
        stamp,
        reading.withStep(pipeline.inputs().calendar().frequency()));
  }

  /** How the training file was read; the oldest files of version 1 do not say. */
  private static TableReading reading(JsonFields pipeline, boolean first) {
    return first && !pipeline.has(READING)
        ? TableReading.NONE
        : TableReadingJson.read(pipeline.object(READING));
  }

  private static ModelArchive renamed(ModelArchive archive) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    archive
        .weights()
        .forEach((name, w) -> weights.put(NUMBER.matcher(name).replaceFirst("$1_$2."), w));
    return new ModelArchive(archive.model(), weights, archive.pipeline(), archive.training());
  }
}
