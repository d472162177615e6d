package dev.timestep.nn.graph;

import dev.timestep.nn.EmbeddingConfig;
import dev.timestep.nn.Layer;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.cell.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Settings of a {@link Graph}, best written by {@link Graph#builder()}. A node reads inputs and
 * nodes before it, so there are no cycles. With one input and one output it is a layer too, for a
 * {@link dev.timestep.nn.Sequential} or a time-distributed layer.
 *
 * @param inputs by which it is fed
 * @param nodes in an order in which they can run
 * @param outputs names of nodes whose values it returns, each once; every input and node is of use
 *     to one of them
 */
public record GraphConfig(List<GraphInput> inputs, List<GraphNode> nodes, List<String> outputs)
    implements LayerConfig {
  public GraphConfig {
    Settings.of("Graph").given("inputs", inputs).given("nodes", nodes).given("outputs", outputs);
    inputs = List.copyOf(inputs);
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
    if (inputs.isEmpty() || outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "A graph expects one input and one output or more; received "
              + inputs.size()
              + " inputs and "
              + outputs.size()
              + " outputs. Name the nodes to return by output(..).");
    }
    widths(inputs, nodes, outputs);
    GraphChecks.check(inputs, nodes, outputs);
  }

  /** Width of each input and node; refuses names that are not there, or there twice. */
  private static Map<String, Integer> widths(
      List<GraphInput> inputs, List<GraphNode> nodes, List<String> outputs) {
    Map<String, Integer> widths = new LinkedHashMap<>();
    for (GraphInput input : inputs) {
      checkName(input.name(), widths);
      widths.put(input.name(), input.features());
    }
    Map<String, GraphNode> known = new LinkedHashMap<>();
    for (GraphNode node : nodes) {
      checkName(node.name(), widths);
      List<Integer> in = new ArrayList<>();
      for (String input : node.inputs()) {
        in.add(find("The node " + node.name() + " reads", input, widths));
      }
      widths.put(node.name(), width(node, in, known));
      GraphNode.Start start = node.start();
      if (start != null) {
        find("The node " + node.name() + " starts from the states of", start.node(), known);
      }
      known.put(node.name(), node);
    }
    for (String output : outputs) {
      find("A graph returns", output, widths);
    }
    return widths;
  }

  private static void checkName(String name, Map<String, Integer> known) {
    if (name.isBlank() || name.contains(".") || known.containsKey(name)) {
      throw new IllegalArgumentException(
          "A graph expects names that are not blank, have no dot and refer to one thing each;"
              + " received \""
              + name
              + "\" beside "
              + known.keySet()
              + ".");
    }
  }

  private static <V> V find(String who, String name, Map<String, V> known) {
    V found = known.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          who
              + " \""
              + name
              + "\", which is not defined before it; defined are "
              + known.keySet()
              + ". Check the name, or add that one first.");
    }
    return found;
  }

  private static int width(GraphNode node, List<Integer> in, Map<String, GraphNode> known) {
    Join join = node.join();
    if (join != null) {
      if (join != Join.CONCAT && in.stream().distinct().count() > 1) {
        throw new IllegalArgumentException(
            "The node "
                + node.name()
                + " expects inputs of one width to join by "
                + join
                + "; received "
                + node.inputs()
                + " of the widths "
                + in
                + ". Join them by CONCAT, or bring them to one width by a dense layer.");
      }
      return join.width(in);
    }
    GraphNode.Tie tie = node.tied();
    if (tie != null) {
      String who = "The node " + node.name() + " is tied to";
      GraphNode embedding = find(who, tie.embedding(), known);
      if (!(embedding.layer() instanceof EmbeddingConfig table) || table.width() != in.getFirst()) {
        throw new IllegalArgumentException(
            "The node "
                + node.name()
                + " expects to be tied to an embedding of the width "
                + in.getFirst()
                + " of its input; received "
                + tie.embedding()
                + ", "
                + Objects.requireNonNullElse(embedding.layer(), "no layer of its own")
                + ".");
      }
      return table.tokens();
    }
    return layerOf(node, known).outputFeatures(in.getFirst());
  }

  private static LayerConfig layerOf(GraphNode node, Map<String, GraphNode> known) {
    LayerConfig own = node.layer();
    if (own != null) {
      return own;
    }
    String name = Objects.requireNonNull(node.shared());
    GraphNode other = find("The node " + node.name() + " shares the layer of", name, known);
    LayerConfig layer = other.layer();
    if (layer == null) {
      throw new IllegalArgumentException(
          "The node "
              + node.name()
              + " expects to share a layer; received "
              + name
              + ", which has none of its own. Name the node that was built with the layer.");
    }
    return layer;
  }

  /** Width of an input or a node. */
  public int width(String name) {
    return find("A width was requested of", name, widths(inputs, nodes, outputs));
  }

  @Override
  public String kind() {
    return "graph";
  }

  @Override
  public int outputFeatures(int features) {
    return width(outputs.getFirst());
  }

  @Override
  public boolean readsTokens() {
    return inputs.getFirst().form() == GraphInput.Form.TOKENS;
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    if (inputs.size() != 1 || outputs.size() != 1) {
      throw new IllegalArgumentException(
          "A graph expects one input and one output to be a layer; it has "
              + inputs.stream().map(GraphInput::name).toList()
              + " and "
              + outputs
              + ". Use it as a model of its own: Graph.of(config, seed).");
    }
    GraphInput input = inputs.getFirst();
    if (input.form() != GraphInput.Form.TOKENS && input.features() != features) {
      throw new IllegalArgumentException(
          "A graph as a layer expects the features of its input "
              + input.name()
              + ", "
              + input.features()
              + "; received "
              + features
              + ". Check the width of the layer before it.");
    }
    return new Graph(this, random.nextLong());
  }
}
