package dev.timestep.task.forecast.statistical;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A series that breaks careless arithmetic.
 *
 * @param name of the series, for messages
 * @param values its rows
 */
record AwkwardSeries(String name, double[] values) {
  private static final int ROWS = 60;

  /** Lines, steps, patterns, spikes, tiny and huge numbers, and very few of them. */
  static List<AwkwardSeries> all() {
    return Stream.of(exact(), rough(), magnitudes(), few()).flatMap(List::stream).toList();
  }

  /** Series that a formula gives to the last bit, or nearly. */
  private static List<AwkwardSeries> exact() {
    return List.of(
        of("zeros", row -> 0),
        of("constant", row -> 5),
        of("straight line", row -> row + 1),
        of("falling line", row -> 60 - row),
        of("line through zero", row -> row - 30),
        of("parabola", row -> (row + 1.0) * (row + 1)),
        of("exponential growth", row -> 10 * Math.pow(1.03, row)),
        of("exponential decay", row -> 1e6 * Math.pow(0.5, row)),
        of("seasonal pattern", row -> 10 + row % 12),
        of("seasonal pattern around zero", row -> row % 12 - 5.5),
        of("line with a season", row -> 100 + row + 5.0 * (row % 12)),
        of("growth times a season", row -> Math.pow(1.02, row) * (1 + row % 12)),
        of("alternating 0 and 1", row -> row % 2),
        of("alternating signs", row -> row % 2 == 0 ? 3 : -3));
  }

  private static List<AwkwardSeries> rough() {
    return List.of(
        of("step", row -> row < 40 ? 2 : 7),
        of("step at the last row", row -> row < ROWS - 1 ? 2 : 7),
        of("two values", row -> row * 7919 % 13 < 6 ? 1 : 2),
        of("zeros, then one", row -> row == ROWS - 1 ? 1 : 0),
        of("mostly zeros", row -> row % 9 == 4 ? row : 0),
        noise("outlier of 1e12", ROWS, 100, 1).with(17, 1e12),
        noise("outlier of 1e12 at the end", ROWS, 100, 1).with(ROWS - 1, 1e12),
        noise("outlier of -1e12", ROWS, 100, 1).with(17, -1e12),
        noise("near zero, once", ROWS, 100, 1).with(17, 1e-300),
        noise("noise of 20 rows", 20, 0, 1),
        noise("noise above zero", ROWS, 10, 1),
        noise("negative", ROWS, -100, 1));
  }

  private static List<AwkwardSeries> magnitudes() {
    return List.of(
        noise("1e-320", ROWS, 10, 1).times(1e-320),
        of("constant 1e-320", row -> 1e-320),
        of("line of the least numbers", row -> (row + 1) * Double.MIN_VALUE),
        noise("1e-200", ROWS, 10, 1).times(1e-200),
        noise("1e200", ROWS, 10, 1).times(1e200),
        noise("1e300", ROWS, 10, 1).times(1e300),
        noise("1e300 of both signs", ROWS, 0, 1).times(1e300),
        of("constant 1e300", row -> 1e300),
        of("line up to 1e300", row -> (row + 1) / 60.0 * 1e300),
        of("growth to 1e300", row -> Math.pow(10, 5.0 * (row + 1))),
        noise("small changes of a large level", ROWS, 1e9, 1e-3));
  }

  private static List<AwkwardSeries> few() {
    return IntStream.rangeClosed(2, 10)
        .boxed()
        .flatMap(
            rows ->
                Stream.of(
                    noise(rows + " rows", rows, 10, 1),
                    new AwkwardSeries(
                        rows + " rows of a line",
                        IntStream.range(0, rows).mapToDouble(row -> row + 1).toArray()),
                    new AwkwardSeries(rows + " zeros", new double[rows])))
        .toList();
  }

  private static AwkwardSeries of(String name, IntToDoubleFunction value) {
    return new AwkwardSeries(name, IntStream.range(0, ROWS).mapToDouble(value).toArray());
  }

  private static AwkwardSeries noise(String name, int rows, double level, double size) {
    var random = new SplittableRandom(7);
    return new AwkwardSeries(
        name,
        IntStream.range(0, rows)
            .mapToDouble(row -> level + size * random.nextGaussian())
            .toArray());
  }

  private AwkwardSeries with(int row, double value) {
    double[] changed = values.clone();
    changed[row] = value;
    return new AwkwardSeries(name, changed);
  }

  private AwkwardSeries times(double factor) {
    return new AwkwardSeries(name, Arrays.stream(values).map(value -> value * factor).toArray());
  }

  boolean positive() {
    return Arrays.stream(values).allMatch(value -> value > 0);
  }

  @Override
  public String toString() {
    return name;
  }
}
