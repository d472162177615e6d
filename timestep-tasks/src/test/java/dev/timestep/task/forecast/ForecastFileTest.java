package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.timestep.io.json.Json;
import dev.timestep.io.json.JsonFormatException;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.io.model.ModelFile;
import dev.timestep.io.model.ModelFileException;
import dev.timestep.task.CellKind;
import dev.timestep.task.FileDamages;
import dev.timestep.task.TaskListener;
import dev.timestep.task.table.TimeTable;
import dev.timestep.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a field of a forecasting model is refused by the field's name. */
class ForecastFileTest {
  private static final List<String> ENTRIES =
      List.of("model.json", "pipeline.json", "training.json");

  /** What may be said or not: a model that is new has no earlier one; a reader looks for itself. */
  private static final Set<String> MAY_BE_MISSING =
      Set.of(
          "training.json.from",
          "pipeline.json.reading.asked.frequency",
          "pipeline.json.reading.found.decimal",
          "pipeline.json.reading.found.time");

  @TempDir static Path folder;
  private static TimeTable table;
  private static ForecastModel model;
  private static ModelArchive archive;

  @BeforeAll
  static void train() {
    table =
        SmallForecasts.daily(folder, SmallForecasts.weekly(150, 1), SmallForecasts.weekly(150, 2));
    // A ridge regression is kept, so that its fields are in the file.
    ForecastOptions options =
        SmallForecasts.Ask.of("a", "b").rows(3, 14, 7).network(CellKind.LSTM, 2).options();
    model = ForecastTraining.run(table, options.keeping("ridge"), TaskListener.NONE).model();
    ModelArchive written = ForecastModels.archive(model);
    JsonObject training = written.training();
    training.addProperty("from", "0123");
    archive = new ModelArchive(written.model(), written.weights(), written.pipeline(), training);
  }

  // ---------------------------------------------------------------- the file itself

  @Test
  void aModelComesBackWithEveryNumber() {
    Path file = folder.resolve("model.timestep");
    ForecastModels.save(model, file);
    ForecastModel loaded = ForecastModels.load(file);
    assertThat(loaded.stamp()).isEqualTo(model.stamp());
    assertThat(loaded.network()).isEqualTo(model.network());
    assertThat(loaded.widths()).isEqualTo(model.widths());
    assertThat(loaded.reading())
        .isEqualTo(model.reading().withStep(model.pipeline().inputs().calendar().frequency()));
    assertThat(loaded.pipeline().inputs()).isEqualTo(model.pipeline().inputs());
    assertThat(loaded.pipeline().scale()).isEqualTo(model.pipeline().scale());
    assertThat(loaded.pipeline().spread()).isEqualTo(model.pipeline().spread());
    assertThat(loaded.predict(table).values()).isDeepEqualTo(model.predict(table).values());
    assertThat(archive.model().get("version").getAsInt()).isEqualTo(7);
    assertThat(archive.weights())
        .containsKeys("encoder_1.kernel", "near_1.kernel", "head.bias", "skip.kernel", "mix.0")
        .doesNotContainKey("baseline.0");
  }

  @Test
  void aFileSavedAgainIsTheSameFile() throws Exception {
    Path one = folder.resolve("one.timestep");
    Path other = folder.resolve("other.timestep");
    ForecastModels.save(model, one);
    ForecastModels.save(ForecastModels.load(one), other);
    assertThat(Files.readAllBytes(other)).isEqualTo(Files.readAllBytes(one));
  }

  /** A model from before a baseline could be kept answers by its network. */
  @Test
  void aModelOfVersion2AnswersByItsNetwork() {
    JsonObject json = archive.model().deepCopy();
    json.addProperty("version", 2);
    json.remove("kept");
    json.remove("mix");
    JsonObject training = archive.training().deepCopy();
    training.remove("from");
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>(archive.weights());
    weights.keySet().removeIf(name -> name.startsWith(MixFile.PREFIX));
    ForecastModel old =
        ForecastModels.of(new ModelArchive(json, weights, archive.pipeline(), training));
    assertThat(old.kept()).isEqualTo("network");
    assertThat(old.stamp().run().from()).isEmpty();
    assertThat(old.predict(table).values()).isNotEqualTo(model.predict(table).values());
  }

  /** Before calendar products every mix held the plain regression. */
  @Test
  void aModelOfVersion4IsReadAsItWas() {
    JsonObject json = archive.model().deepCopy();
    json.addProperty("version", 4);
    json.getAsJsonObject("mix").remove("kind");
    json.getAsJsonObject("mix").getAsJsonObject("ridge").remove("effectPenalty");
    ForecastModel old =
        ForecastModels.of(
            new ModelArchive(json, archive.weights(), archive.pipeline(), archive.training()));
    assertThat(old.predict(table).values()).isDeepEqualTo(model.predict(table).values());
  }

  /** A model of version 1 that is saved now is of version 7, and forecasts what it did. */
  @Test
  void version1IsSavedAsVersion7() throws Exception {
    Path file = folder.resolve("newer.timestep");
    ForecastModel old =
        ForecastModels.load(ReleasedForecastTest.released("forecast-1/weather-lstm.timestep"));
    ForecastModels.save(old, file);
    ModelArchive newer = ModelFile.read(file);
    assertThat(newer.model().get("version").getAsInt()).isEqualTo(7);
    assertThat(newer.model().has("mix")).isFalse();
    assertThat(newer.weights().keySet())
        .contains("decoder_0.kernel")
        .noneMatch(name -> name.contains("decoder.0"));
    assertThat(ForecastModels.load(file).stamp()).isEqualTo(old.stamp());
  }

  @Test
  void aFileOfANewerVersionIsRefused() {
    JsonObject json = archive.model().deepCopy();
    json.addProperty("version", 8);
    assertThatThrownBy(() -> load(json, archive.pipeline(), archive.training()))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("version 8; this one reads up to 7");
  }

  // ---------------------------------------------------------------- damage

  @Test
  void everyDamagedFieldIsRefusedByName() {
    FileDamages damages = FileDamages.of(archive, MAY_BE_MISSING);
    assertThat(damages.fields())
        .contains(
            "model.json.network.hidden",
            "model.json.widths.past",
            "model.json.kept",
            "model.json.widths.near",
            "model.json.mix.shares",
            "model.json.mix.ridge.lags",
            "pipeline.json.inputs.near.periods",
            "pipeline.json.inputs.calendar.frequency.unit",
            "pipeline.json.inputs.slots",
            "pipeline.json.scale",
            "pipeline.json.reading.found",
            "training.json.options.dropout",
            "training.json.training.loss",
            "training.json.seed")
        .hasSizeGreaterThan(60);
    assertThat(damages.count()).isGreaterThan(300);
    assertThat(damages.notRefused(ForecastModels::of))
        .as("damages that are not refused by the name of their field")
        .isEmpty();
  }

  private static JsonObject[] entries() {
    return new JsonObject[] {
      archive.model().deepCopy(), archive.pipeline().deepCopy(), archive.training().deepCopy()
    };
  }

  private static ForecastModel load(JsonObject model, JsonObject pipeline, JsonObject training) {
    return ForecastModels.of(new ModelArchive(model, archive.weights(), pipeline, training));
  }

  // ---------------------------------------------------------------- values that cannot be

  @Test
  void valuesThatCannotBeAreRefusedByPlace() {
    refused("model.json.network", "hidden", 0);
    refused("model.json.network", "dropout", 1.5);
    refused("model.json.network", "layers", Integer.MAX_VALUE);
    refused("model.json.widths", "past", 0);
    refused("pipeline.json.inputs", "horizon", 0);
    refused("pipeline.json.inputs", "season", 0);
    refused("pipeline.json.inputs", "segment", 0);
    refused("pipeline.json.inputs", "encoderRows", 1000);
    refused("pipeline.json.inputs.near", "rows", -1);
    refused("pipeline.json.inputs", "levelRows", 0);
    refused("pipeline.json.inputs.calendar.frequency", "step", 0);
    refused("training.json.training", "batch", 0);
    JsonObject[] mixed = entries();
    mixed[0].getAsJsonObject("mix").getAsJsonArray("shares").get(1).getAsJsonArray().remove(2);
    assertThatThrownBy(() -> load(mixed[0], mixed[1], mixed[2]))
        .hasMessageContaining("model.json.mix.shares")
        .hasMessageContaining("shares from 0 to 1, 3 for each of 2 targets");
    JsonObject[] e = entries();
    e[1].getAsJsonArray("scale").remove(1);
    assertThatThrownBy(() -> load(e[0], e[1], e[2]))
        .hasMessageContaining(
            "pipeline.json cannot be used: A forecast of 2 columns expects a"
                + " scale above 0 for each; received [");
  }

  private static void refused(String place, String name, Number value) {
    JsonObject[] e = entries();
    String[] path = place.split("\\.");
    JsonObject parent = e[ENTRIES.indexOf(path[0] + ".json")];
    for (int at = 2; at < path.length; at++) {
      parent = parent.getAsJsonObject(path[at]);
    }
    parent.addProperty(name, value);
    assertThatThrownBy(() -> load(e[0], e[1], e[2]))
        .as(place + "." + name + " " + value)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(place)
        .hasMessageContaining(value + "");
  }

  @Test
  void aNumberThatIsNoneIsNotWritten() {
    JsonObject json = archive.training().deepCopy();
    json.addProperty("mae", Double.NaN);
    assertThatThrownBy(() -> Json.bytes(json, "training.json"))
        .isInstanceOf(JsonFormatException.class)
        .hasMessageContaining("training.json.mae");
  }
}
