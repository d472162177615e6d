package dev.timestep.nn;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.TapePool;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Layers one after the other: the simple case of a model.
 *
 * <pre>{@code
 * Sequential model = Sequential.of(1, 42, Layers.simpleRnn(50), Layers.dense(1));
 * Tensor forecast = model.predict(Tensor.zeros(32, 10, 1));
 * }</pre>
 *
 * <p>A model is checked when it is built, by a run over a few steps of zeros: what was built can
 * run. A recurrent layer that another one reads returns {@code .sequences()}.
 */
public final class Sequential implements Layer {
  private final int features;
  private final List<LayerConfig> configs;
  private final SequencedMap<String, Layer> layers;
  private final List<String> names;
  private final List<Layer> order;
  private final TapePool tapes = new TapePool();

  private Sequential(int features, List<LayerConfig> configs, long seed) {
    if (configs.isEmpty()) {
      throw new IllegalArgumentException("Sequential expects one layer or more; received none.");
    }
    ChainCheck.checkTokens(features, configs);
    this.features = features;
    this.configs = List.copyOf(configs);
    this.layers = new LinkedHashMap<>();
    SplittableRandom random = new SplittableRandom(seed);
    int width = features;
    for (LayerConfig config : configs) {
      String name = layers.size() + "." + config.kind();
      layers.put(name, config.build(width, random.split()));
      width = config.outputFeatures(width);
    }
    this.names = List.copyOf(layers.keySet());
    this.order = List.copyOf(layers.values());
    new ChainCheck(features, this.configs, names, order).run();
    // What the check has packed is of weights that the caller may be about to set.
    parameters().values().forEach(Parameter::changed);
  }

  /**
   * A model with fresh weights.
   *
   * @param features width of the input; 1 where the first layer reads token ids
   * @param seed of the weights
   * @throws IllegalArgumentException when a layer cannot read what the one before it returns; the
   *     message names both and says what to change
   */
  public static Sequential of(int features, long seed, LayerConfig... configs) {
    return new Sequential(features, List.of(configs), seed);
  }

  /** A model with fresh weights. */
  public static Sequential of(int features, long seed, List<LayerConfig> configs) {
    return new Sequential(features, configs, seed);
  }

  /** Width of the input. */
  public int features() {
    return features;
  }

  /** The settings that the model was built from. */
  public List<LayerConfig> configs() {
    return configs;
  }

  /** The layers from the input. */
  public List<Layer> layers() {
    return order;
  }

  @Override
  public String kind() {
    return "sequential";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return Module.join(layers);
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    Signal signal = input;
    for (int at = 0; at < order.size(); at++) {
      tape.enter(names.get(at));
      signal = order.get(at).forward(tape, signal);
      tape.exit();
    }
    return signal;
  }

  @Override
  public Streaming streaming() {
    return Streaming.chain(layers);
  }

  /**
   * Runs over sequences from given states and returns the states after them as well, with
   * gradients: for an encoder and a decoder, for example.
   *
   * <pre>{@code
   * Streamed encoded = encoder.unroll(tape, source, Map.of());
   * Streamed decoded = decoder.unroll(tape, target, encoded.state());
   * }</pre>
   *
   * <p>States are named as in a {@link Session}, {@code "0.lstm.h"}. Each is that at its sequence's
   * last real step.
   *
   * @param start the states to start from; a layer starts as usual where its own are missing
   * @throws IllegalArgumentException when a layer looks ahead, or a name is not one of the model's
   */
  public Streaming.Streamed unroll(Tape tape, Signal input, Map<String, Variable> start) {
    Streaming streaming = streaming();
    Shape shape = input.value().shape();
    if (shape.rank() != (readsTokens() ? 2 : 3)) {
      throw new IllegalArgumentException(
          this
              + " expects "
              + (readsTokens() ? "token ids [batch, time]" : "[batch, time, " + features + "]")
              + "; received "
              + Recurrent.batchFirst(shape)
              + ". Give all sequences of the batch with their time axis.");
    }
    int batch = shape.dim(1);
    SequencedMap<String, Variable> state = streaming.initialState(tape, batch);
    if (!state.keySet().containsAll(start.keySet())) {
      throw new IllegalArgumentException(
          this
              + " has the states "
              + state.keySet()
              + "; received "
              + start.keySet()
              + ". Rename what another model returned.");
    }
    start.forEach((name, part) -> checkState(name, part, Objects.requireNonNull(state.get(name))));
    state.putAll(start);
    return streaming.run(tape, input, state);
  }

  private void checkState(String name, Variable part, Variable own) {
    if (!part.shape().equals(own.shape())) {
      throw new IllegalArgumentException(
          this
              + " expects "
              + own.shape()
              + " for the state "
              + name
              + " to start from; received "
              + part.shape()
              + ". A state has one row per sequence, and the width of its layer.");
    }
  }

  /** Whether the input is token ids rather than features. */
  boolean readsTokens() {
    return configs.getFirst().readsTokens();
  }

  /** The output for a batch of full sequences, on the standard engine. */
  public Tensor predict(Tensor batchFirst) {
    return predict(Engine.standard(), batchFirst, null);
  }

  /** The output for a batch of sequences of these lengths, on the standard engine. */
  public Tensor predict(Tensor batchFirst, @Nullable Lengths lengths) {
    return predict(Engine.standard(), batchFirst, lengths);
  }

  /**
   * The output for a batch. Several threads may ask at once; a thread asks fastest for shapes that
   * were asked for before.
   *
   * @param batchFirst [batch, time, features], or token ids [batch, time]
   * @param lengths real steps of each sequence, or null when all are full
   * @return [batch, n], or [batch, time, n] where the last layer returns sequences; zero past a
   *     length
   */
  public Tensor predict(Engine engine, Tensor batchFirst, @Nullable Lengths lengths) {
    return tapes.predict(
        engine,
        tape -> forward(tape, Signal.ofSequences(tape, this, batchFirst, lengths)).toBatchFirst());
  }

  /**
   * A line for each layer, its name, width of its output, weights and all its settings, and the
   * number of all weights.
   */
  public String summary() {
    StringBuilder text = new StringBuilder();
    int width = features;
    for (int at = 0; at < order.size(); at++) {
      LayerConfig config = configs.get(at);
      width = config.outputFeatures(width);
      text.append(names.get(at))
          .append(": width ")
          .append(width)
          .append(", ")
          .append(weights(order.get(at)))
          .append(" weights, ")
          .append(config)
          .append('\n');
    }
    return text.append("in all ").append(weights(this)).append(" weights").toString();
  }

  private static long weights(Layer layer) {
    return layer.parameters().values().stream().mapToLong(p -> p.shape().size()).sum();
  }

  @Override
  public String toString() {
    return "Sequential" + layers.values();
  }
}
