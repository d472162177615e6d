package dev.timestep.bench.compare;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.OptionalDouble;

/** The results for programs. A figure that was not measured is left out. */
final class JsonReport {
  private final List<ShapeResult> results;
  private final Report report;

  private final boolean complete;

  /**
   * Of these results.
   *
   * @param complete whether they are all that was asked for
   */
  JsonReport(List<ShapeResult> results, boolean complete) {
    this.results = results;
    this.complete = complete;
    this.report = new Report(results);
  }

  String text() {
    JsonArray shapes = new JsonArray();
    results.forEach(result -> shapes.add(shape(result)));
    JsonObject means = new JsonObject();
    put(means, "train", report.trainMean(shape -> true));
    put(means, "trainLstm", report.trainMean(shape -> shape.cell() == Cell.LSTM));
    put(means, "forward", report.forwardMean());
    JsonObject machine = new JsonObject();
    machine.addProperty("java", System.getProperty("java.vm.version"));
    machine.addProperty("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    machine.addProperty("processors", Runtime.getRuntime().availableProcessors());
    machine.addProperty("threads", Lineup.THREADS);
    JsonObject all = new JsonObject();
    all.addProperty("unit", "milliseconds");
    all.add("machine", machine);
    all.addProperty("complete", complete);
    all.add("shapes", shapes);
    all.add("geometricMean", means);
    return new GsonBuilder().setPrettyPrinting().create().toJson(all) + "\n";
  }

  private static JsonObject shape(ShapeResult result) {
    ShapeSpec spec = result.shape();
    JsonObject shape = new JsonObject();
    shape.addProperty("name", spec.title());
    shape.addProperty("spec", spec.toString());
    shape.addProperty("cell", spec.cell().id());
    shape.addProperty("T", spec.time());
    shape.addProperty("F", spec.features());
    shape.addProperty("H", spec.units());
    shape.addProperty("B", spec.batch());
    shape.add("train", job(result, Contender.TRAIN, result.trainRatio()));
    shape.add("forward", job(result, Contender.FORWARD, result.forwardRatio()));
    put(shape, "peakShare", result.peakShare());
    if (result.peak() > 0) {
      shape.addProperty("peakGigaflops", result.peak());
    }
    shape.addProperty("bytesKeptPerStep", result.heldFloats() * Float.BYTES);
    shape.addProperty("comparedContenders", result.verified());
    shape.addProperty("largestRelativeDifference", result.largestDifference());
    JsonArray series = new JsonArray();
    result.samples().all().forEach(one -> series.add(series(one)));
    shape.add("series", series);
    return shape;
  }

  private static JsonObject job(ShapeResult result, String job, OptionalDouble ratio) {
    JsonObject times = new JsonObject();
    Lineup.PEERS.forEach(peer -> put(times, peer, result.milliseconds(peer, job)));
    put(times, "ratio", ratio);
    return times;
  }

  private static JsonObject series(Samples.Series series) {
    JsonObject json = new JsonObject();
    json.addProperty("contender", series.entrant().name());
    json.addProperty("way", series.way());
    json.addProperty("job", series.job());
    JsonArray rounds = new JsonArray();
    series.milliseconds().forEach(rounds::add);
    json.add("milliseconds", rounds);
    return json;
  }

  private static void put(JsonObject object, String name, OptionalDouble value) {
    if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
      object.addProperty(name, value.getAsDouble());
    }
  }
}
