package dev.timestep.task.forecast;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.DenseConfig;
import dev.timestep.nn.Layer;
import dev.timestep.nn.Layers;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Signal;
import dev.timestep.nn.graph.Graph;
import dev.timestep.nn.graph.GraphBuilder;
import dev.timestep.nn.graph.GraphConfig;
import dev.timestep.task.RecurrentSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/**
 * An encoder–decoder for forecasts: a recurrent network reads the past, season by season, and a
 * second one, started from its state, steps over the rows to forecast with what is known about each
 * in advance. The network is a {@link Graph}; what it returns is brought to the column's unit here.
 *
 * <pre>
 * s       = encoder(past segments)                        the state of each layer
 * s'      = near(last rows one by one; initial state s)
 * d_1…H   = decoder(step inputs; initial state s')
 * y_h     = anchor_h + s·w·(d_h·W + b + x_h·V)            x_h: the step's inputs
 * </pre>
 *
 * <p>Between the two a third one reads the last rows one by one with their calendar, which the
 * encoder's segments do not have: how the rows next to the origin lie, and whether they were
 * holidays. Models from before it have none ({@link NearInputs#NONE}); their decoder starts from s.
 *
 * <p>The linear path beside the decoder (V) carries what is proportional, as the highway of LSTNet
 * (Lai et al. 2018) does; the recurrent part adds what is not. All steps come out of one pass:
 * nothing is fed back, so no error feeds on itself (direct multi-step forecasting). Output weights
 * start at zero, so training starts from the anchor.
 */
public final class ForecastNetwork implements Module {
  private static final String PAST = "past";
  private static final String FUTURE = "future";
  private static final String NEAR_ROWS = "near";
  private static final String ENCODER = "encoder_";
  private static final String NEAR = "near_";
  private static final String DECODER = "decoder_";
  private static final String HEAD = "head";
  private static final String SKIP = "skip";
  private static final String ANSWER = "answer";

  private final RecurrentSettings config;
  private final Graph graph;

  public ForecastNetwork(
      RecurrentSettings config, ForecastInputWidths widths, int targets, long seed) {
    this.config = config;
    this.graph = Graph.of(graph(config, widths, targets), seed);
    draw(widths, seed);
    forecastAnchor();
  }

  /** The network's layers, and what each reads. */
  public static GraphConfig graph(
      RecurrentSettings config, ForecastInputWidths widths, int targets) {
    GraphBuilder graph =
        Graph.builder().sequence(PAST, widths.past()).sequence(FUTURE, widths.future());
    boolean near = widths.near() > 0;
    if (near) {
      graph.sequence(NEAR_ROWS, widths.near());
    }
    RecurrentConfig steps = config.layer().sequences();
    String encoded = PAST;
    String rows = NEAR_ROWS;
    String decoded = FUTURE;
    for (int layer = 0; layer < config.layers(); layer++) {
      if (layer > 0) {
        graph.layer("encoded_" + layer, Layers.dropout(config.dropout()), encoded);
        graph.layer("decoded_" + layer, Layers.dropout(config.dropout()), decoded);
        if (near) {
          graph.layer("near_rows_" + layer, Layers.dropout(config.dropout()), rows);
          rows = "near_rows_" + layer;
        }
        encoded = "encoded_" + layer;
        decoded = "decoded_" + layer;
      }
      graph.layer(ENCODER + layer, steps, encoded);
      if (near) {
        graph.layer(NEAR + layer, steps, rows).startsFrom(ENCODER + layer, config.dropout());
        rows = NEAR + layer;
      }
      graph
          .layer(DECODER + layer, steps, decoded)
          .startsFrom((near ? NEAR : ENCODER) + layer, config.dropout());
      encoded = ENCODER + layer;
      decoded = DECODER + layer;
    }
    return graph
        .layer("decoded", Layers.dropout(config.dropout()), decoded)
        .layer(HEAD, Layers.dense(targets), "decoded")
        .layer(SKIP, new DenseConfig(targets, Activation.LINEAR, false), FUTURE)
        .add(ANSWER, HEAD, SKIP)
        .output(ANSWER)
        .config();
  }

  /**
   * Draws the recurrent weights, encoder and decoder in turn, whatever lies between them in the
   * graph: a seed gives the forecasts that it gave before the network was one.
   */
  private void draw(ForecastInputWidths widths, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int layer = 0; layer < config.layers(); layer++) {
      draw(ENCODER + layer, layer == 0 ? widths.past() : config.hidden(), random.split());
      if (widths.near() > 0) {
        draw(NEAR + layer, layer == 0 ? widths.near() : config.hidden(), random.split());
      }
      draw(DECODER + layer, layer == 0 ? widths.future() : config.hidden(), random.split());
    }
  }

  private void draw(String node, int features, SplittableRandom random) {
    Layer fresh = config.layer().build(features, random);
    Map<String, Parameter> own = graph.layer(node).parameters();
    fresh
        .parameters()
        .forEach((name, drawn) -> Objects.requireNonNull(own.get(name)).assign(drawn.value()));
  }

  /** Sets the output weights to zero, so that the network forecasts its anchor. */
  public void forecastAnchor() {
    for (String node : List.of(HEAD, SKIP)) {
      graph.layer(node).parameters().values().forEach(ForecastNetwork::zero);
    }
  }

  /** Takes over the weights of a network of the same form. */
  public void startFrom(Module other) {
    Map<String, Parameter> theirs = other.parameters();
    parameters()
        .forEach((name, own) -> own.assign(Objects.requireNonNull(theirs.get(name), name).value()));
  }

  private static void zero(Parameter parameter) {
    Arrays.fill(parameter.value().data(), 0f);
    parameter.changed();
  }

  public RecurrentSettings config() {
    return config;
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return graph.parameters();
  }

  /** What the anchor misses, in scales of the columns [horizon, windows, targets]. */
  public Variable forward(Tape tape, ForecastBatch batch) {
    Map<String, Signal> inputs = new HashMap<>();
    inputs.put(PAST, Signal.of(tape.constant(batch.past())));
    inputs.put(FUTURE, Signal.of(tape.constant(batch.future())));
    batch.near().ifPresent(rows -> inputs.put(NEAR_ROWS, Signal.of(tape.constant(rows))));
    Variable relative = Objects.requireNonNull(graph.forward(tape, inputs).get(ANSWER)).value();
    // Back from the window's own unit to the column's, so that the loss counts every row alike.
    return relative.multiply(tape.constant(batch.spread()));
  }
}
