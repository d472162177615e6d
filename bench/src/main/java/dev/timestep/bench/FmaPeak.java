package dev.timestep.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The multiply-adds that this core can do: ten sums in registers, each waiting for nothing but
 * itself, and no memory. Ten hide a latency of four or five cycles on two units.
 */
public final class FmaPeak {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int SUMS = 10;
  private static final int STEPS = 60_000;

  private FmaPeak() {}

  /** Floating-point operations of one {@link #run}: a multiply-add counts as two. */
  public static double operations() {
    return 2.0 * SUMS * SPECIES.length() * STEPS;
  }

  /** Returns a figure that depends on all the work, so that none of it can be left out. */
  public static float run() {
    FloatVector x = FloatVector.broadcast(SPECIES, 0.999999f);
    FloatVector y = FloatVector.broadcast(SPECIES, 1e-7f);
    FloatVector s0 = x;
    FloatVector s1 = x;
    FloatVector s2 = x;
    FloatVector s3 = x;
    FloatVector s4 = x;
    FloatVector s5 = x;
    FloatVector s6 = x;
    FloatVector s7 = x;
    FloatVector s8 = x;
    FloatVector s9 = x;
    for (int i = 0; i < STEPS; i++) {
      s0 = s0.fma(x, y);
      s1 = s1.fma(x, y);
      s2 = s2.fma(x, y);
      s3 = s3.fma(x, y);
      s4 = s4.fma(x, y);
      s5 = s5.fma(x, y);
      s6 = s6.fma(x, y);
      s7 = s7.fma(x, y);
      s8 = s8.fma(x, y);
      s9 = s9.fma(x, y);
    }
    FloatVector low = s0.add(s1).add(s2).add(s3).add(s4);
    FloatVector high = s5.add(s6).add(s7).add(s8).add(s9);
    return low.add(high).lane(0);
  }
}
