package dev.timestep.bench.compare;

/** The sizes that {@code bench/growth} varies, each around T=100 F=32 H=128 B=32. */
enum GrowthAxis {
  T("time steps", 25, 50, 100, 200, 400),
  B("sequences in a batch", 8, 16, 32, 64, 128),
  H("units", 32, 64, 128, 256, 512),
  F("features", 8, 32, 128, 512);

  private static final int TIME = 100;
  private static final int FEATURES = 32;
  private static final int UNITS = 128;
  private static final int BATCH = 32;

  private final String words;
  private final int[] sizes;

  GrowthAxis(String words, int... sizes) {
    this.words = words;
    this.sizes = sizes;
  }

  int[] sizes() {
    return sizes.clone();
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
