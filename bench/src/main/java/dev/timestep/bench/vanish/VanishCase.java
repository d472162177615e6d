package dev.timestep.bench.vanish;

import dev.timestep.autograd.Activation;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.RecurrentConfig;
import java.util.List;

/**
 * A network of which only the last step's output has a loss.
 *
 * @param name as it is printed and asked for
 * @param layers the network, with one output at the end
 */
record VanishCase(String name, List<LayerConfig> layers) {
  /** Inputs of a step. */
  static final int FEATURES = 2;

  private static final int UNITS = 64;

  /** All of them: fused cells, cells that run as one scan, and attention over a fused one. */
  static List<VanishCase> all() {
    return List.of(
        of("lstm", Layers.lstm(UNITS)),
        of("gru", Layers.gru(UNITS)),
        of("simple rnn", Layers.simpleRnn(UNITS)),
        of("simple rnn, relu", Layers.simpleRnn(UNITS, Activation.RELU)),
        of("peephole lstm", Layers.peepholeLstm(UNITS)),
        of("layer norm gru", Layers.layerNormGru(UNITS)),
        of("mgu", Layers.mgu(UNITS)),
        of("indrnn", Layers.indRnn(UNITS)),
        of("sru", Layers.sru(UNITS)),
        of("min gru", Layers.minGru(UNITS)),
        new VanishCase(
            "lstm, attention pooling",
            List.of(Layers.lstm(UNITS).sequences(), Layers.attentionPooling(32), Layers.dense(1))));
  }

  private static VanishCase of(String name, RecurrentConfig layer) {
    return new VanishCase(name, List.of(layer, Layers.dense(1)));
  }
}
