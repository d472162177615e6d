package dev.timestep.bench.compare;

import java.util.List;

/** The sizes that {@code bench/growth} varies, each around T=100 F=32 H=128 B=32. */
enum GrowthAxis {
  T("time steps"),
  B("sequences in a batch"),
  H("units"),
  F("features");

  private static final int TIME = 100;
  private static final int FEATURES = 32;
  private static final int UNITS = 128;
  private static final int BATCH = 32;

  private final String words;

  GrowthAxis(String words) {
    this.words = words;
  }

  List<Integer> sizes() {
    return switch (this) {
      case T -> List.of(25, 50, 100, 200, 400);
      case B -> List.of(8, 16, 32, 64, 128);
      case H -> List.of(32, 64, 128, 256, 512);
      case F -> List.of(8, 32, 128, 512);
    };
  }

  ShapeSpec shape(Cell cell, int value) {
    return ShapeSpec.layer(
        cell,
        this == T ? value : TIME,
        this == F ? value : FEATURES,
        this == H ? value : UNITS,
        this == B ? value : BATCH);
  }

  /** Under the axis of the plot. */
  String label() {
    return words + " " + name();
  }

  /** What stays the same. */
  String others() {
    return (this == T ? "" : " T=" + TIME)
        + (this == F ? "" : " F=" + FEATURES)
        + (this == H ? "" : " H=" + UNITS)
        + (this == B ? "" : " B=" + BATCH);
  }
}
