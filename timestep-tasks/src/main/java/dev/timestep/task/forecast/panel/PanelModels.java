package dev.timestep.task.forecast.panel;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import dev.timestep.io.model.GraphModels;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.io.model.ModelFile;
import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.forecast.ForecastInputWidths;
import dev.timestep.task.forecast.ForecastNetwork;
import dev.timestep.task.forecast.MixShares;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.panel.Categories;
import dev.timestep.task.table.panel.PanelColumns;
import dev.timestep.task.table.read.TableReadingJson;
import dev.timestep.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Models of many series in files: {@code model.json} holds the network's layers and what answers;
 * {@code pipeline.json} what is read, the units of each series and the intervals; {@code
 * training.json} the protocol stamp.
 */
public final class PanelModels {
  /** What {@code model.json} says the file is. */
  public static final String TYPE = "panel";

  private static final int VERSION = 1;
  private static final String RIDGE = "ridge.";

  private static final RecordCodec<RecurrentSettings> NETWORK =
      RecordCodec.of(RecurrentSettings.class, RecordForm.JAVA);
  private static final RecordCodec<ForecastInputWidths> WIDTHS =
      RecordCodec.of(ForecastInputWidths.class, RecordForm.JAVA);
  private static final RecordCodec<PanelSpec> SPEC =
      RecordCodec.of(PanelSpec.class, RecordForm.JAVA);
  private static final RecordCodec<PanelUnits> UNITS =
      RecordCodec.of(PanelUnits.class, RecordForm.JAVA);
  private static final RecordCodec<PanelQuantiles> QUANTILES =
      RecordCodec.of(PanelQuantiles.class, RecordForm.JAVA);
  private static final RecordCodec<Categories> CATEGORIES =
      RecordCodec.of(Categories.class, RecordForm.JAVA);
  private static final RecordCodec<PanelColumns> COLUMNS =
      RecordCodec.of(PanelColumns.class, RecordForm.JAVA);
  private static final RecordCodec<PanelStamp> STAMP =
      RecordCodec.of(PanelStamp.class, RecordForm.JAVA);

  /**
   * Sizes and settings of what was fitted.
   *
   * @param mix shares of the network
   * @param inputs of the regression that all steps share
   * @param own of the regression in each step
   */
  record Fitted(MixShares mix, int inputs, int own) {}

  private static final RecordCodec<Fitted> FITTED = RecordCodec.of(Fitted.class, RecordForm.JAVA);

  private PanelModels() {}

  /** Reads a model; a file that is truncated, corrupted, foreign or newer is refused, saying so. */
  public static PanelModel load(Path file) {
    return ModelFile.load(file, PanelModels::of);
  }

  /** What the file of a model holds. */
  static ModelArchive archive(PanelModel model) {
    PanelFit fit = model.fit();
    JsonObject json = new JsonObject();
    json.addProperty("type", TYPE);
    json.addProperty("version", VERSION);
    json.addProperty("kept", model.kept());
    json.add("network", NETWORK.write(fit.network().config()));
    json.add("widths", WIDTHS.write(model.widths()));
    json.add(
        "fitted",
        FITTED.write(
            new Fitted(fit.shares(), fit.ridge().shared().length, fit.ridge().own()[0].length)));
    JsonObject pipeline = new JsonObject();
    pipeline.add("spec", SPEC.write(model.spec()));
    pipeline.add("columns", COLUMNS.write(model.columns()));
    pipeline.add("categories", CATEGORIES.write(model.categories()));
    pipeline.add("units", UNITS.write(model.units()));
    pipeline.add("intervals", QUANTILES.write(model.quantiles()));
    pipeline.add("reading", TableReadingJson.write(model.reading()));
    ModelArchive network =
        ModelArchive.of(json, fit.network(), pipeline, STAMP.write(model.stamp()));
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>(network.weights());
    weights.put(RIDGE + "bias", matrix(fit.ridge().bias()));
    weights.put(RIDGE + "shared", matrix(fit.ridge().shared()));
    for (int h = 0; h < fit.ridge().own().length; h++) {
      weights.put(RIDGE + "own." + h, matrix(fit.ridge().own()[h]));
    }
    return new ModelArchive(network.model(), weights, network.pipeline(), network.training());
  }

  private static Tensor matrix(double[][] values) {
    Tensor tensor = Tensor.zeros(values.length, values[0].length);
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        tensor.data()[i * values[i].length + j] = (float) values[i][j];
      }
    }
    return tensor;
  }

  private static double[][] matrix(
      JsonFields fields, Map<String, Tensor> tensors, String name, int rows, int columns) {
    Tensor tensor = tensors.get(RIDGE + name);
    if (tensor == null
        || tensor.shape().rank() != 2
        || tensor.shape().dim(0) != rows
        || tensor.shape().dim(1) != columns) {
      throw fields.refuse(
          "fitted",
          "weights " + RIDGE + name + " of " + rows + " by " + columns,
          tensor == null ? "none" : tensor.shape() + "");
    }
    double[][] values = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        values[i][j] = tensor.data()[i * columns + j];
      }
    }
    return values;
  }

  /**
   * The model that an archive holds.
   *
   * @throws IllegalArgumentException when a field is missing, wrong or not known; the message names
   *     it
   */
  static PanelModel of(ModelArchive archive) {
    JsonFields fields = archive.fields(TYPE, VERSION);
    fields.integer("version");
    String kept = fields.text("kept");
    JsonFields settings = fields.object("network");
    RecurrentSettings config = NETWORK.read(settings);
    ForecastInputWidths widths = WIDTHS.read(fields.object("widths"));
    Fitted fitted = FITTED.read(fields.object("fitted"));
    JsonFields pipeline = JsonFields.of(archive.pipeline(), "pipeline.json");
    PanelSpec spec = SPEC.read(pipeline.object("spec"));
    PanelColumns columns = COLUMNS.read(pipeline.object("columns"));
    Categories categories = CATEGORIES.read(pipeline.object("categories"));
    PanelUnits units = UNITS.read(pipeline.object("units"));
    PanelQuantiles quantiles = QUANTILES.read(pipeline.object("intervals"));
    TableReading reading = TableReadingJson.read(pipeline.object("reading"));
    pipeline.end();
    PanelStamp stamp = STAMP.read(JsonFields.of(archive.training(), "training.json"));
    int horizon = spec.inputs().horizon();
    int targets = spec.inputs().targets().size();
    requireSizes(fields, spec, fitted, widths, quantiles);
    SequencedMap<String, Tensor> own = new LinkedHashMap<>();
    SequencedMap<String, Tensor> ridge = new LinkedHashMap<>();
    archive
        .weights()
        .forEach((name, tensor) -> (name.startsWith(RIDGE) ? ridge : own).put(name, tensor));
    if (config.layers() > own.size()) {
      throw settings.refuse("layers", "no more layers than weights", "" + config.layers());
    }
    ModelArchive network =
        new ModelArchive(archive.model(), own, archive.pipeline(), archive.training());
    GraphModels.checkSize(network, ForecastNetwork.graph(config, widths, targets));
    ForecastNetwork weights = new ForecastNetwork(config, widths, targets, 0);
    network.assignWeights(weights);
    double[][][] steps = new double[horizon][][];
    for (int h = 0; h < horizon; h++) {
      steps[h] = matrix(fields, ridge, "own." + h, fitted.own(), targets);
    }
    if (ridge.size() != horizon + 2) {
      throw fields.refuse(
          "fitted", (horizon + 2) + " weights of the regression", ridge.size() + "");
    }
    PooledRidge regression =
        new PooledRidge(
            matrix(fields, ridge, "bias", horizon, targets),
            matrix(fields, ridge, "shared", fitted.inputs(), horizon * targets),
            steps);
    fields.end();
    return new PanelModel(
        spec,
        kept,
        new PanelFit(weights, regression, fitted.mix()),
        quantiles,
        units,
        categories,
        columns,
        widths,
        stamp,
        reading.withStep(spec.inputs().calendar().frequency()));
  }

  private static void requireSizes(
      JsonFields fields,
      PanelSpec spec,
      Fitted fitted,
      ForecastInputWidths widths,
      PanelQuantiles quantiles) {
    int horizon = spec.inputs().horizon();
    int targets = spec.inputs().targets().size();
    if (!fitted.mix().covers(targets, horizon)) {
      throw fields.refuse(
          "mix",
          "%d shares for each of %d targets".formatted(horizon, targets),
          Arrays.deepToString(fitted.mix().byStep()));
    }
    if (fitted.inputs() != widths.past() * spec.inputs().encoderSteps()
        || fitted.own() != widths.future()) {
      throw fields.refuse(
          "fitted",
          "the inputs of the network, %d and %d"
              .formatted(widths.past() * spec.inputs().encoderSteps(), widths.future()),
          fitted.inputs() + " and " + fitted.own());
    }
    boolean levels = quantiles.offsets().length == targets;
    for (double[][] one : quantiles.offsets()) {
      levels &= one.length == quantiles.asked().all().length;
      for (double[] steps : one) {
        levels &= steps.length == horizon;
      }
    }
    if (!levels) {
      throw fields.refuse(
          "intervals",
          "intervals of %d targets and %d steps".formatted(targets, horizon),
          "others");
    }
  }
}
