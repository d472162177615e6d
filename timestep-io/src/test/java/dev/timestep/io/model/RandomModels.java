package dev.timestep.io.model;

import dev.timestep.autograd.Module;
import dev.timestep.nn.EmbeddingConfig;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.graph.Graph;
import dev.timestep.nn.graph.GraphBuilder;
import dev.timestep.nn.graph.GraphConfig;
import dev.timestep.nn.graph.GraphInput;
import dev.timestep.nn.graph.Join;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Models of random layers with random settings and weights, and inputs for them. */
final class RandomModels {
  static final int FEATURES = 6;
  private static final int TOKENS = 5;

  private final SplittableRandom random;
  private final RandomLayers layers;

  RandomModels(long seed) {
    this.random = new SplittableRandom(seed);
    this.layers = new RandomLayers(random);
  }

  /** One to six layers; a quarter of the models read token ids, some return one value. */
  Sequential model() {
    List<LayerConfig> configs = new ArrayList<>();
    int width = FEATURES;
    boolean tokens = random.nextInt(4) == 0;
    if (tokens) {
      width = add(configs, layers.embedding(TOKENS), width);
    }
    for (int more = 1 + random.nextInt(3); more > 0; more--) {
      width = add(configs, layer(width), width);
    }
    if (random.nextInt(3) == 0) {
      width = add(configs, layers.whole(width), width);
      add(configs, layers.values(width), width);
    }
    Sequential model = Sequential.of(tokens ? 1 : FEATURES, random.nextLong(), configs);
    fill(model);
    return model;
  }

  private static int add(List<LayerConfig> configs, LayerConfig layer, int width) {
    configs.add(layer);
    return layer.outputFeatures(width);
  }

  /** A layer from sequences to sequences. */
  LayerConfig layer(int features) {
    return switch (random.nextInt(10)) {
      case 0 -> layers.fewerSteps();
      case 1 -> around(features);
      default -> layers.steps(features);
    };
  }

  LayerConfig embedding() {
    return layers.embedding(TOKENS);
  }

  /** A graph as a layer: two ways that come together. */
  private GraphConfig around(int features) {
    LayerConfig one = layers.steps(features);
    return Graph.builder()
        .sequence("in", features)
        .layer("one", one, "in")
        .layer("other", layers.whole(features), "in")
        .concat("both", "one", "other", "in")
        .output("both")
        .config();
  }

  /** No weight is what a fresh model has anyway, and a fifth of them are frozen. */
  private void fill(Module model) {
    model
        .parameters()
        .forEach(
            (name, parameter) -> {
              Tensor value = Tensor.zeros(parameter.shape().toArray());
              for (int at = 0; at < value.data().length; at++) {
                float drawn = random.nextFloat();
                value.data()[at] = name.endsWith("variance") ? 0.1f + drawn : drawn - 0.5f;
              }
              parameter.assign(value);
              parameter.freeze(random.nextInt(5) == 0);
            });
  }

  Tensor input(Sequential model) {
    boolean tokens = model.configs().getFirst().readsTokens();
    int batch = 1 + random.nextInt(4);
    int time = 1 + random.nextInt(6);
    return tokens
        ? drawn(GraphInput.Form.TOKENS, batch, time, 1)
        : drawn(GraphInput.Form.SEQUENCE, batch, time, FEATURES);
  }

  /** Lengths for half of the inputs, the empty sequence among them. */
  Lengths lengths(Tensor input) {
    int[] steps = new int[input.shape().dim(0)];
    for (int row = 0; row < steps.length; row++) {
      int time = input.shape().dim(1);
      steps[row] = random.nextBoolean() ? time : random.nextInt(time + 1);
    }
    return Lengths.of(steps);
  }

  // ---------------------------------------------------------------- graphs

  /** A value on its way through a graph that is being written. */
  private record Point(String name, int features, boolean sequence, String clock) {
    boolean isLike(Point other) {
      return features == other.features && sequence == other.sequence && clock.equals(other.clock);
    }
  }

  /** Two to four inputs, three to nine nodes more; outputs are one to three and all that end. */
  Graph graph() {
    read.clear();
    GraphBuilder graph = Graph.builder().tokens("text").layer("words", table(), "text");
    List<Point> points = new ArrayList<>();
    points.add(new Point("words", TABLE_WIDTH, true, "text"));
    for (int input = random.nextInt(4); input > 0; input--) {
      points.add(input(graph, points.size()));
    }
    for (int node = 3 + random.nextInt(5); node > 0; node--) {
      points.add(node(graph, points));
    }
    if (random.nextBoolean()) {
      decoder(graph, points);
    }
    int last = points.size() - 1 - random.nextInt(3);
    for (Point point : points) {
      if (points.indexOf(point) >= last || !read.contains(point.name)) {
        graph.output(point.name);
      }
    }
    Graph built = graph.build(random.nextLong());
    fill(built);
    return built;
  }

  private static final int TABLE_WIDTH = 4;

  /** Names that a node of the graph reads. */
  private final Set<String> read = new HashSet<>();

  private static LayerConfig table() {
    return new EmbeddingConfig(TOKENS, TABLE_WIDTH, 0);
  }

  private Point input(GraphBuilder graph, int at) {
    String name = "in" + at;
    int features = 1 + random.nextInt(FEATURES);
    boolean sequence = random.nextBoolean();
    if (sequence) {
      graph.sequence(name, features);
    } else {
      graph.values(name, features);
    }
    return new Point(name, features, sequence, sequence ? name : "");
  }

  /** A recurrent layer over sequences, and one of the same cells that starts from its states. */
  private void decoder(GraphBuilder graph, List<Point> points) {
    List<Point> sequences = points.stream().filter(Point::sequence).toList();
    Point from = sequences.get(random.nextInt(sequences.size()));
    Point to = sequences.get(random.nextInt(sequences.size()));
    RecurrentConfig one = random.nextBoolean() ? Layers.lstm(3) : Layers.gru(2);
    RecurrentConfig both = one.layers(1 + random.nextInt(2)).sequences();
    graph.layer("encoder", both, from.name).layer("decoder", both, to.name);
    if (random.nextBoolean()) {
      graph.startsFrom("encoder");
    } else {
      graph.startsFrom("encoder", random.nextInt(8) / 8.0);
    }
    read.addAll(List.of(from.name, to.name, "encoder"));
    points.add(new Point("decoder", both.cell().units(), true, to.clock));
  }

  private Point node(GraphBuilder graph, List<Point> points) {
    String name = "node" + points.size();
    Point from = points.get(random.nextInt(points.size()));
    List<Point> alike = points.stream().filter(from::isLike).toList();
    int kind = random.nextInt(6);
    read.add(kind == 2 ? "words" : from.name);
    switch (kind) {
      case 0 -> {
        Join join = Join.values()[random.nextInt(Join.values().length)];
        Point other = alike.get(random.nextInt(alike.size()));
        graph.join(name, join, from.name, other.name);
        read.add(other.name);
        int width = join == Join.CONCAT ? 2 * from.features : from.features;
        return new Point(name, width, from.sequence, from.clock);
      }
      case 1 -> {
        if (from.features == TABLE_WIDTH) {
          if (random.nextBoolean()) {
            graph.tied(name, "words", from.name);
          } else {
            graph.tiedWithBias(name, "words", from.name);
          }
          return new Point(name, TOKENS, from.sequence, from.clock);
        }
      }
      case 2 -> {
        graph.shared(name, "words", "text");
        return new Point(name, TABLE_WIDTH, true, "text");
      }
      default -> {}
    }
    boolean whole = from.sequence && random.nextInt(3) == 0;
    LayerConfig layer =
        whole
            ? layers.whole(from.features)
            : from.sequence ? layers.steps(from.features) : layers.values(from.features);
    graph.layer(name, layer, from.name);
    boolean sequence = from.sequence && !whole;
    return new Point(
        name, layer.outputFeatures(from.features), sequence, sequence ? from.clock : "");
  }

  Map<String, Tensor> inputs(Graph graph) {
    int batch = 1 + random.nextInt(3);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (GraphInput input : graph.config().inputs()) {
      int time = 1 + random.nextInt(5);
      inputs.put(input.name(), drawn(input.form(), batch, time, input.features()));
    }
    return inputs;
  }

  private Tensor drawn(GraphInput.Form form, int batch, int time, int features) {
    Tensor input =
        switch (form) {
          case TOKENS -> Tensor.zeros(batch, time);
          case SEQUENCE -> Tensor.zeros(batch, time, features);
          case VALUES -> Tensor.zeros(batch, features);
        };
    boolean tokens = form == GraphInput.Form.TOKENS;
    for (int at = 0; at < input.data().length; at++) {
      input.data()[at] = tokens ? random.nextInt(TOKENS) : random.nextFloat() * 4 - 2;
    }
    return input;
  }
}
