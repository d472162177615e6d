package dev.timestep.bench;

import static dev.timestep.bench.GemmBench.print;

import dev.timestep.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** Elementwise kernels in ns an element and weight-gradient products, vector beside portable. */
final class KernelTable {

  /** Elements of a call: a batch of 32 rows of 64 units, with a rest that fills no vector. */
  static final int COUNT = 32 * 64 + 3;

  private static final int STREAM = COUNT + 5;
  private static final int STREAMS = 9;
  private static final int RUNS = 200;
  private static final int WARM_UP = 3_000;

  /** Share of the peak that AᵀB should reach where its rows are a multiple of the second figure. */
  private static final double GOAL_TRANSPOSED = 0.70;

  private static final int GOAL_ROWS = 128;

  private static final List<Shape> TRANSPOSED =
      List.of(
          new Shape(128, 128, 3200),
          new Shape(128, 512, 3200),
          new Shape(256, 256, 3200),
          new Shape(256, 1024, 3200),
          new Shape(512, 512, 1120),
          new Shape(512, 2048, 1120),
          new Shape(64, 256, 768),
          new Shape(12, 512, 3200),
          new Shape(129, 512, 3200),
          new Shape(50, 200, 96));

  /** A kernel on streams of one array, which begin {@code at} these places. */
  interface Call {
    void on(Kernels kernels, float[] x, int[] at);
  }

  record Entry(String name, Call call) {}

  static final List<Entry> ENTRIES =
      List.of(
          new Entry("sigmoid", (k, x, o) -> k.activations().sigmoid(COUNT, x, o[0], x, o[1])),
          new Entry("tanh", (k, x, o) -> k.activations().tanh(COUNT, x, o[0], x, o[1])),
          new Entry("exp", (k, x, o) -> k.exponentials().exp(COUNT, x, o[0], x, o[1])),
          new Entry(
              "lstmForward",
              (k, x, o) ->
                  k.cells()
                      .lstmForward(COUNT, x, o[0], o[1], o[2], o[3], x, o[4], x, o[5], x, o[6])),
          new Entry(
              "lstmBackward",
              (k, x, o) ->
                  k.cells()
                      .lstmBackward(
                          COUNT, x, o[0], o[1], o[2], o[3], x, o[4], x, o[5], x, o[6], x, o[7])),
          new Entry(
              "gruForward",
              (k, x, o) ->
                  k.cells().gruForward(COUNT, x, o[0], o[1], o[2], o[3], x, o[4], x, o[5])),
          new Entry(
              "gruBackward",
              (k, x, o) ->
                  k.cells().gruBackward(COUNT, x, o[0], o[1], o[2], o[3], x, o[4], x, o[5])),
          new Entry(
              "softmaxRows of 50",
              (k, x, o) -> k.rows().softmaxRows(COUNT / 50, 50, x, o[0], 50, x, o[1], 50, x, o[2])),
          new Entry(
              "adam",
              (k, x, o) ->
                  k.elementwise()
                      .adam(
                          COUNT, x, o[0], x, o[1], x, o[2], x, o[8], 0.9f, 0.999f, 1e-6f, 0.1f,
                          0f)));

  private record Rate(double gigaflops, double ofPeak) {}

  private final int rounds;
  private final double goal;

  KernelTable(int rounds, double goal) {
    this.rounds = rounds;
    this.goal = goal;
  }

  /** Prints the table; true if the goals are met everywhere. */
  boolean run(Kernels vector, Kernels portable, DoubleSupplier peakNanos) {
    print("%-18s %10s %10s %9s", "ns an element", "vector", "portable", "share");
    boolean met = true;
    for (Entry entry : ENTRIES) {
      double fast = nanos(vector, entry) / COUNT;
      double slow = nanos(portable, entry) / COUNT;
      met &= fast / slow >= goal;
      print("%-18s %10.2f %10.2f %7.0f %%", entry.name(), fast, slow, 100 * fast / slow);
    }
    print("portable at least %.0f %% of vector: %s", 100 * goal, met ? "pass" : "FAIL");
    return met & transposed(vector, portable, peakNanos);
  }

  private boolean transposed(Kernels vector, Kernels portable, DoubleSupplier peakNanos) {
    print("%-18s %10s %10s %9s", "AᵀB", "of peak", "portable", "share");
    boolean met = true;
    for (Shape s : TRANSPOSED) {
      Rate fast = transposedRate(vector, s, peakNanos);
      Rate slow = transposedRate(portable, s, peakNanos);
      double share = slow.gigaflops() / fast.gigaflops();
      boolean concerned = s.m() >= GOAL_ROWS && s.m() % GOAL_ROWS == 0;
      met &= share >= goal && (!concerned || fast.ofPeak() >= GOAL_TRANSPOSED);
      print(
          "%-18s %8.0f %% %5.1f GF/s %7.0f %%",
          s.m() + "×" + s.n() + "×" + s.k(), 100 * fast.ofPeak(), slow.gigaflops(), 100 * share);
    }
    print(
        "at least %.0f %% of the peak where m is a multiple of %d, portable %.0f %% of vector: %s",
        100 * GOAL_TRANSPOSED, GOAL_ROWS, 100 * goal, met ? "pass" : "FAIL");
    return met;
  }

  /** What the elementwise kernels read at first; the last stream is of squares. */
  static float[] streams() {
    float[] start = Operands.random(new SplittableRandom(3), STREAMS * STREAM);
    for (int e = (STREAMS - 1) * STREAM; e < start.length; e++) {
      start[e] = Math.abs(start[e]);
    }
    return start;
  }

  /** Where each stream begins. */
  static int[] places() {
    int[] at = new int[STREAMS];
    Arrays.setAll(at, s -> s * STREAM);
    return at;
  }

  private double nanos(Kernels kernels, Entry entry) {
    float[] start = streams();
    int[] at = places();
    float[] x = start.clone();
    for (int w = 0; w < WARM_UP; w++) {
      entry.call().on(kernels, x, at);
    }
    double[] nanos = new double[rounds * 3];
    for (int r = 0; r < nanos.length; r++) {
      // Gradients shrink from call to call; fresh values keep subnormal floats away.
      System.arraycopy(start, 0, x, 0, x.length);
      nanos[r] = Clock.slice(RUNS, () -> entry.call().on(kernels, x, at));
    }
    return Clock.median(nanos);
  }

  private Rate transposedRate(Kernels kernels, Shape s, DoubleSupplier peakNanos) {
    Operands x = new Operands(kernels, s.m(), s.n(), s.k());
    x.verifyTransposed(kernels, s);
    Runnable product =
        () ->
            kernels
                .products()
                .gemmTransposedA(
                    0, s.m(), 0, s.n(), s.k(), x.a, 0, s.m(), x.b, 0, s.n(), x.c, 0, s.n(), true);
    int runs = (int) Math.max(1, 1e7 / Clock.rough(product));
    Clock.slice(runs * 3, product);
    double[] rates = new double[rounds];
    double[] shares = new double[rounds];
    for (int r = 0; r < rounds; r++) {
      double peak =
          FmaPeak.operations() / Math.min(peakNanos.getAsDouble(), peakNanos.getAsDouble());
      rates[r] = s.operations() / Clock.slice(runs, product);
      shares[r] = rates[r] / peak;
    }
    return new Rate(Clock.median(rates), Clock.median(shares));
  }
}
