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
 * <p>A product of many rows has the same share at every width of the vectors, all else has not:
 * divisions and the second-level cache do not grow with the lanes. What is expected at 512 bits is
 * half of what an AMD EPYC (Zen 5) reached, since other processors of that width divide at half its
 * speed; vectors on the heap cost a factor of thirty.
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

  /**
   * What depends on the width of the vectors.
   *
   * @param oneRow share of a product of one row
   * @param elementwise shares of elementwise kernels, by their names in {@link KernelTable}
   * @param step share of a training step of {@link TrainingStep}, on one thread
   */
  record Width(double oneRow, Map<String, Double> elementwise, double step) {}

  /** A product of many rows and its share. */
  record Product(Shape shape, double share) {}

  /**
   * A·B: tiles of every height from 6 to 12 rows, where lanes are so wide, and of 6, 5 and 4 rows
   * where they are not.
   */
  static final List<Product> PACKED =
      List.of(
          new Product(new Shape(24, 512, 128), 0.85),
          new Product(new Shape(32, 256, 64), 0.78),
          new Product(new Shape(13, 512, 128), 0.72),
          new Product(new Shape(8, 512, 128), 0.72),
          new Product(new Shape(9, 512, 128), 0.72),
          new Product(new Shape(10, 512, 128), 0.75),
          new Product(new Shape(11, 512, 128), 0.75));

  /** A·B of one row, whose share depends on the width. */
  static final Shape ONE_ROW = new Shape(1, 512, 128);

  /** Aᵀ·B: wide lanes have tiles of 13 and of 14 rows for them. */
  static final List<Product> TRANSPOSED =
      List.of(
          new Product(new Shape(128, 512, 640), 0.75), new Product(new Shape(126, 512, 640), 0.75));

  /** By the width of the vectors in bits. */
  static final Map<Integer, Width> WIDTHS =
      Map.of(
          256,
          new Width(
              0.45,
              Map.ofEntries(
                  Map.entry("sigmoid", 0.045),
                  Map.entry("tanh", 0.058),
                  Map.entry("exp", 0.035),
                  Map.entry("lstmForward", 0.009),
                  Map.entry("lstmBackward", 0.008),
                  Map.entry("gruForward", 0.015),
                  Map.entry("gruBackward", 0.031),
                  Map.entry("softmaxRows of 50", 0.013),
                  Map.entry("adam", 0.045)),
              0.58),
          512,
          new Width(
              0.12,
              Map.ofEntries(
                  Map.entry("sigmoid", 0.028),
                  Map.entry("tanh", 0.032),
                  Map.entry("exp", 0.017),
                  Map.entry("lstmForward", 0.0043),
                  Map.entry("lstmBackward", 0.007),
                  Map.entry("gruForward", 0.007),
                  Map.entry("gruBackward", 0.011),
                  Map.entry("softmaxRows of 50", 0.003),
                  Map.entry("adam", 0.018)),
              0.29));

  private GuardTable() {}
}
