package dev.timestep.nn.graph;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.Layer;
import dev.timestep.nn.Signal;
import dev.timestep.nn.Streaming;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A graph over pieces of sequences: the states of its nodes side by side, {@code node.part}. */
final class GraphStream implements Streaming {
  private final Graph graph;

  /** One a node; null for a join. */
  private final List<@Nullable Streaming> streams = new ArrayList<>();

  GraphStream(Graph graph, List<@Nullable Layer> layers) {
    this.graph = graph;
    for (Layer layer : layers) {
      streams.add(layer == null ? null : layer.streaming());
    }
  }

  private String prefix(int node) {
    return graph.config().nodes().get(node).name() + ".";
  }

  @Override
  public SequencedMap<String, Variable> initialState(Tape tape, int batch) {
    SequencedMap<String, Variable> all = new LinkedHashMap<>();
    for (int at = 0; at < streams.size(); at++) {
      Streaming stream = streams.get(at);
      if (stream != null) {
        String prefix = prefix(at);
        stream.initialState(tape, batch).forEach((part, v) -> all.put(prefix + part, v));
      }
    }
    return all;
  }

  @Override
  public Streamed run(Tape tape, Signal input, Map<String, Variable> state) {
    SequencedMap<String, Variable> next = new LinkedHashMap<>();
    Signal output =
        graph.runSingle(
            tape,
            input,
            (node, layer, in) -> {
              Streaming stream = Objects.requireNonNull(streams.get(node));
              String prefix = prefix(node);
              Streamed streamed = stream.run(tape, in, under(prefix, state));
              streamed.state().forEach((part, v) -> next.put(prefix + part, v));
              return streamed.output();
            });
    return new Streamed(output, next);
  }

  private static Map<String, Variable> under(String prefix, Map<String, Variable> all) {
    Map<String, Variable> own = new LinkedHashMap<>();
    all.forEach(
        (name, variable) -> {
          if (name.startsWith(prefix)) {
            own.put(name.substring(prefix.length()), variable);
          }
        });
    return own;
  }
}
