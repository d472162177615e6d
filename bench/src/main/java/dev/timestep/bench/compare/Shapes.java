package dev.timestep.bench.compare;

import static dev.timestep.bench.compare.Cell.GRU;
import static dev.timestep.bench.compare.Cell.LSTM;
import static dev.timestep.bench.compare.Cell.RNN;

import java.util.ArrayList;
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

  private static final ShapeSpec CAUSAL =
      ShapeSpec.parse("conv1d:T=100,F=32,H=64,B=32,layers=2,kernel=5,dilation=2,causal=1");
  private static final ShapeSpec IMAGES = ShapeSpec.parse("conv2d:T=28,F=8,H=16,B=32,kernel=3");

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

  /** One step at a time, as wide as deep, alone and 64 sessions together. */
  static List<ShapeSpec> streams() {
    List<ShapeSpec> streams = new ArrayList<>();
    for (int batch : new int[] {1, 64}) {
      for (Cell cell : List.of(LSTM, GRU)) {
        for (int units : new int[] {64, 128, 512}) {
          streams.add(stream(cell, units, batch));
        }
      }
    }
    return streams;
  }

  private static ShapeSpec stream(Cell cell, int units, int batch) {
    return new ShapeSpec(cell, 1, units, units, batch, 1, 1, 0, 0, true, Taps.NONE);
  }

  /** Convolutions over time and of images; two layers show the gradient of an input, too. */
  static List<ShapeSpec> convolutions() {
    return List.of(
        ShapeSpec.parse("conv1d:T=100,F=32,H=64,B=32,kernel=5"),
        CAUSAL,
        ShapeSpec.parse("conv1d:T=100,F=32,H=64,B=32,kernel=3,stride=2"),
        IMAGES,
        ShapeSpec.parse("conv2d:T=28,F=8,H=16,B=32,kernel=3,stride=2"),
        ShapeSpec.parse("conv2d:T=28,F=8,H=16,B=32,kernel=3,layers=2"));
  }

  /** All of them. */
  static List<ShapeSpec> all() {
    return join(join(join(plain(), models()), convolutions()), streams());
  }

  /** What fits into a few minutes. */
  static List<ShapeSpec> quick() {
    List<ShapeSpec> some =
        List.of(
            BOTH_WAYS,
            LENGTHS_LSTM,
            WORDS,
            CAUSAL,
            IMAGES,
            stream(LSTM, 128, 1),
            stream(LSTM, 128, 64));
    return join(plain(), some);
  }

  private static List<ShapeSpec> join(List<ShapeSpec> some, List<ShapeSpec> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
