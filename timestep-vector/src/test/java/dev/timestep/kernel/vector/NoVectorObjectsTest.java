package dev.timestep.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.timestep.kernel.ActivationKernels;
import dev.timestep.kernel.CellKernels;
import dev.timestep.kernel.ElementwiseKernels;
import dev.timestep.kernel.ExponentialKernels;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.MatrixRowKernels;
import dev.timestep.kernel.ProductKernels;
import dev.timestep.kernel.ReductionKernels;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No compiled kernel makes an object of a vector, which takes thirty times as long.
 *
 * <p>Run without type profiles, from which the JIT otherwise knows the width of any vector, as in a
 * JVM that compiles a kernel before it has seen it run: see the package's rules. Callers wait for
 * the compiler there, so that a kernel has the same fate in every run.
 */
@EnabledIfSystemProperty(named = "timestep.test.profiles", matches = "none")
class NoVectorObjectsTest {

  /** Whole vectors at every width, then a rest. */
  private static final int COUNT = 10 * 16 + 3;

  private static final int STREAM = COUNT + 2;
  private static final int STREAMS = 10;

  /** That of the float or double that comes back; a vector of four floats has 48. */
  private static final double BYTES = 24;

  private static final int CALLS = 2_000;

  /** The compiler may be busy with what ran before; once a kernel is compiled, the test ends. */
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  /** A kernel's call on one array that holds all. */
  record Call(String name, Runnable work) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Call> calls() {
    Kernels kernels = KernelProvider.named("vector");
    Stream<Call> plain =
        Stream.of(
                plain(ElementwiseKernels.class, kernels.elementwise()),
                plain(ActivationKernels.class, kernels.activations()),
                plain(ExponentialKernels.class, kernels.exponentials()),
                plain(ReductionKernels.class, kernels.reductions()),
                plain(CellKernels.class, kernels.cells()))
            .flatMap(calls -> calls);
    return Stream.of(plain, rows(kernels.rows()), products(kernels.products()))
        .flatMap(calls -> calls);
  }

  /** Kernels of which the first number is a count and all others are offsets, whatever they do. */
  private static Stream<Call> plain(Class<?> group, Object kernels) {
    return Arrays.stream(group.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .sorted(Comparator.comparing(Method::getName))
        .map(method -> new Call(method.getName(), work(method, kernels)));
  }

  private static Runnable work(Method method, Object kernels) {
    float[] start = numbers();
    float[] x = start.clone();
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = new Object[types.length];
    int streams = 0;
    for (int at = 0; at < types.length; at++) {
      if (types[at] == float[].class) {
        arguments[at] = x;
      } else if (types[at] == int.class) {
        arguments[at] = at == 0 ? COUNT : streams++ * STREAM;
      } else if (types[at] == float.class) {
        arguments[at] = 0.5f;
      } else {
        assertThat(types[at]).as("a parameter of " + method).isEqualTo(boolean.class);
        arguments[at] = true;
      }
    }
    return () -> {
      System.arraycopy(start, 0, x, 0, x.length);
      invoke(method, kernels, arguments);
    };
  }

  private static void invoke(Method method, Object kernels, Object[] arguments) {
    try {
      method.setAccessible(true);
      method.invoke(kernels, arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Call> rows(MatrixRowKernels rows) {
    float[] x = numbers();
    float[] y = numbers();
    float[] z = numbers();
    Stream<Call> copies =
        IntStream.of(4, 5, 8, 11, 16, 30, 40, 64, 100)
            .mapToObj(
                n -> new Call("copyRows of " + n, () -> rows.copyRows(8, n, x, 0, n, y, 0, n)));
    return Stream.concat(
        copies,
        Stream.of(
            new Call("broadcastRow", () -> rows.broadcastRow(8, 100, x, 0, y, 0, 100)),
            new Call("addColumnSums", () -> rows.addColumnSums(8, 115, x, 0, 115, y, 0)),
            new Call("normalize", () -> rows.normalize(COUNT, 1e-3f, x, 0, y, 0, y, STREAM, z, 0)),
            new Call(
                "normalizeBackward",
                () -> rows.normalizeBackward(COUNT, 1e-3f, x, 0, y, 0, y, STREAM, z, 0, z, STREAM)),
            new Call("softmaxRows", () -> rows.softmaxRows(8, 99, x, 0, 99, y, 0, 99, z, 0))));
  }

  private static Stream<Call> products(ProductKernels products) {
    int k = 40;
    int n = 7 * 16 + 5;
    int most = 29;
    SplittableRandom random = new SplittableRandom(4);
    float[] a = KernelsUnderTest.matrix(random, 0, k, k, k, 0);
    float[] b = KernelsUnderTest.matrix(random, 0, k, n, n, 0);
    float[] c = KernelsUnderTest.matrix(random, 0, most, n, n, 0);
    float[] packed = new float[products.packedSize(k, n)];
    float[] other = new float[products.packedSize(n, k)];
    products.pack(k, n, b, 0, n, packed, 0);
    Stream<Call> heights =
        IntStream.rangeClosed(1, most)
            .boxed()
            .flatMap(
                m ->
                    Stream.of(
                        new Call(
                            "gemm of " + m + " rows",
                            () -> products.gemm(m, n, k, a, 0, k, packed, 0, c, 0, n, false)),
                        new Call(
                            "gemmBias of " + m + " rows",
                            () -> products.gemmBias(m, n, k, a, 0, k, packed, 0, b, 0, c, 0, n)),
                        new Call(
                            "gemmTransposedA of " + m + " rows",
                            () ->
                                products.gemmTransposedA(
                                    0, m, 0, n, k, a, 0, k, b, 0, n, c, 0, n, false))));
    return Stream.concat(
        heights,
        Stream.of(
            new Call("pack", () -> products.pack(k, n, b, 0, n, packed, 0)),
            new Call("packTransposed", () -> products.packTransposed(n, k, b, 0, n, other, 0))));
  }

  private static float[] numbers() {
    return KernelsUnderTest.guarded(new SplittableRandom(3), 0, STREAMS * STREAM, 0);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void makesNoObjects(Call call) {
    assumeTrue(
        Lanes.LENGTH <= FloatVector.SPECIES_PREFERRED.length(),
        "This processor has no vectors of this width.");
    double least = Double.POSITIVE_INFINITY;
    long start = System.nanoTime();
    while (least > BYTES && System.nanoTime() - start < PATIENCE_NANOS) {
      least = Math.min(least, allocatedPerCall(call.work()));
    }
    assertThat(least).as("bytes that a call allocates").isLessThanOrEqualTo(BYTES);
  }

  private static double allocatedPerCall(Runnable work) {
    var counter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = counter.getCurrentThreadAllocatedBytes();
    for (int call = 0; call < CALLS; call++) {
      work.run();
    }
    return (double) (counter.getCurrentThreadAllocatedBytes() - before) / CALLS;
  }
}
