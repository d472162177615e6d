package dev.timestep.nn.graph;

import dev.timestep.autograd.DropoutOp;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Bidirectional;
import dev.timestep.nn.Layer;
import dev.timestep.nn.RecurrentStack;
import dev.timestep.nn.StateLayer;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The edges of a graph along which states go: the final states of a recurrent node to one that
 * starts from them.
 */
final class StateEdges {
  private final List<GraphNode> nodes;

  /** Names of nodes whose states are read. */
  private final Set<String> handOn = new HashSet<>();

  private StateEdges(List<GraphNode> nodes) {
    this.nodes = nodes;
  }

  /**
   * The edges of a graph with these layers, one a node and null for a join.
   *
   * @throws IllegalArgumentException when states do not fit; the message names both nodes
   */
  static StateEdges of(GraphConfig config, List<@Nullable Layer> layers) {
    StateEdges edges = new StateEdges(config.nodes());
    Map<String, Layer> byName = new HashMap<>();
    for (int at = 0; at < layers.size(); at++) {
      GraphNode node = edges.nodes.get(at);
      Layer layer = layers.get(at);
      GraphNode.Start start = node.start();
      if (start != null) {
        checkFits(
            node.name(), Objects.requireNonNull(layer), start.node(), byName.get(start.node()));
        edges.handOn.add(start.node());
      }
      if (layer != null) {
        byName.put(node.name(), layer);
      }
    }
    return edges;
  }

  private static void checkFits(
      String node, Layer layer, String source, @Nullable Layer sourceLayer) {
    if (!(layer instanceof StateLayer to) || !(sourceLayer instanceof StateLayer from)) {
      boolean mine = layer instanceof StateLayer;
      throw new IllegalArgumentException(
          "The node "
              + node
              + " of a graph expects "
              + (mine ? "a recurrent layer to start from" : "a recurrent layer of its own to start")
              + "; received "
              + (mine ? source + ", " : "")
              + (mine ? Objects.requireNonNullElse(sourceLayer, "which has no layer") : layer)
              + ". States go from one recurrent layer, stack of them or bidirectional layer to"
              + " another.");
    }
    if (!states(to).equals(states(from))) {
      throw new IllegalArgumentException(
          "The node "
              + node
              + " of a graph expects to start from states like its own, "
              + states(to)
              + "; received those of "
              + source
              + ", "
              + states(from)
              + ". Give both the same cell, units, layers and directions.");
    }
  }

  /**
   * The kind of each cell with the names and widths of its state's parts, and its direction in a
   * layer of two: a stack of two layers has as many states, and they are others.
   */
  private static List<String> states(StateLayer layer) {
    return words(Tape.inference(Engine.withThreads(1)), layer).toList();
  }

  private static Stream<String> words(Tape tape, StateLayer layer) {
    return switch (layer) {
      case RecurrentStack stack -> stack.layers().stream().flatMap(one -> words(tape, one));
      case Bidirectional<?, ?> both ->
          Stream.concat(
              words(tape, both.forward()).map(state -> "forward " + state),
              words(tape, both.backward()).map(state -> "backward " + state));
      default -> layer.cells().stream().map(cell -> cell.kind() + parts(tape, cell));
    };
  }

  private static String parts(Tape tape, Cell<?> cell) {
    CellState state = cell.initialState(tape, 1);
    List<String> parts = new ArrayList<>();
    for (int part = 0; part < state.variables().size(); part++) {
      parts.add(state.names().get(part) + " " + state.variables().get(part).shape().last());
    }
    return parts.stream().collect(Collectors.joining(", ", "(", ")"));
  }

  /** Runs the layers of one pass over a graph, and hands their states on. */
  Graph.LayerRun run(Tape tape) {
    Map<String, List<List<Variable>>> states = new HashMap<>();
    return (at, layer, in) -> {
      GraphNode node = nodes.get(at);
      if (node.start() == null && !handOn.contains(node.name())) {
        return layer.forward(tape, in);
      }
      StateLayer.Continued run =
          ((StateLayer) layer).runFrom(tape, in, initial(node.start(), states));
      states.put(node.name(), run.states());
      return run.output();
    };
  }

  private static @Nullable List<List<Variable>> initial(
      GraphNode.@Nullable Start start, Map<String, List<List<Variable>>> states) {
    if (start == null) {
      return null;
    }
    List<List<Variable>> initial = new ArrayList<>();
    for (List<Variable> state : Objects.requireNonNull(states.get(start.node()))) {
      List<Variable> parts = new ArrayList<>(state);
      parts.set(0, DropoutOp.apply(parts.getFirst(), start.dropout()));
      initial.add(parts);
    }
    return initial;
  }

  /** Refuses a stream: a final state is known only at the end. */
  void checkNone(Graph graph) {
    for (GraphNode node : nodes) {
      GraphNode.Start start = node.start();
      if (start != null) {
        throw new IllegalArgumentException(
            graph
                + " cannot run step by step: "
                + node.name()
                + " starts from the states that "
                + start.node()
                + " has at the end. Give predict(..) the whole sequence.");
      }
    }
  }

  /** What a line of the summary says of a node's start. */
  static String words(GraphNode node) {
    GraphNode.Start start = node.start();
    if (start == null) {
      return "";
    }
    return ", starts from the states of "
        + start.node()
        + (start.dropout() > 0 ? " (dropout " + start.dropout() + ")" : "");
  }
}
