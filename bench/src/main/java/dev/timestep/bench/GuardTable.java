package dev.timestep.bench;

import java.util.List;
import java.util.Map;

/**
 * What {@code bench/guard} expects, as shares of the multiply-add peak of one core.
 *
 * <p>Measured by {@code bench/guard --table} on a quiet AMD EPYC (Zen 3, AVX2) with JDK 25.0.3: the
 * typical share in several JVMs, which differ by a tenth. A matrix product and a training step
 * count their own operations; an elementwise kernel counts one multiply-add an element, so that 5 %
 * means that an element takes as long as twenty multiply-adds. Both follow the clock of the
 * processor.
 *
 * <p>They hold for vectors of 256 bits. At other widths a product of many rows has the same share,
 * all else has not: divisions and the second-level cache do not grow with the lanes.
 */
final class GuardTable {

  /** Below this part of what is expected something is wrong: the JIT's cliffs cost a factor. */
  static final double FLOOR = 0.5;

  /**
   * Of a product of many rows: a tile that spills one sum in each step comes to about half (31 to
   * 55 % of the peak instead of 71 to 89), which a floor of half would let through now and then.
   */
  static final double PRODUCT_FLOOR = 0.7;

  /** A whole step has more parts that may vary. */
  static final double STEP_FLOOR = 1.0 / 3;

  /** The width of the vectors, in bits, at which the expectations were measured. */
  static final int BITS = 256;

  /**
   * A product and its share.
   *
   * @param manyRows whether there are enough for the share to be the same at other vector widths
   */
  record Product(Shape shape, double share, boolean manyRows) {
    double floor() {
      return manyRows ? PRODUCT_FLOOR : FLOOR;
    }
  }

  /**
   * A·B: tiles of every height from 6 to 12 rows, where lanes are so wide, and of 6, 5 and 4 rows
   * where they are not; then one row.
   */
  static final List<Product> PACKED =
      List.of(
          new Product(new Shape(24, 512, 128), 0.85, true),
          new Product(new Shape(32, 256, 64), 0.78, true),
          new Product(new Shape(13, 512, 128), 0.72, true),
          new Product(new Shape(8, 512, 128), 0.72, true),
          new Product(new Shape(9, 512, 128), 0.72, true),
          new Product(new Shape(10, 512, 128), 0.75, true),
          new Product(new Shape(11, 512, 128), 0.75, true),
          new Product(new Shape(1, 512, 128), 0.45, false));

  /** Aᵀ·B: wide lanes have tiles of 13 and of 14 rows for them. */
  static final List<Product> TRANSPOSED =
      List.of(
          new Product(new Shape(128, 512, 640), 0.75, true),
          new Product(new Shape(126, 512, 640), 0.75, true));

  /** Elementwise kernels, by their names in {@link KernelTable}. */
  static final Map<String, Double> ELEMENTWISE =
      Map.ofEntries(
          Map.entry("sigmoid", 0.045),
          Map.entry("tanh", 0.058),
          Map.entry("exp", 0.035),
          Map.entry("lstmForward", 0.009),
          Map.entry("lstmBackward", 0.008),
          Map.entry("gruForward", 0.015),
          Map.entry("gruBackward", 0.031),
          Map.entry("softmaxRows of 50", 0.013),
          Map.entry("adam", 0.045));

  /** A training step of {@link TrainingStep}, on one thread. */
  static final double STEP = 0.58;

  private GuardTable() {}
}
