package dev.timestep.nn.graph;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.TapePool;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Embedding;
import dev.timestep.nn.Layer;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.MissingSteps;
import dev.timestep.nn.Signal;
import dev.timestep.nn.Streaming;
import dev.timestep.nn.TiedDense;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A model as a graph: several named inputs, layers and joins between them, one or several named
 * outputs.
 *
 * <pre>{@code
 * Graph model =
 *     Graph.builder()
 *         .tokens("text")
 *         .sequence("numbers", 5)
 *         .values("image", 64)
 *         .layer("words", Layers.embedding(1000, 32), "text")
 *         .layer("reading", Layers.gru(32), "words")
 *         .layer("trend", Layers.lstm(16), "numbers")
 *         .concat("all", "reading", "trend", "image")
 *         .layer("answer", Layers.dense(3), "all")
 *         .output("answer")
 *         .build(42);
 * Tensor answer = model.predict(Map.of("text", ids, "numbers", x, "image", pixels)).get("answer");
 * }</pre>
 *
 * <p>Parameters: those of each node as {@code node.parameter}. A layer that several nodes share is
 * there once, under the first of them, and so is a table that a projection is tied to.
 *
 * <p>Sequences that are joined have the same lengths; each input has lengths of its own. Where a
 * value for each example is joined with sequences, it stands beside each of their steps.
 *
 * <p>A recurrent node may start from the final states of another one, as a decoder does from its
 * encoder's: {@link GraphBuilder#startsFrom(String)}. Gradients flow back through the states.
 *
 * <p>A graph is checked when it is built: names and widths by its config, and the rest by a run
 * over a few steps of zeros. With one input and one output it is a {@link Layer}; if every layer of
 * it runs step by step, so does the graph.
 */
public final class Graph implements Layer {
  private final GraphConfig config;

  /** One a node; null for a join. */
  private final List<@Nullable Layer> layers = new ArrayList<>();

  private final SequencedMap<String, Layer> named = new LinkedHashMap<>();

  /** Where the inputs of each node are among all values: inputs first, then nodes. */
  private final int[][] reads;

  private final int[] returns;
  private final StateEdges edges;
  private final TapePool tapes = new TapePool();
  private final boolean mixesValuesAndSequences;

  Graph(GraphConfig config, long seed) {
    this.config = config;
    SplittableRandom random = new SplittableRandom(seed);
    List<String> names = new ArrayList<>(config.inputs().stream().map(GraphInput::name).toList());
    reads = new int[config.nodes().size()][];
    for (GraphNode node : config.nodes()) {
      reads[layers.size()] = node.inputs().stream().mapToInt(names::indexOf).toArray();
      layers.add(build(node, random));
      names.add(node.name());
    }
    returns = config.outputs().stream().mapToInt(names::indexOf).toArray();
    edges = StateEdges.of(config, layers);
    mixesValuesAndSequences = GraphProbe.mixesValuesAndSequences(config, reads, this::run);
    // What the probe has packed is of weights that the caller may be about to set.
    parameters().values().forEach(Parameter::changed);
  }

  private @Nullable Layer build(GraphNode node, SplittableRandom random) {
    LayerConfig own = node.layer();
    GraphNode.Tie tie = node.tied();
    String shared = node.shared();
    if (own != null) {
      Layer layer = own.build(config.width(node.inputs().getFirst()), random.split());
      named.put(node.name(), layer);
      return layer;
    }
    if (tie != null) {
      var layer = new TiedDense((Embedding) layer(tie.embedding()), tie.bias());
      named.put(node.name(), layer);
      return layer;
    }
    if (shared != null) {
      int built = config.width(nodeOf(shared).inputs().getFirst());
      int wanted = config.width(node.inputs().getFirst());
      if (built != wanted) {
        throw new IllegalArgumentException(
            "The node "
                + node.name()
                + " expects an input of the width "
                + built
                + " that it shares the layer of "
                + shared
                + " for; received "
                + node.inputs().getFirst()
                + " of the width "
                + wanted
                + ".");
      }
      return layer(shared);
    }
    return null;
  }

  private GraphNode nodeOf(String name) {
    return config.nodes().stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
  }

  /** Starts a graph. */
  public static GraphBuilder builder() {
    return new GraphBuilder();
  }

  /** A graph with fresh weights. */
  public static Graph of(GraphConfig config, long seed) {
    return new Graph(config, seed);
  }

  /** The settings that the graph was built from. */
  public GraphConfig config() {
    return config;
  }

  /** The layer of a node. */
  public Layer layer(String node) {
    Layer layer = named.get(node);
    if (layer == null) {
      throw new IllegalArgumentException(
          "A layer was requested of \""
              + node
              + "\"; nodes with a layer of their own are "
              + named.keySet()
              + ".");
    }
    return layer;
  }

  @Override
  public String kind() {
    return "graph";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    SequencedMap<String, Parameter> all = Module.join(named);
    all.values().removeIf(parameter -> !seen.add(parameter));
    return all;
  }

  // ---------------------------------------------------------------- running

  /**
   * The outputs for signals by the names of the inputs.
   *
   * @throws IllegalArgumentException when an input is missing, not known or of another shape; the
   *     message names it
   */
  public SequencedMap<String, Signal> forward(Tape tape, Map<String, Signal> inputs) {
    checkNames(inputs.keySet());
    Signal[] given = new Signal[config.inputs().size()];
    for (int at = 0; at < given.length; at++) {
      given[at] = Objects.requireNonNull(inputs.get(config.inputs().get(at).name()));
    }
    Signal[] values = run(tape, given);
    SequencedMap<String, Signal> outputs = new LinkedHashMap<>();
    for (int at = 0; at < returns.length; at++) {
      outputs.put(config.outputs().get(at), values[returns[at]]);
    }
    return outputs;
  }

  /** The output of a graph with one input and one output. */
  @Override
  public Signal forward(Tape tape, Signal input) {
    checkSingle();
    return runSingle(tape, input, edges.run(tape));
  }

  private void checkSingle() {
    if (config.inputs().size() != 1 || returns.length != 1) {
      throw new IllegalArgumentException(
          this
              + " expects signals by name, because it does not have exactly one input and one"
              + " output. Call forward or predict with a map.");
    }
  }

  private void checkNames(Set<String> given) {
    List<String> wanted = config.inputs().stream().map(GraphInput::name).toList();
    if (!given.equals(Set.copyOf(wanted))) {
      throw new IllegalArgumentException(
          this
              + " expects the inputs "
              + wanted
              + "; received "
              + given
              + ". Give each by its name.");
    }
  }

  /** Runs the layer of a node. */
  @FunctionalInterface
  interface LayerRun {
    /** The layer's output. */
    Signal run(int node, Layer layer, Signal input);
  }

  /** The value of the only output. */
  Signal runSingle(Tape tape, Signal input, LayerRun layerRun) {
    return run(tape, new Signal[] {input}, layerRun)[returns[0]];
  }

  private Signal[] run(Tape tape, Signal[] inputs) {
    return run(tape, inputs, edges.run(tape));
  }

  /** All values, inputs first. */
  private Signal[] run(Tape tape, Signal[] inputs, LayerRun layerRun) {
    Signal[] values = Arrays.copyOf(inputs, inputs.length + reads.length);
    for (int at = 0; at < inputs.length; at++) {
      config.inputs().get(at).check(inputs[at]);
      GraphInput input = config.inputs().get(at);
      checkBatch(input, config.inputs().getFirst().batch(inputs[0]), input.batch(inputs[at]));
    }
    for (int node = 0; node < reads.length; node++) {
      Signal[] in = new Signal[reads[node].length];
      for (int at = 0; at < in.length; at++) {
        in[at] = values[reads[node][at]];
      }
      GraphNode named = config.nodes().get(node);
      tape.enter(named.name());
      try {
        Layer layer = layers.get(node);
        Signal out = layer == null ? Joined.of(named, in) : layerRun.run(node, layer, in[0]);
        values[inputs.length + node] = out;
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "At the node "
                + named.name()
                + " of a graph: "
                + e.getMessage()
                + missingSteps(node, values),
            e);
      } finally {
        tape.exit();
      }
    }
    return values;
  }

  /** Where the steps went that a node may have wanted of its input; empty where there were none. */
  private String missingSteps(int node, Signal[] values) {
    int inputs = config.inputs().size();
    int at = reads[node][0];
    while (at >= inputs && !values[at].isSequence()) {
      GraphNode before = config.nodes().get(at - inputs);
      int read = reads[at - inputs][0];
      LayerConfig layer = before.layer();
      if (values[read].isSequence() && layer != null) {
        return " The node "
            + before.name()
            + " returns one value per sequence. "
            + MissingSteps.advice(before.name(), layer);
      }
      at = read;
    }
    return "";
  }

  // ---------------------------------------------------------------- predicting

  /** The outputs for full sequences, on the standard engine. */
  public SequencedMap<String, Tensor> predict(Map<String, Tensor> inputs) {
    return predict(Engine.standard(), inputs, Map.of());
  }

  /**
   * The outputs by name, batch-first, zero past a length.
   *
   * @param inputs by name: [batch, time, features], token ids [batch, time], or values [batch,
   *     features]
   * @param lengths real steps of each sequence of an input, by its name; those that are not there
   *     are full
   */
  public SequencedMap<String, Tensor> predict(
      Engine engine, Map<String, Tensor> inputs, Map<String, Lengths> lengths) {
    return tapes.predict(
        engine,
        tape -> {
          SequencedMap<String, Tensor> found = new LinkedHashMap<>();
          forward(tape, signals(tape, inputs, lengths))
              .forEach((name, signal) -> found.put(name, signal.toBatchFirst()));
          return found;
        });
  }

  /**
   * Batch-first tensors by name as the signals that {@link #forward(Tape, Map)} reads.
   *
   * @throws IllegalArgumentException when they do not fit the inputs; the message names which
   */
  public SequencedMap<String, Signal> signals(
      Tape tape, Map<String, Tensor> inputs, Map<String, Lengths> lengths) {
    checkNames(inputs.keySet());
    SequencedMap<String, Signal> signals = new LinkedHashMap<>();
    int batch = -1;
    for (GraphInput input : config.inputs()) {
      Tensor tensor = Objects.requireNonNull(inputs.get(input.name()));
      input.check(tensor.shape(), tensor.shape());
      batch = batch < 0 ? tensor.shape().dim(0) : batch;
      checkBatch(input, batch, tensor.shape().dim(0));
      signals.put(input.name(), signal(tape, input, tensor, lengths.get(input.name())));
    }
    checkLengthNames(lengths.keySet());
    if (batch == 0) {
      throw new IllegalArgumentException(
          this
              + " expects one example or more; received an empty batch. Check the row range or the"
              + " filter that made it.");
    }
    return signals;
  }

  private void checkBatch(GraphInput input, int batch, int received) {
    if (received != batch) {
      throw new IllegalArgumentException(
          this
              + " expects inputs of one batch; received "
              + received
              + " examples of "
              + input.name()
              + " beside "
              + batch
              + " of "
              + config.inputs().getFirst().name()
              + ". Cut all inputs from the same rows.");
    }
  }

  private static Signal signal(
      Tape tape, GraphInput input, Tensor tensor, @Nullable Lengths lengths) {
    String reader = "The input " + input.name() + " of a graph";
    return input.form() == GraphInput.Form.VALUES
        ? Signal.of(tape.constant(tensor))
        : Signal.ofSequences(tape, reader, tensor, lengths);
  }

  private void checkLengthNames(Set<String> given) {
    List<String> wanted =
        config.inputs().stream()
            .filter(input -> input.form() != GraphInput.Form.VALUES)
            .map(GraphInput::name)
            .toList();
    if (!wanted.containsAll(given)) {
      throw new IllegalArgumentException(
          this
              + " expects lengths for some of its sequences "
              + wanted
              + "; received lengths for "
              + given
              + ".");
    }
  }

  // ---------------------------------------------------------------- streams

  @Override
  public Streaming streaming() {
    checkSingle();
    if (config.inputs().getFirst().form() == GraphInput.Form.VALUES || mixesValuesAndSequences) {
      throw new IllegalArgumentException(
          this
              + " cannot run step by step: it joins a value of the whole sequence with its steps."
              + " Join the last outputs only, or sequences only.");
    }
    edges.checkNone(this);
    return new GraphStream(this, layers);
  }

  /**
   * A line for each input and node: its name, what it is, what it reads, width, weights and, of a
   * layer, all its settings.
   */
  public String summary() {
    StringBuilder text = new StringBuilder();
    for (GraphInput input : config.inputs()) {
      text.append(input.name()).append(": ").append(input.shape()).append('\n');
    }
    for (GraphNode node : config.nodes()) {
      text.append(node.name())
          .append(": ")
          .append(words(node))
          .append(" of ")
          .append(String.join(", ", node.inputs()))
          .append(StateEdges.words(node))
          .append(", width ")
          .append(config.width(node.name()))
          .append(", ")
          .append(weights(node.name()))
          .append(" weights")
          .append(node.layer() == null ? "" : ", " + node.layer())
          .append('\n');
    }
    return text.append("returns ").append(String.join(", ", config.outputs())).toString();
  }

  private String words(GraphNode node) {
    if (node.shared() != null) {
      return "the layer of " + node.shared();
    }
    if (node.layer() != null) {
      return node.layer().kind();
    }
    return Objects.toString(node.join() == null ? named.get(node.name()) : node.join());
  }

  private long weights(String node) {
    return parameters().entrySet().stream()
        .filter(p -> p.getKey().startsWith(node + "."))
        .mapToLong(p -> p.getValue().shape().size())
        .sum();
  }

  @Override
  public String toString() {
    return "Graph("
        + config.inputs().stream().map(GraphInput::name).toList()
        + " to "
        + config.outputs()
        + ")";
  }
}
