package dev.timestep.nn.graph;

import dev.timestep.nn.Dropout;
import dev.timestep.nn.LayerConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named step of a {@link Graph}: one of a layer, a join, a layer that is shared with another
 * node, or a projection that is tied to an embedding's table.
 *
 * @param name under which others read it, and its parameters are found
 * @param inputs names of inputs or of nodes before it
 * @param layer its own layer, with weights of its own
 * @param join how it makes one value of its inputs
 * @param shared the node whose layer, weights and all, it runs again
 * @param tied the embedding whose table it projects onto
 * @param start the node whose final states its layer starts from; null for the layer's own start
 */
public record GraphNode(
    String name,
    List<String> inputs,
    @Nullable LayerConfig layer,
    @Nullable Join join,
    @Nullable String shared,
    @Nullable Tie tied,
    @Nullable Start start) {

  /**
   * A projection onto the table of an embedding: logits = h·Eᵀ.
   *
   * @param embedding the node of the embedding
   * @param bias whether a bias is added
   */
  public record Tie(String embedding, boolean bias) {}

  /**
   * Where a recurrent layer's states come from: the final ones of a node before it, with layers,
   * directions and cells like its own.
   *
   * @param node whose states they are
   * @param dropout rate, while training, on the part of each state that is its cell's output (h); 0
   *     for none
   */
  public record Start(String node, double dropout) {
    public Start {
      new Dropout(dropout); // checks the rate
    }
  }

  public GraphNode {
    inputs = List.copyOf(inputs);
    int roles =
        (layer == null ? 0 : 1)
            + (join == null ? 0 : 1)
            + (shared == null ? 0 : 1)
            + (tied == null ? 0 : 1);
    if (roles != 1) {
      throw new IllegalArgumentException(
          "The node "
              + name
              + " of a graph expects one of a layer, a join, a shared layer and a tied table;"
              + " received "
              + roles
              + " of them.");
    }
    if (start != null && layer == null && shared == null) {
      throw new IllegalArgumentException(
          "The node "
              + name
              + " of a graph expects a recurrent layer to start from the states of "
              + start.node()
              + "; received a node without a layer. Call startsFrom(..) right after the layer.");
    }
    if (join == null ? inputs.size() != 1 : inputs.size() < 2) {
      throw new IllegalArgumentException(
          "The node "
              + name
              + " of a graph expects "
              + (join == null ? "one input" : "two inputs or more to join")
              + "; received "
              + inputs
              + ".");
    }
  }

  /** A layer over one input. */
  static GraphNode layer(String name, LayerConfig layer, String input) {
    return new GraphNode(name, List.of(input), layer, null, null, null, null);
  }

  /** A join of inputs. */
  static GraphNode join(String name, Join join, List<String> inputs) {
    return new GraphNode(name, inputs, null, join, null, null, null);
  }

  /** The layer of another node, run again. */
  static GraphNode shared(String name, String node, String input) {
    return new GraphNode(name, List.of(input), null, null, node, null, null);
  }

  /** A projection onto an embedding's table. */
  static GraphNode tied(String name, Tie tie, String input) {
    return new GraphNode(name, List.of(input), null, null, null, tie, null);
  }

  /** The same from the final states of another node. */
  GraphNode from(Start other) {
    return new GraphNode(name, inputs, layer, join, shared, tied, other);
  }
}
