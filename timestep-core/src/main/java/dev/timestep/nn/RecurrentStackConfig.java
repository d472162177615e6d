package dev.timestep.nn;

import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Settings of stacked recurrent layers, each with a cell and a width of its own, on request with
 * residual or highway connections.
 *
 * <pre>{@code
 * Layers.stack(LstmConfig.of(128), LstmConfig.of(64), GruConfig.of(32))     // [batch, 32]
 * Layers.lstm(64).layers(4).residual().sequences()                          // [batch, time, 64]
 * }</pre>
 *
 * @param cells of the layers, from the bottom
 * @param skip how each layer is joined with what it reads; {@link Skip#NONE} by default
 * @param returnSequences every step's output rather than the last step's; false by default
 * @param reverse backward in time; false by default
 * @param dropout between layers, not after the last; 0 by default, and refused by {@link #build}
 *     where there is one layer only
 */
public record RecurrentStackConfig(
    List<CellConfig> cells, Skip skip, boolean returnSequences, boolean reverse, double dropout)
    implements LayerConfig {
  public RecurrentStackConfig {
    Settings.of("RecurrentStack")
        .given("cells", cells)
        .given("skip", skip)
        .finite("dropout", dropout);
    cells = List.copyOf(cells);
    if (cells.isEmpty()) {
      throw new IllegalArgumentException(
          "A stack of recurrent layers expects a cell or more; received none.");
    }
    Dropout.checkRate("A stack of recurrent layers", dropout);
  }

  /** A layer over each of these cells; returns the last layer's last output. */
  public static RecurrentStackConfig of(CellConfig... cells) {
    return new RecurrentStackConfig(List.of(cells), Skip.NONE, false, false, 0);
  }

  /** The same with every step's output. */
  public RecurrentStackConfig sequences() {
    return new RecurrentStackConfig(cells, skip, true, reverse, dropout);
  }

  /** The same backward in time. */
  public RecurrentStackConfig reversed() {
    return new RecurrentStackConfig(cells, skip, returnSequences, true, dropout);
  }

  /** The same with dropout between layers. */
  public RecurrentStackConfig dropout(double rate) {
    return new RecurrentStackConfig(cells, skip, returnSequences, reverse, rate);
  }

  /** The same with each layer's input added to its output. */
  public RecurrentStackConfig residual() {
    return new RecurrentStackConfig(cells, Skip.RESIDUAL, returnSequences, reverse, dropout);
  }

  /** The same with a gate between each layer's input and its output. */
  public RecurrentStackConfig highway() {
    return new RecurrentStackConfig(cells, Skip.HIGHWAY, returnSequences, reverse, dropout);
  }

  @Override
  public String kind() {
    return cells.getFirst().kind();
  }

  @Override
  public int outputFeatures(int features) {
    return cells.getLast().units();
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    RecurrentStack.checkDropout(kind(), cells.size(), dropout);
    List<RecurrentLayer> stack = new ArrayList<>();
    int width = features;
    for (int at = 0; at < cells.size(); at++) {
      CellConfig cell = cells.get(at);
      boolean all = returnSequences || at < cells.size() - 1;
      stack.add(
          skip == Skip.NONE
              ? new Recurrent<>(cell.build(width, random), all, reverse)
              : new SkipLayer(cell.build(width, random), skip, all, reverse, random));
      width = cell.units();
    }
    return new RecurrentStack(stack, dropout);
  }
}
