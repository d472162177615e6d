package dev.timestep.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The command {@code bench/growth}: how the time of a training step grows with T, B, H and F, for
 * LSTM and GRU on one and on two threads. All sizes take turns, and of each its best round counts:
 * what else runs on a machine only ever makes a step slower.
 */
final class GrowthRun {
  private static final String USAGE =
      """
      bench/growth: how the time of a training step grows with T, B, H and F, and with threads.

        bench/growth [--axis LIST] [--json FILE] [--images FOLDER] [--docs] [--draw]

        --axis LIST      some of T,B,H,F (all); each takes up to a minute
        --json FILE      where results are kept (bench/target/growth.json); those of other axes stay
        --images FOLDER  where performance-*.svg go (bench/target)
        --docs           the same as --images docs/images
        --draw           draws what is in the file and measures nothing
        --built          measures what an earlier call has built
      """;

  private static final List<Cell> CELLS = List.of(Cell.LSTM, Cell.GRU);
  private static final List<Integer> THREADS = List.of(1, 2);
  private static final int ROUNDS = 9;
  private static final double WARM_MILLIS = 250;
  private static final double SLICE_MILLIS = 50;

  private Set<GrowthAxis> axes = EnumSet.allOf(GrowthAxis.class);
  private GrowthFile json;
  private Path images = Path.of("bench", "target");
  private boolean measure = true;

  private GrowthRun(String[] arguments) {
    String file = Path.of("bench", "target", "growth.json").toAbsolutePath().toString();
    for (int at = 0; at < arguments.length; at++) {
      switch (arguments[at]) {
        case "--docs" -> images = Path.of("docs", "images");
        case "--draw" -> measure = false;
        case "--axis" -> axes = axes(value(arguments, ++at));
        case "--json" -> file = value(arguments, ++at);
        case "--images" -> images = folder(value(arguments, ++at));
        default ->
            throw new UsageException(
                "bench/growth expects --axis, --json, --images, --docs, --draw or --built; received"
                    + " \""
                    + arguments[at]
                    + "\". See bench/growth --help.");
      }
    }
    json = new GrowthFile(ResultFile.of("--json", file));
  }

  /** Runs it. Exit codes: 0 done, 1 it could not be done, 2 wrong usage. */
  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
      System.out.print(USAGE);
      return;
    }
    try {
      new GrowthRun(arguments).run();
      System.exit(0);
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (ContenderException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      System.err.println("bench/growth could not write what it measured: " + e);
      System.exit(1);
    }
  }

  private static String value(String[] arguments, int at) {
    if (at >= arguments.length) {
      throw new UsageException(
          "bench/growth expects a value after "
              + arguments[at - 1]
              + "; received none. See bench/growth --help.");
    }
    return arguments[at];
  }

  private static Path folder(String text) {
    Path folder = ResultFile.ofCaller(text);
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UsageException(
          "--images expects a folder; received \"" + text + "\": " + e + ". Name another one.");
    }
  }

  private static Set<GrowthAxis> axes(String list) {
    Set<GrowthAxis> axes = EnumSet.noneOf(GrowthAxis.class);
    for (String name : list.split(",")) {
      axes.add(
          Arrays.stream(GrowthAxis.values())
              .filter(axis -> axis.name().equals(name.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new UsageException(
                          "--axis expects some of T,B,H,F, separated by commas; received \""
                              + list
                              + "\".")));
    }
    return axes;
  }

  private void run() throws IOException {
    List<GrowthPoint> points = new ArrayList<>(json.read());
    if (measure) {
      for (GrowthAxis axis : axes) {
        points.removeIf(point -> point.axis().equals(axis.name()));
        points.addAll(measure(axis));
        json.write(points);
      }
    }
    if (points.isEmpty()) {
      throw new UsageException(
          "--draw expects a file of an earlier run; " + json + " holds no results. Leave it out.");
    }
    Files.createDirectories(images);
    for (GrowthAxis axis : GrowthAxis.values()) {
      Map<String, List<GrowthPoint>> lines = lines(points, axis);
      if (!lines.isEmpty()) {
        Path file = images.resolve("performance-" + axis.name().toLowerCase(Locale.ROOT) + ".svg");
        Files.writeString(file, new GrowthPlot(axis, lines).svg());
        System.out.println("Drew " + file);
        lines.forEach((name, line) -> System.out.println(summary(axis, name, line)));
      }
    }
  }

  private static Map<String, List<GrowthPoint>> lines(List<GrowthPoint> points, GrowthAxis axis) {
    Map<String, List<GrowthPoint>> lines = new LinkedHashMap<>();
    for (GrowthPoint point : points) {
      if (point.axis().equals(axis.name())) {
        lines.computeIfAbsent(point.series(), name -> new ArrayList<>()).add(point);
      }
    }
    return lines;
  }

  /** The time is about in proportion to a power of the size, between the last two sizes. */
  private static String summary(GrowthAxis axis, String name, List<GrowthPoint> line) {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "  %-16s", name));
    for (GrowthPoint point : line) {
      text.append(
          String.format(
              Locale.ROOT, " %s=%d %.2f ms", axis.name(), point.value(), point.milliseconds()));
    }
    GrowthPoint last = line.getLast();
    GrowthPoint before = line.get(Math.max(0, line.size() - 2));
    double power =
        Math.log(last.milliseconds() / before.milliseconds())
            / Math.log((double) last.value() / before.value());
    return text + String.format(Locale.ROOT, "; at the end as %s^%.2f", axis.name(), power);
  }

  /** One training step to time, and what it took in each round. */
  private record Timed(
      GrowthAxis axis, Cell cell, int value, int threads, Contender.Task task, double[] rounds) {
    Timed(GrowthAxis axis, Cell cell, int value, int threads) {
      this(
          axis,
          cell,
          value,
          threads,
          new TimestepContender(List.of("vector", Integer.toString(threads)))
              .prepare(new Problem(axis.shape(cell, value)), Contender.PLAIN),
          new double[ROUNDS]);
    }

    void requireFinite() {
      task.answers()
          .forEach(
              (name, values) -> GrowthRun.requireFinite(axis.shape(cell, value), name, values));
    }

    double time(double millis) {
      return GrowthRun.time(Objects.requireNonNull(task.jobs().get(Contender.TRAIN)), millis);
    }

    GrowthPoint point() {
      ShapeSpec shape = axis.shape(cell, value);
      double best = Arrays.stream(rounds).min().orElseThrow();
      double operations = shape.trainingOperations((long) shape.time() * shape.batch());
      System.err.printf(Locale.ROOT, "%-22s %d: %8.3f ms%n", shape.title(), threads, best);
      return new GrowthPoint(
          axis.name(), cell.id(), threads, value, best, operations / (best * 1e6));
    }
  }

  /** Rounds go over all sizes in turn, so that a disturbance spoils one round of some sizes. */
  private static List<GrowthPoint> measure(GrowthAxis axis) {
    List<Timed> all = new ArrayList<>();
    for (Cell cell : CELLS) {
      for (int threads : THREADS) {
        for (int value : axis.sizes()) {
          all.add(new Timed(axis, cell, value, threads));
        }
      }
    }
    for (Timed timed : all) {
      timed.requireFinite();
      timed.time(WARM_MILLIS);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (Timed timed : all) {
        timed.rounds()[round] = timed.time(SLICE_MILLIS);
      }
    }
    all.forEach(Timed::requireFinite);
    List<GrowthPoint> points = all.stream().map(Timed::point).toList();
    all.forEach(timed -> timed.task().close());
    return points;
  }

  private static void requireFinite(ShapeSpec shape, String name, float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new ContenderException(shape.title() + ": " + name + " has " + value);
      }
    }
  }

  /** Mean milliseconds of a step over at least so long, once its data is in the caches. */
  private static double time(Runnable step, double millis) {
    step.run();
    long start = System.nanoTime();
    int done = 0;
    double passed;
    do {
      step.run();
      done++;
      passed = (System.nanoTime() - start) * 1e-6;
    } while (passed < millis);
    return passed / done;
  }
}
