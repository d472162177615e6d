package dev.timestep.task.forecast;

import dev.timestep.autograd.DropoutOp;
import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.Dense;
import dev.timestep.nn.Recurrent;
import dev.timestep.nn.Signal;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.Unrolled;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/**
 * An encoder–decoder for forecasts: a recurrent network reads the past, season by season, and a
 * second one, started from its state, steps over the rows to forecast with what is known about each
 * in advance.
 *
 * <pre>
 * s       = encoder(past segments)                        the state of each layer
 * d_1…H   = decoder(step inputs; initial state s)
 * y_h     = anchor_h + s·w·(d_h·W + b + x_h·V)            x_h: the step's inputs
 * </pre>
 *
 * <p>The linear path beside the decoder (V) carries what is proportional, as the highway of LSTNet
 * (Lai et al. 2018) does; the recurrent part adds what is not. All steps come out of one pass:
 * nothing is fed back, so no error feeds on itself (direct multi-step forecasting). Output weights
 * start at zero, so training starts from the anchor.
 */
final class ForecastNetwork implements Module {
  private final NetworkConfig config;
  private final List<Recurrent<?>> encoder = new ArrayList<>();
  private final List<Recurrent<?>> decoder = new ArrayList<>();
  private final Dense head;
  private final Dense skip;

  ForecastNetwork(NetworkConfig config, ForecastInputWidths widths, int targets, long seed) {
    this.config = config;
    SplittableRandom random = new SplittableRandom(seed);
    for (int layer = 0; layer < config.layers(); layer++) {
      encoder.add(layer(layer == 0 ? widths.past() : config.hidden(), random));
      decoder.add(layer(layer == 0 ? widths.future() : config.hidden(), random));
    }
    this.head = new Dense(config.hidden(), targets, random);
    this.skip =
        new Dense(widths.future(), targets, dev.timestep.autograd.Activation.LINEAR, false, random);
    forecastAnchor();
  }

  /** Sets the output weights to zero, so that the network forecasts its anchor. */
  void forecastAnchor() {
    head.parameters().values().forEach(ForecastNetwork::zero);
    skip.parameters().values().forEach(ForecastNetwork::zero);
  }

  /** Takes over the weights of a network of the same form. */
  void startFrom(Module other) {
    parameters().forEach((name, parameter) -> parameter.assign(value(other, name)));
  }

  private static Tensor value(Module module, String name) {
    Parameter parameter = module.parameters().get(name);
    if (parameter == null) {
      throw new IllegalStateException("no weight " + name);
    }
    return parameter.value();
  }

  private Recurrent<?> layer(int features, SplittableRandom random) {
    Cell<?> cell = config.cell().config(config.hidden()).build(features, random.split());
    return new Recurrent<>(cell, true, false);
  }

  private static void zero(Parameter parameter) {
    java.util.Arrays.fill(parameter.value().data(), 0f);
    parameter.changed();
  }

  NetworkConfig config() {
    return config;
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Module> named = new LinkedHashMap<>();
    for (int layer = 0; layer < encoder.size(); layer++) {
      named.put("encoder." + layer, encoder.get(layer));
    }
    for (int layer = 0; layer < decoder.size(); layer++) {
      named.put("decoder." + layer, decoder.get(layer));
    }
    named.put("head", head);
    named.put("skip", skip);
    return Module.join(named);
  }

  /** What the anchor misses, in scales of the columns [horizon, windows, targets]. */
  Variable forward(Tape tape, ForecastBatch batch) {
    Variable past = tape.constant(batch.past());
    Variable future = tape.constant(batch.future());
    Variable decoded = future;
    for (int layer = 0; layer < encoder.size(); layer++) {
      if (layer > 0) {
        past = DropoutOp.apply(past, config.dropout());
        decoded = DropoutOp.apply(decoded, config.dropout());
      }
      Pair pair = step(tape, layer, encoder.get(layer), decoder.get(layer), past, decoded);
      past = pair.encoded();
      decoded = pair.decoded();
    }
    tape.enter("head");
    Variable recurrent = head.forward(tape, DropoutOp.apply(decoded, config.dropout()));
    Variable relative = recurrent.add(skip.forward(tape, future));
    // Back from the window's own unit to the column's, so that the loss counts every row alike.
    Variable out = relative.multiply(tape.constant(batch.spread()));
    tape.exit();
    return out;
  }

  private record Pair(Variable encoded, Variable decoded) {}

  /** One layer of the encoder, and the same layer of the decoder started from its state. */
  private <S extends CellState> Pair step(
      Tape tape,
      int layer,
      Recurrent<S> reader,
      Recurrent<?> writer,
      Variable past,
      Variable future) {
    tape.enter("encoder." + layer);
    Unrolled<S> read = reader.unroll(tape, Signal.of(past), null);
    tape.exit();
    List<Variable> state = new ArrayList<>(read.state().variables());
    state.set(0, DropoutOp.apply(state.getFirst(), config.dropout()));
    tape.enter("decoder." + layer);
    // Encoder and decoder of a layer are made of the same kind of cell, so the state fits.
    Variable written = write(tape, writer, future, state);
    tape.exit();
    return new Pair(read.outputs(), written);
  }

  private static <S extends CellState> Variable write(
      Tape tape, Recurrent<S> writer, Variable future, List<Variable> state) {
    return writer.unroll(tape, Signal.of(future), writer.cell().stateOf(state)).outputs();
  }
}
