package dev.timestep.nn.graph;

import dev.timestep.nn.LayerConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a {@link GraphConfig} line by line, each line after those that it reads. Whatever does not
 * fit is refused by name when the graph is built.
 */
public final class GraphBuilder {
  private final List<GraphInput> inputs = new ArrayList<>();
  private final List<GraphNode> nodes = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();

  GraphBuilder() {}

  // ---------------------------------------------------------------- inputs

  /** An input of token ids [batch, time]. */
  public GraphBuilder tokens(String name) {
    return input(new GraphInput(name, GraphInput.Form.TOKENS, 1));
  }

  /** An input of sequences [batch, time, features]. */
  public GraphBuilder sequence(String name, int features) {
    return input(new GraphInput(name, GraphInput.Form.SEQUENCE, features));
  }

  /** An input of one value for each example, [batch, features]. */
  public GraphBuilder values(String name, int features) {
    return input(new GraphInput(name, GraphInput.Form.VALUES, features));
  }

  private GraphBuilder input(GraphInput input) {
    inputs.add(input);
    return this;
  }

  // ---------------------------------------------------------------- nodes

  /** A layer with weights of its own over an input or a node. */
  public GraphBuilder layer(String name, LayerConfig layer, String input) {
    return node(GraphNode.layer(name, layer, input));
  }

  /** The layer of node {@code of}, weights and all, over another input. */
  public GraphBuilder shared(String name, String of, String input) {
    return node(GraphNode.shared(name, of, input));
  }

  /** A projection onto the table of an embedding, without a bias: logits = h·Eᵀ. */
  public GraphBuilder tied(String name, String embedding, String input) {
    return node(GraphNode.tied(name, new GraphNode.Tie(embedding, false), input));
  }

  /** A projection onto the table of an embedding, with a bias: logits = h·Eᵀ + b. */
  public GraphBuilder tiedWithBias(String name, String embedding, String input) {
    return node(GraphNode.tied(name, new GraphNode.Tie(embedding, true), input));
  }

  /**
   * Lets the recurrent layer of the line above start from the final states of another one: each
   * layer's h, or h and c of an LSTM, at each sequence's own length. Both have the same cells,
   * widths, number of layers and directions; what they read may differ in width and in steps.
   *
   * <pre>{@code
   * .layer("encoder", Layers.gru(64), "past")
   * .layer("decoder", Layers.gru(64).sequences(), "future")
   * .startsFrom("encoder")
   * }</pre>
   */
  public GraphBuilder startsFrom(String node) {
    return startsFrom(node, 0);
  }

  /**
   * The same with dropout on the way, while training.
   *
   * @param dropout rate on the part of each state that is its cell's output, h; what a cell
   *     remembers beside it, such as an LSTM's c, is handed on whole
   */
  public GraphBuilder startsFrom(String node, double dropout) {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException(
          "startsFrom(\""
              + node
              + "\") expects a line with a recurrent layer before it; received none. Call it right"
              + " after the layer that starts from these states.");
    }
    nodes.add(nodes.removeLast().from(new GraphNode.Start(node, dropout)));
    return this;
  }

  /** Inputs side by side. */
  public GraphBuilder concat(String name, String... of) {
    return join(name, Join.CONCAT, of);
  }

  /** The sum of inputs. */
  public GraphBuilder add(String name, String... of) {
    return join(name, Join.ADD, of);
  }

  /** The product of inputs, number by number. */
  public GraphBuilder multiply(String name, String... of) {
    return join(name, Join.MULTIPLY, of);
  }

  /** Inputs made one. */
  public GraphBuilder join(String name, Join join, String... of) {
    return node(GraphNode.join(name, join, List.of(of)));
  }

  private GraphBuilder node(GraphNode node) {
    nodes.add(node);
    return this;
  }

  // ---------------------------------------------------------------- the graph

  /** The nodes whose values the graph returns. */
  public GraphBuilder output(String... names) {
    outputs.addAll(List.of(names));
    return this;
  }

  /** What was written, checked. */
  public GraphConfig config() {
    return new GraphConfig(inputs, nodes, outputs);
  }

  /** A graph with fresh weights. */
  public Graph build(long seed) {
    return new Graph(config(), seed);
  }
}
