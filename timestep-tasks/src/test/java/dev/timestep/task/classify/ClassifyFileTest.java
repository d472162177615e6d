package dev.timestep.task.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.io.model.ModelFile;
import dev.timestep.kernel.Engine;
import dev.timestep.task.FileDamages;
import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.classify.opponent.FittedOpponent;
import dev.timestep.task.sequence.SequenceOptions;
import dev.timestep.task.sequence.SequenceReader;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a field or a weight of a classifier's file is refused by its name. */
class ClassifyFileTest {
  /** What may be said or not: a reader looks for itself, and a new model has no earlier one. */
  private static final Set<String> MAY_BE_MISSING =
      Set.of(
          "pipeline.json.reading.label",
          "pipeline.json.reading.id",
          "pipeline.json.reading.time",
          "pipeline.json.reading.table.found.decimal",
          "pipeline.json.reading.table.found.time",
          "training.json.test",
          "training.json.from",
          "training.json.settings.network");

  @TempDir static Path folder;
  private static SequenceSet cases;
  private static ClassifyModel model;
  private static ModelArchive archive;

  @BeforeAll
  static void train() throws Exception {
    Path data = write("train.csv", 1);
    ClassifyOptions options =
        ClassifyOptions.defaults()
            .withRead(
                SequenceOptions.defaults()
                    .withLabel("label")
                    .withId("id")
                    .withTime("time")
                    .withStatics(List.of("weight")))
            .withTest(write("test.csv", 2))
            .withSettings(
                ClassifySettings.of(1, 1)
                    .with(ClassifyNetwork.CONVOLUTION)
                    .withEpochs(2)
                    .withFolds(2));
    ClassifyRun run = new ClassifyTask().train(Source.of(data), options, TaskListener.NONE);
    model = run.model();
    cases = SequenceReader.read(Source.of(data), options.read());
    ModelArchive written = model.archive();
    JsonObject training = written.training();
    training.addProperty("from", "0123");
    archive = new ModelArchive(oneOf(written), first(written), written.pipeline(), training);
  }

  /** A file of the first network alone: all are read in the same way, and one is read sooner. */
  private static JsonObject oneOf(ModelArchive written) {
    JsonObject json = written.model().deepCopy();
    json.addProperty("networks", 1);
    return json;
  }

  private static SequencedMap<String, Tensor> first(ModelArchive written) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>(written.weights());
    weights
        .keySet()
        .removeIf(name -> name.startsWith("network.") && !name.startsWith("network.0."));
    return weights;
  }

  /** Sequences that rise or fall, a step a row, with a gap and a number of their own. */
  private static Path write(String name, long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder("id,time,x,y,weight,label\n");
    for (int at = 0; at < 12; at++) {
      int steps = 5 + random.nextInt(4);
      for (int t = 0; t < steps; t++) {
        double x = (at % 2 == 0 ? 1 : -1) * t + 0.3 * random.nextGaussian();
        text.append("c%d,%d,%.3f,".formatted(at, t, x))
            .append(t == 2 ? "" : "%.3f".formatted(random.nextGaussian()))
            .append(",%d.5,%s%n".formatted(at, at % 2 == 0 ? "up" : "down"));
      }
    }
    return Files.writeString(folder.resolve(name), text);
  }

  // ---------------------------------------------------------------- the file itself

  @Test
  void aModelComesBackWithEveryBit() throws Exception {
    Path one = folder.resolve("one.timestep");
    Path other = folder.resolve("other.timestep");
    model.save(one);
    ClassifyModel loaded = ClassifyModels.of(ModelFile.read(one));
    assertThat(loaded.stamp()).isEqualTo(model.stamp());
    assertThat(loaded.reading()).isEqualTo(model.reading());
    assertThat(loaded.network().inputs()).isEqualTo(model.network().inputs());
    assertThat(loaded.probabilities(cases.cases(), Engine.standard()))
        .isDeepEqualTo(model.probabilities(cases.cases(), Engine.standard()));
    for (int at = 0; at < model.opponents().size(); at++) {
      FittedOpponent mine = model.opponents().get(at);
      assertThat(loaded.opponents().get(at).probabilities(cases.cases(), Engine.standard()))
          .as(mine.id())
          .isDeepEqualTo(mine.probabilities(cases.cases(), Engine.standard()));
    }
    loaded.save(other);
    assertThat(Files.readAllBytes(other)).isEqualTo(Files.readAllBytes(one));
  }

  // ---------------------------------------------------------------- damage

  @Test
  void everyDamagedFieldIsRefusedByName() {
    FileDamages damages = FileDamages.of(archive, MAY_BE_MISSING);
    assertThat(damages.fields())
        .contains(
            "model.json.kept",
            "model.json.classes",
            "model.json.network.layers",
            "pipeline.json.inputs.channels[0].deviation",
            "pipeline.json.calibration.temperature",
            "pipeline.json.reading.form",
            "pipeline.json.reading.table.found",
            "pipeline.json.opponents[4].settings.sharpness",
            "training.json.settings.recurrent.hidden",
            "training.json.candidates[0].errors",
            "training.json.verdict")
        .hasSizeGreaterThan(60);
    assertThat(damages.count()).isGreaterThan(400);
    assertThat(damages.notRefused(ClassifyModels::of))
        .as("damages that are not refused by the name of their field")
        .isEmpty();
  }

  // ---------------------------------------------------------------- values that cannot be

  @Test
  void valuesThatCannotBeAreRefusedByPlace() {
    refused("model.json", "networks", at -> at.addProperty("networks", 0));
    refused("model.json", "networks", at -> at.addProperty("networks", -1));
    refused("model.json", "networks", at -> at.addProperty("networks", 100_000));
    refused("model.json", "kept", at -> at.addProperty("kept", "tree"));
    refused("model.json", "classes", at -> at.getAsJsonArray("classes").remove(0));
    refused("model.json", "classes", at -> at.getAsJsonArray("classes").add("third"));
    refused("model.json", "classes", at -> twice(at.getAsJsonArray("classes")));
    refused("model.json", "version", at -> at.addProperty("version", 99));
    refused("pipeline.json.calibration", "temperature", at -> at.addProperty("temperature", 0));
    refused("pipeline.json.calibration", "temperature", at -> at.addProperty("temperature", -2));
    // The features are named, which tells which channel is missing or there twice.
    refused("pipeline.json.inputs", "features [weight]", at -> at.add("channels", new JsonArray()));
    refused("pipeline.json.inputs", "[x, y, x,", at -> twice(at.getAsJsonArray("channels")));
    refused("pipeline.json.inputs.channels", "deviation", at -> at.addProperty("deviation", 0));
    refused("pipeline.json.inputs.channels", "deviation", at -> at.addProperty("deviation", -1));
    refused("pipeline.json.reading", "channels", at -> twice(at.getAsJsonArray("channels")));
    refused("pipeline.json.reading", "form", at -> at.addProperty("form", "tall"));
    refused("pipeline.json", "opponent.", at -> at.getAsJsonArray("opponents").remove(1));
    refused("pipeline.json", "opponents", at -> twice(at.getAsJsonArray("opponents")));
    refused("training.json.settings", "hidden", at -> at.addProperty("hidden", 0));
    refused("training.json.settings", "dropout", at -> at.addProperty("dropout", 1.5));
    refused("training.json.settings", "batch", at -> at.addProperty("batch", -3));
    refused("training.json", "trainCases", at -> at.addProperty("trainCases", -1));
    refused("training.json", "testErrors", at -> at.addProperty("testErrors", -1));
    refused("training.json", "testErrors", at -> at.addProperty("testErrors", 1000));
    refused("training.json.candidates", "crossEntropy", at -> at.addProperty("crossEntropy", -1));
    refused("training.json", "seconds", at -> at.addProperty("seconds", -1));
  }

  private static void twice(JsonArray array) {
    array.add(array.get(0).deepCopy());
  }

  /** The object of a place, the first of an array; its refusal names {@code field}. */
  private static void refused(String place, String field, Consumer<JsonObject> change) {
    JsonObject[] entries = {
      archive.model().deepCopy(), archive.pipeline().deepCopy(), archive.training().deepCopy()
    };
    String[] path = place.split("\\.");
    JsonElement at = entries[List.of("model", "pipeline", "training").indexOf(path[0])];
    for (int name = 2; name < path.length; name++) {
      at = at.getAsJsonObject().get(path[name]);
      at = at instanceof JsonArray array ? array.get(0) : at;
    }
    change.accept(at.getAsJsonObject());
    ModelArchive damaged = new ModelArchive(entries[0], archive.weights(), entries[1], entries[2]);
    assertThatThrownBy(() -> ClassifyModels.of(damaged))
        .as("%s.%s", place, field)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(field);
  }

  // ---------------------------------------------------------------- weights

  @Test
  void everyDamagedWeightIsRefusedByName() {
    assertThat(archive.weights()).hasSizeGreaterThan(30);
    for (String name : archive.weights().keySet()) {
      String own = name.substring(name.lastIndexOf('.') + 1);
      refusedWeight(name, own, weights -> weights.remove(name));
      refusedWeight(name, own, weights -> weights.put(name, Tensor.zeros(1, 2, 3, 4)));
      refusedWeight(name, own, weights -> weights.put(name, notFinite(weights.get(name))));
    }
    refusedWeight("more", "more", weights -> weights.put("network.0.more", Tensor.zeros(1)));
    refusedWeight("more", "more", weights -> weights.put("opponent.dtw.more", Tensor.zeros(1)));
    refusedWeight("more", "more", weights -> weights.put("more", Tensor.zeros(1)));
    refusedWeight("more", "network.9", weights -> weights.put("network.9.x", Tensor.zeros(1)));
  }

  private static Tensor notFinite(Tensor whole) {
    Tensor damaged = whole.copy();
    damaged.data()[damaged.data().length - 1] = Float.NaN;
    return damaged;
  }

  private static void refusedWeight(
      String what, String named, Consumer<SequencedMap<String, Tensor>> change) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>(archive.weights());
    change.accept(weights);
    ModelArchive damaged =
        new ModelArchive(archive.model(), weights, archive.pipeline(), archive.training());
    assertThatThrownBy(() -> ClassifyModels.of(damaged))
        .as(what)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }
}
