package dev.timestep.bench.compare;

import static dev.timestep.bench.compare.Cell.GRU;
import static dev.timestep.bench.compare.Cell.LSTM;
import static dev.timestep.bench.compare.Cell.RNN;

import java.util.List;
import java.util.stream.Stream;

/** The shapes that are measured when none are given. */
final class Shapes {
  private static final ShapeSpec LENGTHS_LSTM =
      ShapeSpec.parse("lstm:T=100,F=32,H=128,B=32,shortest=10");
  private static final ShapeSpec LENGTHS_GRU =
      ShapeSpec.parse("gru:T=100,F=32,H=128,B=32,shortest=10");
  private static final ShapeSpec BOTH_WAYS =
      ShapeSpec.parse("lstm:T=100,F=64,H=128,B=32,layers=2,directions=2");
  private static final ShapeSpec WORDS =
      ShapeSpec.parse("lstm:T=20,F=200,H=200,B=20,layers=2,words=10000");

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

  /** What people use beyond a plain layer. */
  static List<ShapeSpec> models() {
    return List.of(BOTH_WAYS, LENGTHS_LSTM, LENGTHS_GRU, WORDS);
  }

  /** All of them. */
  static List<ShapeSpec> all() {
    return join(plain(), models());
  }

  /** What fits into a few minutes. */
  static List<ShapeSpec> quick() {
    return join(plain(), List.of(BOTH_WAYS, LENGTHS_LSTM, WORDS));
  }

  private static List<ShapeSpec> join(List<ShapeSpec> some, List<ShapeSpec> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
