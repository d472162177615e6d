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

/**
 * Nanoseconds of a matrix product, and of packing its right side, vector and portable. Before they
 * are timed, products are compared with double precision.
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
public class ProductMicro {

  /** The kernels. */
  @Param({"vector", "portable"})
  public String kernels = "";

  /** Rows, columns and summed length, by {@code x}. */
  @Param({"1x512x128", "32x512x128", "128x512x640"})
  public String shape = "";

  private Kernels set;
  private Operands x;
  private int m;
  private int n;
  private int k;
  private float[] bias;
  private float[] turned;
  private float[] repacked;

  /** Draws the matrices and checks the products. */
  @Setup
  public void prepare() {
    String[] sizes = shape.split("x");
    m = Integer.parseInt(sizes[0]);
    n = Integer.parseInt(sizes[1]);
    k = Integer.parseInt(sizes[2]);
    set = KernelProvider.named(kernels);
    x = new Operands(set, m, n, k);
    Shape product = new Shape(m, n, k);
    x.verifyTransposed(set, product);
    x.verify(set, product);
    verifyBias();
    verifyPackTransposed();
  }

  /** The promise of the kernel: the bits of a broadcast row and a product added to it. */
  private void verifyBias() {
    bias = Operands.random(new SplittableRandom(5), n);
    float[] expected = new float[m * n];
    set.rows().broadcastRow(m, n, bias, 0, expected, 0, n);
    set.products().gemm(m, n, k, x.a, 0, k, x.packed, 0, expected, 0, n, true);
    gemmBias();
    require("gemmBias", Arrays.equals(expected, x.c));
  }

  private void verifyPackTransposed() {
    turned = new float[k * n];
    for (int row = 0; row < k; row++) {
      for (int column = 0; column < n; column++) {
        turned[column * k + row] = x.b[row * n + column];
      }
    }
    repacked = new float[x.packed.length];
    packTransposed();
    require("packTransposed", Arrays.equals(repacked, x.packed));
  }

  private void require(String name, boolean right) {
    if (!right) {
      throw new IllegalStateException(name + " of " + set.name() + " is wrong for " + shape);
    }
  }

  /** C = A·B. */
  @Benchmark
  public float[] gemm() {
    set.products().gemm(m, n, k, x.a, 0, k, x.packed, 0, x.c, 0, n, false);
    return x.c;
  }

  /** C = A·B + bias. */
  @Benchmark
  public float[] gemmBias() {
    set.products().gemmBias(m, n, k, x.a, 0, k, x.packed, 0, bias, 0, x.c, 0, n);
    return x.c;
  }

  /** C = Aᵀ·B. */
  @Benchmark
  public float[] gemmTransposedA() {
    set.products().gemmTransposedA(0, m, 0, n, k, x.a, 0, m, x.b, 0, n, x.c, 0, n, false);
    return x.c;
  }

  /** Packs B. */
  @Benchmark
  public float[] pack() {
    set.products().pack(k, n, x.b, 0, n, repacked, 0);
    return repacked;
  }

  /** Packs B from its transpose. */
  @Benchmark
  public float[] packTransposed() {
    set.products().packTransposed(k, n, turned, 0, k, repacked, 0);
    return repacked;
  }
}
