package dev.timestep.nn.graph;

import dev.timestep.nn.LayerConfig;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a graph refuses beyond names and widths: lines that do nothing, and ids read as numbers. */
final class GraphChecks {
  private final Map<String, LayerConfig> layers = new HashMap<>();
  private final Set<String> tokens = new HashSet<>();

  private GraphChecks() {}

  static void check(List<GraphInput> inputs, List<GraphNode> nodes, List<String> outputs) {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException(
          "A graph expects one node or more; received none. Add a layer or a join.");
    }
    Set<String> returned = new HashSet<>();
    for (String output : outputs) {
      if (!returned.add(output)) {
        throw new IllegalArgumentException(
            "A graph expects each output once; received "
                + outputs
                + ". Name "
                + output
                + " a single time.");
      }
    }
    GraphChecks checks = new GraphChecks();
    inputs.stream()
        .filter(input -> input.form() == GraphInput.Form.TOKENS)
        .forEach(input -> checks.tokens.add(input.name()));
    nodes.forEach(checks::checkForms);
    checkUse(inputs, nodes, returned);
  }

  /** Token ids go to a layer that reads them, and numbers to one that does not. */
  private void checkForms(GraphNode node) {
    LayerConfig layer = node.layer() == null ? layers.get(node.shared()) : node.layer();
    if (layer != null) {
      layers.put(node.name(), layer);
    }
    boolean readsTokens = layer != null && layer.readsTokens();
    for (String input : node.inputs()) {
      if (tokens.contains(input) != readsTokens) {
        throw new IllegalArgumentException(
            "The node "
                + node.name()
                + " of a graph expects "
                + (readsTokens ? "an input of token ids" : "numbers")
                + "; received "
                + input
                + ", which is "
                + (readsTokens
                    ? "none. Declare it by tokens(..)."
                    : "token ids. Put an embedding between; a custom layer that reads ids declares"
                        + " it by LayerConfig.readsTokens()."));
      }
    }
  }

  /** Refuses what no output depends on: it would be computed, or asked for, in vain. */
  private static void checkUse(
      List<GraphInput> inputs, List<GraphNode> nodes, Set<String> outputs) {
    Set<String> used = new HashSet<>(outputs);
    for (GraphNode node : nodes.reversed()) {
      GraphNode.Tie tie = node.tied();
      checkUsed("node", node.name(), used);
      used.addAll(node.inputs());
      if (tie != null) {
        used.add(tie.embedding());
      }
      if (node.shared() != null) {
        used.add(node.shared());
      }
      GraphNode.Start start = node.start();
      if (start != null) {
        used.add(start.node());
      }
    }
    inputs.forEach(input -> checkUsed("input", input.name(), used));
  }

  private static void checkUsed(String what, String name, Set<String> used) {
    if (!used.contains(name)) {
      throw new IllegalArgumentException(
          "The "
              + what
              + " "
              + name
              + " of a graph is used by no output. Let a node read it, return it by output(..),"
              + " or leave it out.");
    }
  }
}
