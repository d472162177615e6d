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
 * @param goal how many times the time of a sequence one of twice the length may take
 * @param layers the network, with one output at the end
 */
record VanishCase(String name, double goal, List<LayerConfig> layers) {
  /** Inputs of a step. */
  static final int FEATURES = 2;

  private static final int UNITS = 64;

  private static final double GOAL = 2.2;

  /**
   * Where memory sets the pace: long sequences leave the caches. Subnormal numbers cost far more.
   */
  private static final double GOAL_OF_MEMORY = 3.5;

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
        new VanishCase("indrnn", GOAL_OF_MEMORY, network(Layers.indRnn(UNITS))),
        new VanishCase("sru", GOAL_OF_MEMORY, network(Layers.sru(UNITS))),
        new VanishCase("min gru", GOAL_OF_MEMORY, network(Layers.minGru(UNITS))),
        new VanishCase(
            "lstm, attention pooling",
            GOAL,
            List.of(Layers.lstm(UNITS).sequences(), Layers.attentionPooling(32), Layers.dense(1))));
  }

  private static VanishCase of(String name, RecurrentConfig layer) {
    return new VanishCase(name, GOAL, network(layer));
  }

  private static List<LayerConfig> network(RecurrentConfig layer) {
    return List.of(layer, Layers.dense(1));
  }
}
