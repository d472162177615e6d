package dev.timestep.task.forecast.statistical;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fitted models whose forecasts are averaged.
 *
 * @param parts two or more
 * @param leftOut which parts could not be fitted, and why
 */
record FittedCombination(List<FittedSeries> parts, List<String> leftOut) implements FittedSeries {
  private static final String PARTS = "parts";
  private static final String LEFT_OUT = "left_out";

  FittedCombination {
    parts = List.copyOf(parts);
    leftOut = List.copyOf(leftOut);
    if (parts.size() < 2) {
      throw new IllegalArgumentException(
          "A combination expects two models or more; received " + parts.size() + ".");
    }
  }

  @Override
  public String id() {
    return Combination.ID;
  }

  @Override
  public String choice() {
    return Stream.concat(parts.stream().map(FittedSeries::choice), leftOut.stream())
        .collect(Collectors.joining("; "));
  }

  @Override
  public int history() {
    return parts.stream().mapToInt(FittedSeries::history).max().orElseThrow();
  }

  @Override
  public SeriesForecast[] forecasts(double[] values, int[] origins, int horizon) {
    List<SeriesForecast[]> all = new ArrayList<>();
    for (FittedSeries part : parts) {
      all.add(part.forecasts(values, origins, horizon));
    }
    SeriesForecast[] means = new SeriesForecast[origins.length];
    for (int at = 0; at < means.length; at++) {
      int origin = at;
      means[at] = new Mean(all.stream().map(forecasts -> forecasts[origin]).toList());
    }
    return means;
  }

  @Override
  public JsonObject settings() {
    JsonArray written = new JsonArray();
    parts.forEach(part -> written.add(FittedSeriesFile.write(part)));
    JsonObject json = new JsonObject();
    json.add(PARTS, written);
    if (!leftOut.isEmpty()) {
      JsonArray reasons = new JsonArray();
      leftOut.forEach(reasons::add);
      json.add(LEFT_OUT, reasons);
    }
    return json;
  }

  static FittedCombination read(JsonFields fields) {
    List<FittedSeries> parts = new ArrayList<>();
    for (JsonFields part : fields.objects(PARTS)) {
      if (part.text("method").equals(Combination.ID)) {
        throw part.refuse("method", "the id of a single method", '"' + Combination.ID + '"');
      }
      parts.add(FittedSeriesFile.read(part));
    }
    if (parts.size() < 2) {
      throw fields.refuse(PARTS, "two models or more", parts.size() + "");
    }
    List<String> leftOut = fields.has(LEFT_OUT) ? fields.texts(LEFT_OUT) : List.of();
    fields.end();
    return new FittedCombination(parts, leftOut);
  }

  /** The mean of distributions, quantile by quantile. */
  private record Mean(List<SeriesForecast> parts) implements SeriesForecast {
    @Override
    public double[] point() {
      return mean(parts.stream().map(SeriesForecast::point).toList());
    }

    @Override
    public double[] quantile(double level) {
      return mean(parts.stream().map(part -> part.quantile(level)).toList());
    }

    private static double[] mean(List<double[]> all) {
      double[] mean = new double[all.getFirst().length];
      for (double[] one : all) {
        for (int step = 0; step < mean.length; step++) {
          mean[step] += one[step] / all.size();
        }
      }
      return mean;
    }
  }
}
