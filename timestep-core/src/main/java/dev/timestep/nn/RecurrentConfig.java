package dev.timestep.nn;

import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Settings of one recurrent layer or of several stacked ones.
 *
 * @param cell the cell of each layer
 * @param layers how many, each reading the outputs of the one below; 1 by default
 * @param returnSequences every step's output rather than the last step's; false by default, as in
 *     Keras
 * @param reverse backward in time; false by default
 * @param dropout between stacked layers, not after the last, as in PyTorch; 0 by default, and
 *     refused by {@link #build} where there is one layer only
 */
public record RecurrentConfig(
    CellConfig cell, int layers, boolean returnSequences, boolean reverse, double dropout)
    implements LayerConfig {
  public RecurrentConfig {
    Settings.of("Recurrent").given("cell", cell).finite("dropout", dropout);
    if (layers < 1) {
      throw new IllegalArgumentException(
          "A recurrent layer expects layers of 1 or more; received " + layers + ".");
    }
    Dropout.checkRate("A stack of recurrent layers", dropout);
  }

  /** One layer over {@code cell} that returns its last output. */
  public static RecurrentConfig of(CellConfig cell) {
    return new RecurrentConfig(cell, 1, false, false, 0);
  }

  /** The same with every step's output. */
  public RecurrentConfig sequences() {
    return new RecurrentConfig(cell, layers, true, reverse, dropout);
  }

  /** The same backward in time. */
  public RecurrentConfig reversed() {
    return new RecurrentConfig(cell, layers, returnSequences, true, dropout);
  }

  /** The same with {@code count} stacked layers. */
  public RecurrentConfig layers(int count) {
    return new RecurrentConfig(cell, count, returnSequences, reverse, dropout);
  }

  /**
   * The same with dropout between stacked layers; for one layer {@link #inputDropout} is Keras'
   * {@code dropout}.
   */
  public RecurrentConfig dropout(double rate) {
    return new RecurrentConfig(cell, layers, returnSequences, reverse, rate);
  }

  /** The same with each layer's input added to its output; see {@link SkipLayer}. */
  public RecurrentStackConfig residual() {
    return stack(Skip.RESIDUAL);
  }

  /** The same with a gate between each layer's input and its output; see {@link SkipLayer}. */
  public RecurrentStackConfig highway() {
    return stack(Skip.HIGHWAY);
  }

  private RecurrentStackConfig stack(Skip skip) {
    return new RecurrentStackConfig(
        Collections.nCopies(layers, cell), skip, returnSequences, reverse, dropout);
  }

  /** The same over another cell. */
  private RecurrentConfig over(CellConfig other) {
    return new RecurrentConfig(other, layers, returnSequences, reverse, dropout);
  }

  /**
   * The same with the input of each layer dropped by a mask fixed over time; Keras' {@code
   * dropout}.
   */
  public RecurrentConfig inputDropout(double rate) {
    return over(cell.inputDropout(rate));
  }

  /**
   * The same with the last output dropped, where it enters products, by a mask fixed over time;
   * Keras' {@code recurrent_dropout}.
   */
  public RecurrentConfig recurrentDropout(double rate) {
    return over(cell.recurrentDropout(rate));
  }

  /** The same with zoneout of the output and of the memory beside it; 0 where there is none. */
  public RecurrentConfig zoneout(double output, double memory) {
    return over(cell.zoneout(output, memory));
  }

  /** The same with some recurrent weights dropped for each batch. */
  public RecurrentConfig weightDrop(double rate) {
    return over(cell.weightDrop(rate));
  }

  /** The same with an initial state that is learned. */
  public RecurrentConfig learnedState() {
    return over(cell.learnedState());
  }

  /** The same in both directions of time, the outputs side by side; see {@link Bidirectional}. */
  public BidirectionalConfig bidirectional() {
    return BidirectionalConfig.of(this);
  }

  @Override
  public String kind() {
    return cell.kind();
  }

  @Override
  public int outputFeatures(int features) {
    return cell.units();
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    RecurrentStack.checkDropout(kind(), layers, dropout);
    if (layers == 1) {
      return new Recurrent<>(cell.build(features, random), returnSequences, reverse);
    }
    List<Recurrent<?>> stack = new ArrayList<>();
    int width = features;
    for (int layer = 0; layer < layers; layer++) {
      boolean all = returnSequences || layer < layers - 1;
      stack.add(new Recurrent<>(cell.build(width, random), all, reverse));
      width = cell.units();
    }
    return new RecurrentStack(stack, dropout);
  }
}
