package dev.timestep.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import dev.timestep.io.json.Json;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.model.ModelFileException.Problem;
import dev.timestep.io.safetensors.Safetensors;
import dev.timestep.io.safetensors.TensorFile;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layer;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.Session;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequentialModelsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("model.timestep");
  }

  @Test
  void aLoadedModelPredictsTheSameBits() {
    Set<Class<?>> seen = new HashSet<>();
    Engine engine = Engine.withThreads(1);
    for (long seed = 1; seed <= 300; seed++) {
      var random = new RandomModels(seed);
      Sequential model = random.model();
      JsonObject pipeline = new JsonObject();
      pipeline.addProperty("mean", 1 / 3.0);
      JsonObject training = new JsonObject();
      training.addProperty("seed", Long.MIN_VALUE + seed);
      SequentialModels.save(file, model, pipeline, training);
      SequentialModels.Loaded loaded = SequentialModels.load(file);

      assertThat(loaded.model().configs()).isEqualTo(model.configs());
      assertThat(loaded.pipeline()).isEqualTo(pipeline);
      assertThat(loaded.training()).isEqualTo(training);
      model
          .parameters()
          .forEach(
              (name, p) ->
                  assertThat(loaded.model().parameters().get(name).frozen()).isEqualTo(p.frozen()));
      Tensor input = random.input(model);
      Lengths lengths = seed % 2 == 0 ? null : random.lengths(input);
      assertThat(loaded.model().predict(engine, input, lengths))
          .as("seed " + seed)
          .isEqualTo(model.predict(engine, input, lengths));
      model.configs().forEach(config -> Kinds.add(config, seen));
    }
    assertThat(seen).containsAll(ConfigRegistry.standard().records().toList());
  }

  /** Each layer, alone, with the last output only and with all. */
  @Test
  void configsComeBackEqual() {
    ConfigRegistry registry = ConfigRegistry.standard();
    for (long seed = 1; seed <= 200; seed++) {
      var random = new RandomModels(seed);
      LayerConfig layer = seed % 7 == 0 ? random.embedding() : random.layer(RandomModels.FEATURES);
      if (layer instanceof RecurrentConfig r && seed % 2 == 0) {
        layer = new RecurrentConfig(r.cell(), r.layers(), false, r.reverse(), r.dropout());
      }
      JsonObject json = Json.parseObject(Json.write(registry.toJson(layer), "layer"), "layer");
      assertThat(registry.layer(JsonFields.of(json, "layer"))).isEqualTo(layer);
    }
  }

  @Test
  void aStreamGoesOnFromAFileInALoadedModel() {
    Sequential model = Sequential.of(3, 1, Layers.lstm(4).layers(2), Layers.dense(2));
    Session session = Session.of(model);
    session.step(new float[] {1, -1, 0.5f});
    SequentialModels.save(file, model);
    Path state = folder.resolve("stream.safetensors");
    Safetensors.write(state, TensorFile.of(session.state()));

    Session other = Session.of(SequentialModels.load(file).model());
    other.restore(Safetensors.read(state).tensors());
    float[] next = {0, 2, -0.25f};
    assertThat(other.step(next)).isEqualTo(session.step(next));
  }

  // ---------------------------------------------------------------- custom layers

  private record Doubling(int times) implements LayerConfig {
    @Override
    public String kind() {
      return "doubling";
    }

    @Override
    public int outputFeatures(int features) {
      return features;
    }

    @Override
    public Layer build(int features, RandomGenerator random) {
      return new dev.timestep.nn.LayerNorm(features);
    }

    static ConfigCodec<Doubling> codec() {
      return ConfigCodec.of("doubling", Doubling.class);
    }
  }

  @Test
  void aLayerOfOnesOwnIsSavedOnceItIsRegistered() {
    Sequential model = Sequential.of(2, 1, new Doubling(3), Layers.dense(1));
    assertThatThrownBy(() -> SequentialModels.save(file, model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Register it: ConfigRegistry.standard().withLayer(");
    assertThat(file).doesNotExist();

    ConfigRegistry own = ConfigRegistry.standard().withLayer(Doubling.codec());
    SequentialModels.save(file, model, new JsonObject(), new JsonObject(), own);
    assertThat(SequentialModels.load(file, own).model().configs()).isEqualTo(model.configs());

    ModelFileException e =
        catchThrowableOfType(ModelFileException.class, () -> SequentialModels.load(file));
    assertThat(e.problem()).isEqualTo(Problem.UNKNOWN_TYPE);
    assertThat(e)
        .hasMessageStartingWith(
            file
                + " has at model.json.layers[0] a layer of the type \"doubling\"; known are"
                + " [recurrent, bidirectional, dense, ");
    assertThatThrownBy(() -> own.withLayer(Doubling.codec()))
        .hasMessageContaining("has doubling for " + Doubling.class.getName() + " already");
  }

  // ---------------------------------------------------------------- architectures that do not hold

  private Problem problem(String from, String to) {
    Sequential model = Sequential.of(2, 1, Layers.gru(3), Layers.dense(1));
    SequentialModels.save(file, model);
    ModelArchive archive = ModelFile.read(file);
    String text = Json.compact(archive.model());
    assertThat(text).contains(from);
    JsonObject changed = Json.parseObject(text.replace(from, to), "model.json");
    ModelFile.write(
        file, new ModelArchive(changed, archive.weights(), archive.pipeline(), archive.training()));
    ModelFileException e =
        catchThrowableOfType(ModelFileException.class, () -> SequentialModels.load(file));
    assertThat(e).as(to).isNotNull();
    assertThat(e).hasMessageStartingWith(file.toString());
    return e.problem();
  }

  @Test
  void anArchitectureThatDoesNotHoldIsRefused() {
    assertThat(problem("\"gru\"", "\"java.lang.Runtime\"")).isEqualTo(Problem.UNKNOWN_TYPE);
    assertThat(problem("\"dense\"", "\"conv\"")).isEqualTo(Problem.UNKNOWN_TYPE);
    assertThat(problem("\"sequential\"", "\"graph\"")).isEqualTo(Problem.FOREIGN);
    assertThat(problem("\"version\":1", "\"version\":2")).isEqualTo(Problem.NEWER);
    assertThat(problem("\"units\":1", "\"units\":0")).isEqualTo(Problem.INVALID);
    assertThat(problem("\"units\":1", "\"units\":1.5")).isEqualTo(Problem.INVALID);
    assertThat(problem("\"units\":1", "\"units\":\"1\"")).isEqualTo(Problem.INVALID);
    assertThat(problem("\"reset_after\"", "\"reset_never\"")).isEqualTo(Problem.INVALID);
    assertThat(problem("\"reverse\":false", "\"reversed\":false")).isEqualTo(Problem.INVALID);
    assertThat(problem("\"bias\":true", "\"bias\":true,\"peephole\":true"))
        .isEqualTo(Problem.INVALID);
    assertThat(problem("\"dropout\":0.0", "\"dropout\":1")).isEqualTo(Problem.INVALID);
    assertThat(problem("\"frozen\":[]", "\"frozen\":[\"9.x\"]")).isEqualTo(Problem.INVALID);
    assertThat(problem("\"features\":2", "\"features\":3")).isEqualTo(Problem.MISFIT);
    assertThat(problem("\"units\":3", "\"units\":4")).isEqualTo(Problem.MISFIT);
  }

  @Test
  void anArchitectureFarLargerThanItsWeightsTakesNoMemory() {
    assertThat(problem("\"units\":3", "\"units\":30000")).isEqualTo(Problem.MISFIT);
    assertThat(problem("\"units\":1", "\"units\":2000000000")).isEqualTo(Problem.MISFIT);
    assertThat(problem("\"layers\":1", "\"layers\":2000000000")).isEqualTo(Problem.MISFIT);
  }

  @Test
  void aCellOfOnesOwnIsRegisteredOnceToo() {
    ConfigCodec<GruConfig> second =
        new ConfigCodec<>(
            "gru2", GruConfig.class, (c, json, all) -> {}, (fields, all) -> GruConfig.of(1));
    assertThatThrownBy(() -> ConfigRegistry.standard().withCell(second))
        .isInstanceOf(IllegalArgumentException.class);
    CellConfig lstm = LstmConfig.of(2);
    JsonObject json = ConfigRegistry.standard().toJson(lstm);
    assertThat(json.get("type").getAsString()).isEqualTo("lstm");
    assertThat(ConfigRegistry.standard().cell(JsonFields.of(json, "cell"))).isEqualTo(lstm);
  }

  @Test
  void weightsOfAnotherModelAreRefusedByName() {
    SequentialModels.save(file, Sequential.of(2, 1, Layers.dense(2)));
    ModelArchive archive = ModelFile.read(file);
    var weights = new LinkedHashMap<>(archive.weights());
    weights.put("1.dense.kernel", Tensor.zeros(2, 2));
    ModelFile.write(
        file, new ModelArchive(archive.model(), weights, archive.pipeline(), archive.training()));
    assertThatThrownBy(() -> SequentialModels.load(file))
        .hasMessage(
            file
                + " has weights that do not fit its architecture; not expected are"
                + " [1.dense.kernel]. Train the model again.");
  }
}
