package dev.timestep.nn;

import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Settings of one {@link Bidirectional} layer or of several stacked ones, each reading the merged
 * outputs of the one below.
 *
 * <pre>{@code
 * Layers.lstm(128).layers(2).sequences().bidirectional()            // [batch, time, 256]
 * Layers.gru(64).bidirectional().merge(Merge.SUM)                   // [batch, 64]
 * Layers.lstm(64).bidirectional().backward(GruConfig.of(32))        // [batch, 96]
 * }</pre>
 *
 * @param forward the cell of each layer that reads from the first step to the last
 * @param backward the cell of each layer that reads from the last step to the first; by default
 *     like the other, with weights of its own
 * @param merge how the two outputs become one; side by side by default
 * @param layers how many; 1 by default
 * @param returnSequences every step's output rather than the last ones; false by default
 * @param dropout between stacked layers, not after the last, as in PyTorch; 0 by default, and
 *     refused by {@link #build} where there is one layer only
 */
public record BidirectionalConfig(
    CellConfig forward,
    CellConfig backward,
    Merge merge,
    int layers,
    boolean returnSequences,
    double dropout)
    implements LayerConfig {
  public BidirectionalConfig {
    Settings.of("Bidirectional")
        .given("forward", forward)
        .given("backward", backward)
        .given("merge", merge)
        .finite("dropout", dropout);
    if (layers < 1) {
      throw new IllegalArgumentException(
          "A bidirectional layer expects layers of 1 or more; received " + layers + ".");
    }
    if (layers > 1 && merge == Merge.NONE) {
      throw new IllegalArgumentException(
          "Stacked bidirectional layers expect a merge, since each reads one input; received NONE."
              + " Choose Merge.CONCAT.");
    }
    Bidirectional.checkWidths(merge, forward.units(), backward.units());
    Dropout.checkRate("A stack of bidirectional layers", dropout);
  }

  /** Both directions of what {@code layer} describes; its own direction must be forward. */
  public static BidirectionalConfig of(RecurrentConfig layer) {
    if (layer.reverse()) {
      throw new IllegalArgumentException(
          "A bidirectional layer is made from a layer that reads forward in time; received a"
              + " reversed one. Leave reversed() out.");
    }
    return new BidirectionalConfig(
        layer.cell(),
        layer.cell(),
        Merge.CONCAT,
        layer.layers(),
        layer.returnSequences(),
        layer.dropout());
  }

  /** The same with another merge of the two outputs. */
  public BidirectionalConfig merge(Merge how) {
    return new BidirectionalConfig(forward, backward, how, layers, returnSequences, dropout);
  }

  /** The same with a cell of its own for the backward direction. */
  public BidirectionalConfig backward(CellConfig cell) {
    return new BidirectionalConfig(forward, cell, merge, layers, returnSequences, dropout);
  }

  /** The same with every step's output. */
  public BidirectionalConfig sequences() {
    return new BidirectionalConfig(forward, backward, merge, layers, true, dropout);
  }

  /** The same with {@code count} stacked layers. */
  public BidirectionalConfig layers(int count) {
    return new BidirectionalConfig(forward, backward, merge, count, returnSequences, dropout);
  }

  /** The same with dropout between stacked layers, of which there must be two or more. */
  public BidirectionalConfig dropout(double rate) {
    return new BidirectionalConfig(forward, backward, merge, layers, returnSequences, rate);
  }

  @Override
  public String kind() {
    return "bidirectional";
  }

  @Override
  public int outputFeatures(int features) {
    return merge.outputFeatures(forward.units(), backward.units());
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    RecurrentStack.checkDropout(kind(), layers, dropout);
    if (layers == 1) {
      return layer(features, returnSequences, random);
    }
    List<RecurrentLayer> stack = new ArrayList<>();
    int width = features;
    for (int layer = 0; layer < layers; layer++) {
      stack.add(layer(width, returnSequences || layer < layers - 1, random));
      width = outputFeatures(width);
    }
    return new RecurrentStack(stack, dropout);
  }

  private RecurrentLayer layer(int features, boolean all, RandomGenerator random) {
    return new Bidirectional<>(
        forward.build(features, random), backward.build(features, random), merge, all);
  }
}
