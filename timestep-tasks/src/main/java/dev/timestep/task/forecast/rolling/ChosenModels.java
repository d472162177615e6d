package dev.timestep.task.forecast.rolling;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.io.model.ModelFile;
import dev.timestep.task.forecast.BaselineMethod;
import dev.timestep.task.forecast.LookbackMethod;
import dev.timestep.task.forecast.interval.StepFactors;
import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.FittedSeriesFile;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.read.TableReadingJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Models of short series in model files: {@code model.json} holds the form and one fitted model for
 * each target, {@code pipeline.json} how the file was read, {@code training.json} the stamp. There
 * are no weights. Every field is checked when it is read.
 */
public final class ChosenModels {
  /** What {@code model.json} says the file is. */
  public static final String TYPE = "series";

  private static final int VERSION = 1;

  private static final RecordCodec<ChosenForm> FORM =
      RecordCodec.of(ChosenForm.class, RecordForm.JAVA);
  private static final RecordCodec<StepFactors> FACTORS =
      RecordCodec.of(StepFactors.class, RecordForm.JAVA);
  private static final RecordCodec<ChosenStamp> STAMP =
      RecordCodec.of(ChosenStamp.class, RecordForm.JAVA);

  private ChosenModels() {}

  /** Reads a model; a file that is truncated, corrupted, foreign or newer is refused, saying so. */
  public static ChosenModel load(Path file) {
    return ModelFile.load(file, ChosenModels::of);
  }

  /** What the file of a model holds. */
  static ModelArchive archive(ChosenModel model) {
    JsonObject json = new JsonObject();
    json.addProperty("type", TYPE);
    json.addProperty("version", VERSION);
    json.add("form", FORM.write(model.form()));
    JsonArray series = new JsonArray();
    for (ChosenSeries one : model.series()) {
      JsonObject own = new JsonObject();
      own.addProperty("label", one.label());
      own.add("fitted", FittedSeriesFile.write(one.fitted()));
      own.add("widths", FACTORS.write(one.factors()));
      series.add(own);
    }
    json.add("series", series);
    JsonObject pipeline = new JsonObject();
    pipeline.add("reading", TableReadingJson.write(model.reading()));
    return new ModelArchive(json, new LinkedHashMap<>(), pipeline, STAMP.write(model.stamp()));
  }

  /**
   * The model that an archive holds.
   *
   * @throws IllegalArgumentException when a field is missing, wrong or not known; the message names
   *     it
   */
  static ChosenModel of(ModelArchive archive) {
    JsonFields fields = archive.fields(TYPE, VERSION);
    fields.integer("version");
    ChosenForm form = FORM.read(fields.object("form"));
    List<ChosenSeries> series = new ArrayList<>();
    for (JsonFields own : fields.objects("series")) {
      series.add(
          new ChosenSeries(
              own.text("label"), fitted(own.object("fitted")), FACTORS.read(own.object("widths"))));
      own.end();
    }
    if (series.size() != form.targets().size()) {
      throw fields.refuse(
          "series",
          "one for each of the %d targets".formatted(form.targets().size()),
          series.size() + "");
    }
    fields.end();
    if (!archive.weights().isEmpty()) {
      throw fields.refuse("series", "a file without weights", archive.weights().keySet() + "");
    }
    JsonFields pipeline = JsonFields.of(archive.pipeline(), "pipeline.json");
    TableReading reading = TableReadingJson.read(pipeline.object("reading"));
    pipeline.end();
    ChosenStamp stamp = STAMP.read(JsonFields.of(archive.training(), "training.json"));
    return new ChosenModel(form, series, stamp, reading.withStep(form.frequency()));
  }

  /** A statistical model, a baseline or a linear map. */
  private static FittedSeries fitted(JsonFields fields) {
    String method = fields.text("method");
    JsonFields settings = fields.object("settings");
    Optional<FittedSeries> other =
        BaselineMethod.read(method, settings).or(() -> LookbackMethod.read(method, settings));
    if (other.isEmpty()) {
      return FittedSeriesFile.read(fields);
    }
    if (fields.integer("version") != FittedSeriesFile.VERSION) {
      throw fields.refuse(
          "version", FittedSeriesFile.VERSION + "", fields.json().get("version") + "");
    }
    fields.end();
    return other.get();
  }
}
