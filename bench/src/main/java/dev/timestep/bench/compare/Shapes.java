package dev.timestep.bench.compare;

import static dev.timestep.bench.compare.Cell.GRU;
import static dev.timestep.bench.compare.Cell.LSTM;
import static dev.timestep.bench.compare.Cell.RNN;

import java.util.ArrayList;
import java.util.List;

/** The shapes that are measured when none are given. */
final class Shapes {
  private Shapes() {}

  /** Single layers over full sequences, from a toy to the size where memory decides. */
  static List<ShapeSpec> plain() {
    return List.of(
        ShapeSpec.layer(RNN, 3, 1, 50, 32),
        ShapeSpec.layer(RNN, 28, 28, 64, 64),
        ShapeSpec.layer(LSTM, 24, 7, 64, 32),
        ShapeSpec.layer(LSTM, 96, 7, 64, 32),
        ShapeSpec.layer(LSTM, 100, 32, 128, 32),
        ShapeSpec.layer(GRU, 100, 32, 128, 32),
        ShapeSpec.layer(RNN, 100, 32, 128, 32),
        ShapeSpec.layer(LSTM, 50, 64, 256, 64),
        ShapeSpec.layer(LSTM, 35, 200, 200, 20),
        ShapeSpec.layer(LSTM, 35, 512, 512, 32),
        ShapeSpec.layer(LSTM, 35, 1024, 1024, 64));
  }

  /** All of them. */
  static List<ShapeSpec> all() {
    return new ArrayList<>(plain());
  }

  /** What fits into a few minutes. */
  static List<ShapeSpec> quick() {
    return new ArrayList<>(plain());
  }
}
