package dev.timestep.nn;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * How a layer runs over sequences that arrive piece by piece: it takes a piece and the state after
 * the piece before, and returns its output and the state after this one. The pieces one after the
 * other give the same as the whole sequence at once.
 *
 * <p>A layer has one if its output at a step depends on no later step; it comes from {@link
 * Layer#streaming()}. Most programs need only {@link Session}.
 */
public interface Streaming {
  /**
   * What a layer returns for a piece.
   *
   * @param output for the piece
   * @param state after it, under the names of {@link #initialState}
   */
  record Streamed(Signal output, SequencedMap<String, Variable> state) {}

  /** The state before the first piece by name, each part [batch, ·]; empty for a layer without. */
  SequencedMap<String, Variable> initialState(Tape tape, int batch);

  /**
   * Runs over one piece.
   *
   * @param input [time, batch, ·], the next steps of each sequence
   * @param state after the piece before
   */
  Streamed run(Tape tape, Signal input, Map<String, Variable> state);

  /** A layer that looks at each step by itself, such as a dense one, and so carries nothing. */
  static Streaming stepwise(Layer layer) {
    return new Streaming() {
      @Override
      public SequencedMap<String, Variable> initialState(Tape tape, int batch) {
        return new LinkedHashMap<>();
      }

      @Override
      public Streamed run(Tape tape, Signal input, Map<String, Variable> state) {
        return new Streamed(layer.forward(tape, input), new LinkedHashMap<>());
      }
    };
  }

  /**
   * Layers one after the other; their states are named {@code layer.part}.
   *
   * @throws IllegalArgumentException when one of them looks ahead; the message says which
   */
  static Streaming chain(SequencedMap<String, ? extends Layer> layers) {
    SequencedMap<String, Streaming> chain = new LinkedHashMap<>();
    layers.forEach((name, layer) -> chain.put(name, layer.streaming()));
    return new Streaming() {
      @Override
      public SequencedMap<String, Variable> initialState(Tape tape, int batch) {
        SequencedMap<String, Variable> all = new LinkedHashMap<>();
        chain.forEach((name, layer) -> putAll(all, name, layer.initialState(tape, batch)));
        return all;
      }

      @Override
      public Streamed run(Tape tape, Signal input, Map<String, Variable> state) {
        SequencedMap<String, Variable> all = new LinkedHashMap<>();
        Signal signal = input;
        for (var layer : chain.entrySet()) {
          tape.enter(layer.getKey());
          Streamed streamed = layer.getValue().run(tape, signal, under(layer.getKey(), state));
          tape.exit();
          signal = streamed.output();
          putAll(all, layer.getKey(), streamed.state());
        }
        return new Streamed(signal, all);
      }
    };
  }

  private static void putAll(
      Map<String, Variable> all, String layer, Map<String, Variable> ofLayer) {
    ofLayer.forEach((part, variable) -> all.put(layer + "." + part, variable));
  }

  private static Map<String, Variable> under(String layer, Map<String, Variable> all) {
    String prefix = layer + ".";
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
