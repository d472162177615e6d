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
      s0 = x.fma(s0, y);
      s1 = x.fma(s1, y);
      s2 = x.fma(s2, y);
      s3 = x.fma(s3, y);
      s4 = x.fma(s4, y);
      s5 = x.fma(s5, y);
      s6 = x.fma(s6, y);
      s7 = x.fma(s7, y);
      s8 = x.fma(s8, y);
      s9 = x.fma(s9, y);
    }
    FloatVector low = s0.add(s1).add(s2).add(s3).add(s4);
    FloatVector high = s5.add(s6).add(s7).add(s8).add(s9);
    return low.add(high).lane(0);
  }
}
