package dev.timestep.bench;

import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code bench/guard}: no kernel may be much slower than it can be. The same arithmetic
 * can run several times slower when the JIT spills a sum, or puts vectors on the heap; tests of
 * results do not detect that.
 *
 * <p>What is expected is a share of the multiply-add peak of this core in this run, see {@link
 * GuardTable}. Only what fails again and again fails. Exit codes: 0 all as expected, or nothing to
 * check here; {@value #TOO_SLOW} a kernel is too slow, of which the script makes 1.
 */
public final class Guard {

  /** Not 1, with which a JVM ends that cannot start. */
  private static final int TOO_SLOW = 3;

  private static final int ATTEMPTS = 6;
  private static final long PAUSE_MILLIS = 300;

  /** So many that the whole method is compiled, not only its loop, which is slower at times. */
  private static final int PEAK_WARM_RUNS = 1_000;

  private static final double PEAK_WARM_NANOS = 5e8;

  /**
   * The clock drifts; a peak far below the best of this run was disturbed and flatters a kernel.
   */
  private static final double LEAST_PEAK = 0.85;

  private static final int PEAK_SLICES = 3;

  /** A vector does its lanes' work in the time of a scalar; half of that is far from boxing. */
  private static final double LEAST_LANES = 0.5;

  /** Results of work that the JIT must not drop. */
  private double sink;

  private double bestPeak;

  private final boolean table;

  private Guard(boolean table) {
    this.table = table;
  }

  /**
   * Runs it.
   *
   * @param arguments {@code --table} prints all that was measured
   */
  public static void main(String[] arguments) throws InterruptedException {
    List<String> given = List.of(arguments);
    if (!given.isEmpty() && !given.equals(List.of("--table"))) {
      System.err.println("bench/guard expects nothing or --table; received " + given + ".");
      System.exit(2);
    }
    System.exit(new Guard(!given.isEmpty()).run() ? 0 : TOO_SLOW);
  }

  private boolean run() throws InterruptedException {
    Kernels kernels = kernels();
    if (kernels == null) {
      return true;
    }
    int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    if (!kernels.name().equals("vector-" + bits)) {
      print(
          "Skipped: the kernels are %s and the peak is one of %d bits; unset timestep.vector.bits.",
          kernels.name(), bits);
      return true;
    }
    if (!peakIsPlausible(bits / Float.SIZE)) {
      return false;
    }
    List<GuardCheck> checks = checks(kernels, GuardTable.WIDTHS.get(bits));
    checks.forEach(GuardCheck::warm);
    List<GuardCheck> failing = checks;
    for (int attempt = 0; attempt < ATTEMPTS && !failing.isEmpty(); attempt++) {
      if (attempt > 0) {
        Thread.sleep(PAUSE_MILLIS);
        failing.forEach(GuardCheck::warm);
      }
      failing = attempt(failing, attempt);
    }
    if (!GuardTable.WIDTHS.containsKey(bits)) {
      print(
          "Only products of many rows were checked: of all else nothing is expected for %d bits.",
          bits);
    }
    print(
        "%s: %d of %d at the speed expected, peak %.1f GF/s.",
        kernels.name(), checks.size() - failing.size(), checks.size(), peak());
    return failing.isEmpty();
  }

  private static @Nullable Kernels kernels() {
    try {
      return KernelProvider.named("vector");
    } catch (IllegalStateException reason) {
      print("Skipped: there are no vector kernels to check. %s", reason.getMessage());
      return null;
    }
  }

  private boolean peakIsPlausible(int lanes) {
    double vector = 0;
    double scalar = 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      warmPeak();
      vector = Math.max(vector, peak());
      scalar = Math.max(scalar, ScalarPeak.operations() / best(() -> sink += ScalarPeak.run()));
      if (vector >= LEAST_LANES * lanes * scalar) {
        return true;
      }
    }
    print(
        "FAIL multiply-adds of vectors: %.2f GF/s, expected %.1f: %.0f %% of %d times the %.2f GF/s"
            + " of scalars. Vectors are not compiled to vector instructions here.",
        vector, LEAST_LANES * lanes * scalar, 100 * LEAST_LANES, lanes, scalar);
    return false;
  }

  private void warmPeak() {
    long start = Clock.now();
    for (int runs = 0; runs < PEAK_WARM_RUNS && Clock.now() - start < PEAK_WARM_NANOS; runs++) {
      sink += FmaPeak.run() + ScalarPeak.run();
    }
  }

  /** GF/s now. */
  private double peak() {
    double now = FmaPeak.operations() / best(() -> sink += FmaPeak.run());
    bestPeak = Math.max(bestPeak, now);
    return Math.max(now, LEAST_PEAK * bestPeak);
  }

  private static double best(Runnable work) {
    double best = Double.MAX_VALUE;
    for (int slice = 0; slice < PEAK_SLICES; slice++) {
      best = Math.min(best, Clock.slice(1, work));
    }
    return best;
  }

  /** Measures; returns what failed. */
  private List<GuardCheck> attempt(List<GuardCheck> checks, int attempt) {
    List<GuardCheck> failing = new ArrayList<>();
    for (GuardCheck check : checks) {
      double share = check.measure(this::peak);
      boolean passes = check.passes(share);
      if (!passes) {
        failing.add(check);
      }
      if (table || attempt > 0 || !passes) {
        print(
            "%s %-24s %5.2f %% of the peak, expected %5.2f %%, at least %5.2f %%",
            passes ? "ok  " : attempt < ATTEMPTS - 1 ? "slow" : "FAIL",
            check.name(),
            100 * share,
            100 * check.expected(),
            100 * check.floor() * check.expected());
      }
    }
    return failing;
  }

  private static List<GuardCheck> checks(Kernels kernels, GuardTable.@Nullable Width width) {
    List<GuardCheck> checks = new ArrayList<>();
    GuardTable.PACKED.forEach(
        p -> checks.add(packed(kernels, p.shape(), p.share(), GuardTable.PRODUCT_FLOOR)));
    GuardTable.TRANSPOSED.forEach(p -> checks.add(transposed(kernels, p)));
    if (width != null) {
      checks.add(packed(kernels, GuardTable.ONE_ROW, width.oneRow(), GuardTable.FLOOR));
      for (KernelTable.Entry entry : KernelTable.ENTRIES) {
        Double share = width.elementwise().get(entry.name());
        if (share != null) {
          checks.add(elementwise(kernels, entry, share));
        }
      }
      checks.add(
          new GuardCheck(
              TrainingStep.NAME,
              TrainingStep.OPERATIONS,
              width.step(),
              GuardTable.STEP_FLOOR,
              () -> {},
              new TrainingStep(kernels)));
    }
    return checks;
  }

  private static GuardCheck packed(Kernels kernels, Shape s, double share, double floor) {
    Operands x = new Operands(kernels, s.m(), s.n(), s.k());
    x.verify(kernels, s);
    return new GuardCheck(
        "A·B " + times(s),
        s.operations(),
        share,
        floor,
        () -> {},
        () ->
            kernels
                .products()
                .gemm(s.m(), s.n(), s.k(), x.a, 0, s.k(), x.packed, 0, x.c, 0, s.n(), false));
  }

  private static GuardCheck transposed(Kernels kernels, GuardTable.Product product) {
    Shape s = product.shape();
    Operands x = new Operands(kernels, s.m(), s.n(), s.k());
    x.verifyTransposed(kernels, s);
    return new GuardCheck(
        "AᵀB " + times(s),
        s.operations(),
        product.share(),
        GuardTable.PRODUCT_FLOOR,
        () -> {},
        () ->
            kernels
                .products()
                .gemmTransposedA(
                    0, s.m(), 0, s.n(), s.k(), x.a, 0, s.m(), x.b, 0, s.n(), x.c, 0, s.n(), false));
  }

  private static String times(Shape s) {
    return s.m() + "×" + s.n() + "×" + s.k();
  }

  private static GuardCheck elementwise(Kernels kernels, KernelTable.Entry entry, double share) {
    float[] start = KernelTable.streams();
    float[] x = start.clone();
    int[] at = KernelTable.places();
    return new GuardCheck(
        entry.name(),
        2.0 * KernelTable.COUNT,
        share,
        GuardTable.FLOOR,
        // Gradients shrink from call to call; fresh values keep subnormal floats away.
        () -> System.arraycopy(start, 0, x, 0, x.length),
        () -> entry.call().on(kernels, x, at));
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
