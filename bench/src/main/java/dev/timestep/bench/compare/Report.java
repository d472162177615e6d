package dev.timestep.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

/** The table for people; {@link JsonReport} writes the same for programs. */
final class Report {
  private static final String DASH = "-";

  private final List<ShapeResult> results;

  Report(List<ShapeResult> results) {
    this.results = results;
  }

  /** Geometric mean of the training ratios over the plain shapes that the predicate takes. */
  OptionalDouble trainMean(Predicate<ShapeSpec> which) {
    return mean(which, ShapeResult::trainRatio);
  }

  /** Geometric mean of the forward ratios over the plain shapes. */
  OptionalDouble forwardMean() {
    return mean(shape -> true, ShapeResult::forwardRatio);
  }

  private OptionalDouble mean(
      Predicate<ShapeSpec> which, Function<ShapeResult, OptionalDouble> ratio) {
    double[] ratios =
        results.stream()
            .filter(result -> result.shape().isPlain() && which.test(result.shape()))
            .map(ratio)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    return ratios.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Statistics.geometricMean(ratios));
  }

  /** All of it, lines under 100 columns. */
  String table() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "Milliseconds, medians. ratio: the best other library over timestep; more is better.");
    lines.add("peak: share of the multiply-add peak of the threads in training, same run.");
    lines.add("");
    String head = "%-32s|%8s %8s %6s %5s |%8s %8s %8s %6s";
    lines.add(format(head, "", "train", "", "", "", "forward", "", "", ""));
    lines.add(
        format(
            head,
            "shape: cell T F H B",
            "timestep",
            "libtorch",
            "ratio",
            "peak",
            "timestep",
            "libtorch",
            "onnxrt",
            "ratio"));
    for (ShapeResult result : results) {
      lines.add(
          format(
              head,
              result.shape().title(),
              milliseconds(result, Lineup.TIMESTEP, Contender.TRAIN),
              milliseconds(result, Lineup.LIBTORCH, Contender.TRAIN),
              number("%.2f", result.trainRatio()),
              percent(result.peakShare()),
              milliseconds(result, Lineup.TIMESTEP, Contender.FORWARD),
              milliseconds(result, Lineup.LIBTORCH, Contender.FORWARD),
              milliseconds(result, Lineup.ONNXRUNTIME, Contender.FORWARD),
              number("%.2f", result.forwardRatio())));
    }
    lines.add("");
    lines.add(
        format(
            "Geometric means over plain layers: train %s, train of LSTMs %s, forward %s.",
            number("%.2f", trainMean(shape -> true)),
            number("%.2f", trainMean(shape -> shape.cell() == Cell.LSTM)),
            number("%.2f", forwardMean())));
    lines.add("");
    details(lines);
    return String.join(System.lineSeparator(), lines);
  }

  private void details(List<String> lines) {
    String head = "%-32s|%8s %8s %7s|%-24s|%7s %6s";
    lines.add(
        format(
            head,
            "train, milliseconds",
            "1 thread",
            "portable",
            "dl4j",
            "libtorch",
            "KB kept",
            "within"));
    for (ShapeResult result : results) {
      Optional<Samples.Series> best = result.samples().best(Lineup.LIBTORCH, Contender.TRAIN);
      lines.add(
          format(
              head,
              result.shape().title(),
              milliseconds(result, Lineup.ONE_THREAD, Contender.TRAIN),
              milliseconds(result, Lineup.PORTABLE, Contender.TRAIN),
              milliseconds(result, Lineup.DL4J, Contender.TRAIN),
              best.map(Samples.Series::variant).orElse(DASH),
              result.heldFloats() * Float.BYTES / 1024,
              format("%.0e", result.largestDifference())));
    }
    lines.add("");
    lines.add("libtorch: its best way in training. KB kept: for the backward pass of a step.");
    lines.add("within: the largest difference between any two, of a tensor's largest value.");
  }

  private static String milliseconds(ShapeResult result, String peer, String job) {
    OptionalDouble value = result.milliseconds(peer, job);
    if (value.isEmpty()) {
      return DASH;
    }
    double milliseconds = value.getAsDouble();
    return format(milliseconds < 1 ? "%.4f" : milliseconds < 100 ? "%.3f" : "%.1f", milliseconds);
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent() ? format("%.0f%%", 100 * share.getAsDouble()) : DASH;
  }

  private static String number(String format, OptionalDouble value) {
    return value.isPresent() ? format(format, value.getAsDouble()) : DASH;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values).stripTrailing();
  }
}
