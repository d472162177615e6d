package dev.timestep.io.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.graph.GraphConfig;
import dev.timestep.nn.graph.GraphInput;
import dev.timestep.nn.graph.GraphNode;
import dev.timestep.nn.graph.Join;
import java.util.List;

/** The settings of a graph as JSON: a node has the field that says what it is, and no other. */
final class GraphCodec {
  private static final RecordCodec<GraphNode.Start> START =
      RecordCodec.of(GraphNode.Start.class, RecordForm.SNAKE);

  private GraphCodec() {}

  static ConfigCodec<GraphConfig> codec() {
    return new ConfigCodec<>("graph", GraphConfig.class, GraphCodec::write, GraphCodec::read);
  }

  static void write(GraphConfig config, JsonObject to, ConfigRegistry registry) {
    JsonArray inputs = new JsonArray();
    for (GraphInput input : config.inputs()) {
      JsonObject json = new JsonObject();
      json.addProperty("name", input.name());
      json.addProperty("form", JsonFields.written(input.form()));
      json.addProperty("features", input.features());
      inputs.add(json);
    }
    to.add("inputs", inputs);
    JsonArray nodes = new JsonArray();
    config.nodes().forEach(node -> nodes.add(node(node, registry)));
    to.add("nodes", nodes);
    to.add("outputs", texts(config.outputs()));
  }

  private static JsonObject node(GraphNode node, ConfigRegistry registry) {
    JsonObject json = new JsonObject();
    json.addProperty("name", node.name());
    json.add("inputs", texts(node.inputs()));
    LayerConfig layer = node.layer();
    Join join = node.join();
    GraphNode.Tie tied = node.tied();
    if (layer != null) {
      json.add("layer", registry.toJson(layer));
    } else if (join != null) {
      json.addProperty("join", JsonFields.written(join));
    } else if (tied != null) {
      JsonObject tie = new JsonObject();
      tie.addProperty("embedding", tied.embedding());
      tie.addProperty("bias", tied.bias());
      json.add("tied", tie);
    } else {
      json.addProperty("shared", node.shared());
    }
    GraphNode.Start start = node.start();
    if (start != null) {
      json.add("start", START.write(start));
    }
    return json;
  }

  private static JsonArray texts(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }

  static GraphConfig read(JsonFields fields, ConfigRegistry registry) {
    return new GraphConfig(
        fields.objects("inputs").stream().map(GraphCodec::input).toList(),
        fields.objects("nodes").stream().map(node -> node(node, registry)).toList(),
        fields.texts("outputs"));
  }

  private static GraphInput input(JsonFields fields) {
    GraphInput input =
        new GraphInput(
            fields.text("name"),
            fields.choice("form", GraphInput.Form.class),
            fields.integer("features"));
    fields.end();
    return input;
  }

  private static GraphNode node(JsonFields fields, ConfigRegistry registry) {
    GraphNode node =
        new GraphNode(
            fields.text("name"),
            fields.texts("inputs"),
            fields.has("layer") ? registry.layer(fields.object("layer")) : null,
            fields.has("join") ? fields.choice("join", Join.class) : null,
            fields.has("shared") ? fields.text("shared") : null,
            fields.has("tied") ? tie(fields.object("tied")) : null,
            fields.has("start") ? START.read(fields.object("start")) : null);
    fields.end();
    return node;
  }

  private static GraphNode.Tie tie(JsonFields fields) {
    GraphNode.Tie tie = new GraphNode.Tie(fields.text("embedding"), fields.flag("bias"));
    fields.end();
    return tie;
  }
}
