package dev.timestep.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.timestep.autograd.Activation;
import dev.timestep.io.json.Json;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.AttentionPoolingConfig;
import dev.timestep.nn.EmbeddingConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.graph.Graph;
import dev.timestep.nn.graph.GraphInput;
import dev.timestep.nn.graph.GraphNode;
import dev.timestep.nn.graph.Join;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphModelsTest {
  @TempDir Path folder;
  private final Random random = new Random(3);

  private static Graph graph() {
    return Graph.builder()
        .tokens("text")
        .tokens("title")
        .sequence("numbers", 3)
        .values("image", 16)
        .layer("words", Layers.embedding(7, 4).padding(0), "text")
        .shared("title_words", "words", "title")
        .layer("reading", Layers.gru(5), "words")
        .layer("naming", Layers.averageOverTime(), "title_words")
        .layer("steps", Layers.conv1d(4, 2).causal().activation(Activation.RELU), "numbers")
        .layer("normal", Layers.batchNorm(), "steps")
        .layer("trend", Layers.maxOverTime(), "normal")
        .layer("edges", Layers.conv2d(4, 4, 2, 3), "image")
        .concat("all", "reading", "naming", "trend", "edges")
        .layer("left", Layers.dense(4), "all")
        .layer("right", Layers.dense(4), "all")
        .join("both", Join.MAXIMUM, "left", "right")
        .tiedWithBias("next", "words", "both")
        .output("next", "all")
        .build(5);
  }

  private Map<String, Tensor> inputs() {
    return Map.of(
        "text", Tensor.of(new float[] {1, 2, 0, 6, 5, 4}, 2, 3),
        "title", Tensor.of(new float[] {3, 2, 1, 1}, 2, 2),
        "numbers", Init.uniform(1, random, 2, 5, 3),
        "image", Init.uniform(1, random, 2, 16));
  }

  @Test
  void aLoadedGraphPredictsTheSameBits() {
    Graph graph = graph();
    graph.parameters().values().forEach(p -> p.assign(shifted(p.value())));
    graph.parameters().get("words.table").freeze(true);
    Path file = folder.resolve("graph.timestep");
    JsonObject training = new JsonObject();
    training.addProperty("seed", 5);
    GraphModels.save(file, graph, new JsonObject(), training, ConfigRegistry.standard());
    GraphModels.Loaded loaded = GraphModels.load(file);

    assertThat(loaded.training()).isEqualTo(training);
    assertThat(loaded.model().config()).isEqualTo(graph.config());
    assertThat(loaded.model().parameters().keySet())
        .containsExactlyElementsOf(graph.parameters().keySet());
    assertThat(loaded.model().parameters().get("words.table").frozen()).isTrue();
    assertThat(loaded.model().parameters().get("left.kernel").frozen()).isFalse();
    Engine engine = Engine.withThreads(1);
    Map<String, Tensor> inputs = inputs();
    Map<String, Lengths> lengths = Map.of("numbers", Lengths.of(5, 2));
    assertThat(loaded.model().predict(engine, inputs, lengths))
        .isEqualTo(graph.predict(engine, inputs, lengths));
  }

  @Test
  void randomGraphsComeBackToTheSameBits() {
    Set<Class<?>> seen = new HashSet<>();
    Engine engine = Engine.withThreads(1);
    for (long seed = 1; seed <= 150; seed++) {
      var models = new RandomModels(seed);
      Graph graph = models.graph();
      Path file = folder.resolve("graph.timestep");
      GraphModels.save(file, graph);
      Graph loaded = GraphModels.load(file).model();
      assertThat(loaded.config()).as("seed " + seed).isEqualTo(graph.config());
      Map<String, Tensor> inputs = models.inputs(graph);
      Map<String, Lengths> lengths = new HashMap<>();
      for (GraphInput input : graph.config().inputs()) {
        if (input.form() != GraphInput.Form.VALUES && seed % 2 == 0) {
          lengths.put(input.name(), models.lengths(inputs.get(input.name())));
        }
      }
      assertThat(loaded.predict(engine, inputs, lengths))
          .as("seed " + seed)
          .isEqualTo(graph.predict(engine, inputs, lengths));
      Kinds.add(graph.config(), seen);
    }
    assertThat(seen)
        .contains(
            GraphNode.Start.class,
            GraphNode.Tie.class,
            EmbeddingConfig.class,
            AttentionPoolingConfig.class);
  }

  private Tensor shifted(Tensor value) {
    Tensor shifted = Init.uniform(0.2f, random, value.shape().toArray());
    for (int at = 0; at < shifted.data().length; at++) {
      shifted.data()[at] += 0.5f;
    }
    return shifted;
  }

  @Test
  void whatIsSharedIsInTheFileOnce() {
    Path file = folder.resolve("graph.timestep");
    GraphModels.save(file, graph());
    assertThat(ModelFile.read(file).weights().keySet())
        .filteredOn(name -> name.contains("table"))
        .containsExactly("words.table");
    String text = Json.write(ModelFile.read(file).model(), "model");
    assertThat(text).contains("\"shared\": \"words\"").contains("\"embedding\": \"words\"");
  }

  private static Graph decoder() {
    return Graph.builder()
        .sequence("past", 2)
        .sequence("future", 1)
        .layer("encoder", Layers.lstm(3), "past")
        .layer("decoder", Layers.lstm(3).sequences(), "future")
        .startsFrom("encoder", 0.25)
        .output("decoder")
        .build(5);
  }

  @Test
  void whereALayerStartsIsInTheFile() {
    Path file = folder.resolve("graph.timestep");
    Graph graph = decoder();
    GraphModels.save(file, graph);
    Graph loaded = GraphModels.load(file).model();
    assertThat(loaded.config()).isEqualTo(graph.config());
    Map<String, Tensor> in =
        Map.of(
            "past", Init.uniform(1, random, 2, 5, 2), "future", Init.uniform(1, random, 2, 3, 1));
    assertThat(loaded.predict(in)).isEqualTo(graph.predict(in));
    assertThat(Json.compact(ModelFile.read(file).model()))
        .contains("\"start\":{\"node\":\"encoder\",\"dropout\":0.25}");
  }

  @Test
  void aDamagedStartIsRefusedByName() {
    ModelArchive good =
        ModelArchive.of(
            GraphModels.toJson(decoder(), ConfigRegistry.standard()),
            decoder(),
            new JsonObject(),
            new JsonObject());
    refused(good, start -> start.remove("dropout"), "model.json.nodes[1].start.dropout expects");
    refused(good, start -> start.addProperty("dropout", 1), "model.json.nodes[1].start cannot be");
    refused(good, start -> start.addProperty("node", 7), "model.json.nodes[1].start.node expects");
    refused(good, start -> start.addProperty("more", 7), "start has the field \"more\"");
    refused(good, start -> start.addProperty("node", "past"), "starts from the states of \"past\"");
  }

  private static void refused(ModelArchive good, Consumer<JsonObject> damage, String message) {
    JsonObject json = good.model().deepCopy();
    JsonObject node = json.getAsJsonArray("nodes").get(1).getAsJsonObject();
    damage.accept(node.getAsJsonObject("start"));
    ModelArchive damaged =
        new ModelArchive(json, good.weights(), new JsonObject(), new JsonObject());
    assertThatThrownBy(() -> GraphModels.of(damaged, ConfigRegistry.standard()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
