package dev.timestep.bench.vanish;

import dev.timestep.bench.Clock;
import dev.timestep.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Nanoseconds an element of the kernels that meet vanishing numbers, for operands of several sizes:
 * usual ones, such whose products are subnormal, such that are themselves, and zeros. On a
 * processor that is slow with subnormal numbers it shows where one is left.
 */
final class KernelSizes {
  private static final int COUNT = 2048;
  private static final int STREAMS = 8;
  private static final int RUNS = 100;
  private static final int ROUNDS = 9;
  private static final int WARM_UP = 6_000;

  /** Sizes of what is no gate: a name, and what usual numbers are multiplied by. */
  private record Size(String name, float factor) {}

  private static final List<Size> SIZES =
      List.of(
          new Size("usual", 1f),
          new Size("1e-12", 1e-12f),
          new Size("1e-20", 1e-20f),
          new Size("1e-39", 1e-39f),
          new Size("0", 0f));

  private interface Call {
    void on(Kernels kernels, float[] x, int[] at);
  }

  /**
   * A kernel.
   *
   * @param gates how many of the streams, from the first on, hold values of a sigmoid or tanh
   */
  private record Entry(String name, int gates, Call call) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("flush", 0, (k, x, o) -> k.elementwise().flush(COUNT, x, o[0])),
          new Entry("sigmoid", 0, (k, x, o) -> k.activations().sigmoid(COUNT, x, o[0], x, o[1])),
          new Entry("tanh", 0, (k, x, o) -> k.activations().tanh(COUNT, x, o[0], x, o[1])),
          new Entry(
              "sigmoidBackward",
              1,
              (k, x, o) -> k.activations().sigmoidBackward(COUNT, x, o[0], x, o[1], x, o[2])),
          new Entry(
              "tanhBackward",
              1,
              (k, x, o) -> k.activations().tanhBackward(COUNT, x, o[0], x, o[1], x, o[2])),
          new Entry(
              "multiplyAdd",
              1,
              (k, x, o) -> k.elementwise().multiplyAdd(COUNT, x, o[0], x, o[1], x, o[2])),
          new Entry(
              "lstmForward",
              0,
              (k, x, o) ->
                  k.cells()
                      .lstmForward(COUNT, x, o[0], o[1], o[2], o[3], x, o[4], x, o[5], x, o[6])),
          new Entry(
              "lstmBackward",
              4,
              (k, x, o) ->
                  k.cells()
                      .lstmBackward(
                          COUNT, x, o[0], o[1], o[2], o[3], x, o[4], x, o[5], x, o[6], x, o[7])),
          new Entry(
              "gruForward",
              0,
              (k, x, o) ->
                  k.cells().gruForward(COUNT, x, o[0], o[1], o[2], o[3], x, o[4], x, o[5])),
          new Entry(
              "gruBackward",
              3,
              (k, x, o) ->
                  k.cells().gruBackward(COUNT, x, o[0], o[1], o[2], o[3], x, o[4], x, o[5])),
          new Entry(
              "adam",
              1,
              (k, x, o) ->
                  k.elementwise()
                      .adam(
                          COUNT, x, o[0], x, o[1], x, o[2], x, o[3], 0.9f, 0.999f, 1e-6f, 1e-8f,
                          0f)));

  private KernelSizes() {}

  static void print(Kernels kernels) {
    StringBuilder header = new StringBuilder(String.format("%-24s", "ns an element"));
    SIZES.forEach(size -> header.append(String.format("%9s", size.name)));
    System.out.println(header);
    for (Entry entry : ENTRIES) {
      StringBuilder line = new StringBuilder(String.format("%-24s", entry.name));
      for (Size size : SIZES) {
        line.append(String.format(Locale.ROOT, "%9.3f", nanos(kernels, entry, size)));
      }
      System.out.println(line);
    }
  }

  /** With fresh operands for each run, whose copying is taken off. */
  private static double nanos(Kernels kernels, Entry entry, Size size) {
    float[] start = operands(entry, size);
    int[] at = new int[STREAMS];
    Arrays.setAll(at, stream -> stream * COUNT);
    float[] x = start.clone();
    for (int run = 0; run < WARM_UP; run++) {
      System.arraycopy(start, 0, x, 0, x.length);
      entry.call.on(kernels, x, at);
    }
    double[] times = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      double copies = Clock.slice(RUNS, () -> System.arraycopy(start, 0, x, 0, x.length));
      double both =
          Clock.slice(
              RUNS,
              () -> {
                System.arraycopy(start, 0, x, 0, x.length);
                entry.call.on(kernels, x, at);
              });
      times[round] = (both - copies) / COUNT;
    }
    return Clock.median(times);
  }

  private static float[] operands(Entry entry, Size size) {
    SplittableRandom random = new SplittableRandom(5);
    float[] x = new float[STREAMS * COUNT];
    for (int at = 0; at < x.length; at++) {
      float gate = 0.25f + 0.5f * random.nextFloat();
      x[at] = at / COUNT < entry.gates ? gate : gate * size.factor;
    }
    return x;
  }
}
