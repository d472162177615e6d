package dev.timestep.bench.compare;

import dev.timestep.kernel.Engine;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The command {@code bench/requests}: several callers ask one model for predictions at once, each
 * on its own thread. Every prediction is compared with that of one caller alone.
 */
final class RequestsRun {
  private static final List<String> SHAPES =
      List.of(
          "lstm:T=24,F=7,H=64,B=1",
          "lstm:T=100,F=32,H=128,B=1",
          "gru:T=100,F=32,H=128,B=8",
          "lstm:T=35,F=200,H=200,B=20");
  private static final int[] CALLERS = {1, 2, 4, 16};
  private static final int ROUNDS = 5;
  private static final double WARM_NANOS = 2e9;
  private static final double SLICE_NANOS = 4e8;

  private final ShapeSpec shape;
  private final Sequential model;
  private final Engine engine;
  private final Tensor input;
  private final float[] alone;

  private RequestsRun(ShapeSpec shape, Engine engine) {
    this.shape = shape;
    this.engine = engine;
    model = TimestepTask.model(shape, false);
    input = Tensor.zeros(shape.batch(), shape.time(), shape.features());
    SplittableRandom random = new SplittableRandom(1);
    for (int at = 0; at < input.data().length; at++) {
      input.data()[at] = random.nextFloat() - 0.5f;
    }
    alone = model.predict(engine, input, null).data();
  }

  /** Measures some shapes. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      List<ShapeSpec> shapes = parse(arguments);
      // Predictions of one caller use one thread, so that callers and not steps share the cores.
      Engine engine = Engine.withThreads(1);
      System.out.println(
          engine.kernels().name()
              + ", "
              + Runtime.getRuntime().availableProcessors()
              + " processors; predictions in a second, of callers at once");
      for (ShapeSpec shape : shapes) {
        System.out.println(new RequestsRun(shape, engine).line());
      }
      System.exit(0);
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (IllegalStateException e) {
      System.err.println("bench/requests: " + e.getMessage());
      System.exit(1);
    }
  }

  static List<ShapeSpec> parse(String... arguments) {
    List<ShapeSpec> shapes = new ArrayList<>();
    for (String text : arguments.length == 0 ? SHAPES : List.of(arguments)) {
      ShapeSpec shape = ShapeSpec.parse(text);
      if (shape.stream() || shape.words() > 0 || shape.cell().isConvolution()) {
        throw new UsageException(
            "bench/requests expects recurrent shapes without stream and words; received \""
                + text
                + "\". Write for example lstm:T=24,F=7,H=64,B=1.");
      }
      shapes.add(shape);
    }
    return shapes;
  }

  /** Medians of several rounds, all numbers of callers in turn. */
  private String line() throws InterruptedException {
    double[][] rates = new double[CALLERS.length][ROUNDS];
    rate(CALLERS[0], WARM_NANOS);
    rate(CALLERS[CALLERS.length - 1], WARM_NANOS);
    for (int round = 0; round < ROUNDS; round++) {
      for (int at = 0; at < CALLERS.length; at++) {
        rates[at][round] = rate(CALLERS[at], SLICE_NANOS);
      }
    }
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-28s", shape));
    double one = Statistics.median(rates[0]);
    for (int at = 0; at < CALLERS.length; at++) {
      double median = Statistics.median(rates[at]);
      line.append(
          String.format(Locale.ROOT, "  %2d: %8.0f (%.2f)", CALLERS[at], median, median / one));
    }
    return line.toString();
  }

  /** Predictions in a second of so many callers. */
  private double rate(int callers, double nanos) throws InterruptedException {
    long start = System.nanoTime();
    long done = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      List<Future<Long>> counts = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        counts.add(threads.submit(() -> ask(start, nanos)));
      }
      for (Future<Long> count : counts) {
        done += count.get();
      }
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new IllegalStateException(cause.getMessage(), cause);
    }
    return done / ((System.nanoTime() - start) * 1e-9);
  }

  private long ask(long start, double nanos) {
    long asked = 0;
    while (System.nanoTime() - start < nanos) {
      if (!Arrays.equals(model.predict(engine, input, null).data(), alone)) {
        throw new IllegalStateException(
            "A prediction of " + shape + " differs from that of one caller alone.");
      }
      asked++;
    }
    return asked;
  }
}
