package dev.timestep.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The lane width of this process, a constant so that the JIT can fold it. The system property
 * {@value #PROPERTY} (128, 256 or 512) overrides what the CPU prefers; tests use it.
 */
final class Lanes {

  static final String PROPERTY = "timestep.vector.bits";

  static final VectorSpecies<Float> SPECIES = species(System.getProperty(PROPERTY));

  /** Floats in a vector. */
  static final int LENGTH = SPECIES.length();

  /** Columns of a panel of packed B: two vectors. */
  static final int PANEL = 2 * LENGTH;

  /** Whether vectors have 512 bits, with which come 32 registers instead of 16. */
  static final boolean WIDE = LENGTH == 16;

  /**
   * Lanes exchanged with those so many places away: four such exchanges and additions make a sum.
   */
  static final VectorShuffle<Float> SWAP_1 = swap(1);

  static final VectorShuffle<Float> SWAP_2 = swap(2);
  static final VectorShuffle<Float> SWAP_4 = swap(4);
  static final VectorShuffle<Float> SWAP_8 = swap(8);

  private Lanes() {}

  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ distance) & (LENGTH - 1));
  }

  private static VectorSpecies<Float> species(String bits) {
    if (bits == null) {
      VectorSpecies<Float> preferred = FloatVector.SPECIES_PREFERRED;
      return preferred.length() < 4 ? FloatVector.SPECIES_128 : preferred;
    }
    return switch (bits) {
      case "128", "256", "512" ->
          VectorSpecies.of(float.class, VectorShape.forBitSize(Integer.parseInt(bits)));
      default ->
          throw new IllegalStateException(
              PROPERTY + " expects 128, 256 or 512; received \"" + bits + "\"");
    };
  }
}
