package dev.timestep.bench;

import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Kernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Nanoseconds of a call of each kernel that is not a matrix product, vector and portable. Before it
 * is timed, a kernel has to agree with its twin.
 *
 * <p>Times of {@code lstmBackward} and {@code gruBackward} include copying back what they
 * overwrite, since gradients of gradients would soon be subnormal.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-modules",
      "jdk.incubator.vector",
      "-Xbatch",
      "-XX:+UseSerialGC",
      "-Xmx256m"
    })
public class ElementwiseMicro {

  /** Both may be off by what the kernels promise, relative to the largest value of a stream. */
  private static final double APART = 1e-5;

  private static final int WARM_UP = 3_000;

  /**
   * No two streams begin near the same place of a page, or the processor takes a read of one for a
   * read of what was just written to the other.
   */
  private static final int GAP = 392;

  /** The kernels. */
  @Param({"vector", "portable"})
  public String kernels = "";

  /** Elements of a call. */
  @Param({"256", "4096"})
  public int n;

  private Kernels set;
  private ElementwiseCalls.Call call;
  private float[] start;
  private float[] x;
  private int[] at;
  private int overwritten;

  /** Draws the streams and compares the twins. */
  @Setup
  public void prepare(BenchmarkParams params) {
    String name = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
    set = KernelProvider.named(kernels);
    call = ElementwiseCalls.all().get(name);
    at = new int[ElementwiseCalls.STREAMS];
    Arrays.setAll(at, s -> s * (n + GAP));
    start = Operands.random(new SplittableRandom(3), at.length * (n + GAP));
    for (int e = at[at.length - 1]; e < start.length; e++) {
      start[e] = Math.abs(start[e]);
    }
    x = start.clone();
    overwritten = name.equals("lstmBackward") || name.equals("gruBackward") ? start.length : 0;
    verify(name, KernelProvider.named(kernels.equals("vector") ? "portable" : "vector"));
  }

  private void verify(String name, Kernels twin) {
    float[] other = start.clone();
    double returned = call.on(set, x, at, n);
    double expected = call.on(twin, other, at, n);
    require(name, -1, returned, expected, Math.abs(expected));
    if (returned == 0 && Arrays.equals(x, start)) {
      throw new IllegalStateException(name + " did nothing");
    }
    for (int stream = 0; stream < at.length; stream++) {
      double largest = 0;
      for (int e = at[stream]; e < at[stream] + n + GAP; e++) {
        largest = Math.max(largest, Math.abs(other[e]));
      }
      for (int e = at[stream]; e < at[stream] + n + GAP; e++) {
        require(name, e, x[e], other[e], largest);
      }
    }
    // Interpreted vectors are a thousand times slower: a few short calls get past that.
    for (int w = 0; w < WARM_UP; w++) {
      call.on(set, x, at, ElementwiseCalls.COLUMNS);
    }
    System.arraycopy(start, 0, x, 0, x.length);
  }

  private void require(String name, int e, double actual, double expected, double largest) {
    if (!(Math.abs(actual - expected) <= APART * Math.max(1, largest))) {
      throw new IllegalStateException(
          "%s of %s: %s at %d, where its twin has %s"
              .formatted(name, set.name(), actual, e, expected));
    }
  }

  private double run() {
    System.arraycopy(start, 0, x, 0, overwritten);
    return call.on(set, x, at, n);
  }

  /** Measures it. */
  @Benchmark
  public double sigmoid() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double tanh() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double relu() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double exp() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double softplus() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double sigmoidBackward() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double tanhBackward() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double reluBackward() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double add() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double multiply() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double subtract() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double divide() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double maximum() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double minimum() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double clamp() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double multiplyAddRest() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double multiplyAdd() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double blend() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double blendBackward() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double addWhere() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double clampBackward() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double axpy() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double addScaledExp() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double scale() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double sum() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double dot() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double max() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double sumExp() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double sumOfSquares() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double broadcastRow() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double addColumnSums() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double lstmForward() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double lstmBackward() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double gruForward() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double gruBackward() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double normalize() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double normalizeBackward() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double softmaxRows() {
    return run();
  }

  /** Measures it. */
  @Benchmark
  public double adam() {
    return run();
  }
}
