package dev.timestep.nn;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Recurrent layers on top of each other, with dropout between them, not after the last. */
public final class RecurrentStack implements StateLayer {
  private final List<RecurrentLayer> layers;
  private final List<String> names;
  private final Dropout dropout;

  /**
   * A stack.
   *
   * @param layers from the bottom; all but the last return sequences, and each reads the width that
   *     the one below it returns
   * @param dropout rate between layers
   */
  public RecurrentStack(List<? extends RecurrentLayer> layers, double dropout) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "RecurrentStack expects one layer or more; received none.");
    }
    for (RecurrentLayer layer : layers.subList(0, layers.size() - 1)) {
      if (!layer.returnsSequences()) {
        throw new IllegalArgumentException(
            "RecurrentStack expects all layers but the last to return sequences; "
                + layer
                + " returns its last output. Pass true for returnSequences.");
      }
    }
    for (int at = 1; at < layers.size(); at++) {
      if (layers.get(at).features() != layers.get(at - 1).outputFeatures()) {
        throw new IllegalArgumentException(
            "RecurrentStack expects each layer to read the width that the one below it returns; "
                + layers.get(at)
                + " reads "
                + layers.get(at).features()
                + " and "
                + layers.get(at - 1)
                + " returns "
                + layers.get(at - 1).outputFeatures()
                + ". Build it for that width.");
      }
    }
    this.layers = List.copyOf(layers);
    this.names = IntStream.range(0, layers.size()).mapToObj(Integer::toString).toList();
    this.dropout = new Dropout(dropout);
  }

  /** Refuses dropout between layers where there is one layer, since it would do nothing. */
  static void checkDropout(String kind, int layers, double dropout) {
    if (layers == 1 && dropout > 0) {
      throw new IllegalArgumentException(
          "A stack of recurrent layers expects two layers or more for dropout between them;"
              + " received one layer ("
              + kind
              + ") and dropout "
              + dropout
              + ". For one layer use inputDropout("
              + dropout
              + ") for what it reads (Keras' dropout=), recurrentDropout(..) for its state, or"
              + " Layers.dropout("
              + dropout
              + ") behind it.");
    }
  }

  public List<RecurrentLayer> layers() {
    return layers;
  }

  @Override
  public String kind() {
    return layers.getFirst().kind();
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Module> named = new LinkedHashMap<>();
    for (int at = 0; at < layers.size(); at++) {
      named.put(names.get(at), layers.get(at));
    }
    return Module.join(named);
  }

  @Override
  public Streaming streaming() {
    SequencedMap<String, Layer> chain = new LinkedHashMap<>();
    for (int at = 0; at < layers.size(); at++) {
      if (at > 0) {
        chain.put("dropout." + at, dropout);
      }
      chain.put(Integer.toString(at), layers.get(at));
    }
    return Streaming.chain(chain);
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    return forward(tape, input, null);
  }

  @Override
  public List<Cell<?>> cells() {
    return layers.stream().flatMap(layer -> layer.cells().stream()).toList();
  }

  @Override
  public Continued runFrom(Tape tape, Signal input, @Nullable List<List<Variable>> initial) {
    StateCheck.given(this, tape, initial);
    Signal signal = input;
    List<List<Variable>> states = new ArrayList<>();
    for (int at = 0; at < layers.size(); at++) {
      if (at > 0) {
        signal = dropout.forward(tape, signal);
      }
      tape.enter(names.get(at));
      RecurrentLayer layer = layers.get(at);
      int from = states.size();
      int to = from + layer.cells().size();
      Continued run =
          layer.runFrom(tape, signal, initial == null ? null : initial.subList(from, to));
      tape.exit();
      states.addAll(run.states());
      signal = run.output();
    }
    return new Continued(signal, states);
  }

  /** The same with the last layer's outputs at the places of a mask. */
  Signal forward(Tape tape, Signal input, @Nullable Expansion places) {
    Signal signal = input;
    for (int at = 0; at < layers.size(); at++) {
      if (at > 0) {
        signal = dropout.forward(tape, signal);
      }
      tape.enter(names.get(at));
      RecurrentLayer layer = layers.get(at);
      if (places != null && layer == layers.getLast()) {
        signal = places.run(tape, layer, signal);
      } else {
        signal = layer.forward(tape, signal);
      }
      tape.exit();
    }
    return signal;
  }

  @Override
  public String toString() {
    return layers.toString();
  }
}
