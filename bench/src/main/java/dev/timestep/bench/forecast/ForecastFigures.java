package dev.timestep.bench.forecast;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.timestep.task.RunOptions;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastRun;
import dev.timestep.task.forecast.ForecastTraining;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/** Every model's errors and intervals on known series, for some seeds. */
public final class ForecastFigures {
  private static final PrintStream OUT = System.out;
  private static final PrintStream ERR = System.err;

  /** Steps are compared with those of this model, which a mix takes its other share from. */
  private static final String LINEAR = "ridge";

  private ForecastFigures() {}

  /** Prints the tables; {@code bench/forecasts} tells what can be given. */
  public static void main(String[] arguments) {
    Path data = Path.of(arguments[0]);
    FigureOptions options =
        FigureOptions.orExit(arguments, KnownSeries.all().stream().map(KnownSeries::name).toList());
    FigureTables tables = new FigureTables();
    for (KnownSeries series : KnownSeries.all()) {
      if (!options.asks(series.name())) {
        continue;
      }
      Path file = series.path(data);
      if (!Files.exists(file)) {
        ERR.println(series.name() + " is left out: there is no " + file + ".");
        continue;
      }
      List<SeriesFigures> runs = new ArrayList<>();
      for (long seed : options.seeds()) {
        runs.add(run(file, series, seed, options.threads()));
      }
      tables.add(series.name(), runs);
    }
    OUT.println(tables.text());
  }

  private static SeriesFigures run(Path file, KnownSeries series, long seed, int threads) {
    ForecastOptions options =
        series.options().withRun(RunOptions.defaults().withSeed(seed).withThreads(threads));
    ForecastRun run = ForecastTraining.run(file, options, TaskListener.NONE);
    JsonObject json = run.json(Path.of("none"));
    JsonObject scores = json.getAsJsonObject("intervals").getAsJsonObject("models");
    SequencedMap<String, SeriesFigures.Model> models = new LinkedHashMap<>();
    run.gate()
        .baselines()
        .forEach(
            one ->
                put(models, one.name(), json.getAsJsonObject("baselines").get(one.name()), scores));
    for (Map.Entry<String, JsonElement> one : json.getAsJsonObject("beside").entrySet()) {
      put(models, one.getKey(), one.getValue(), scores);
    }
    String judged = json.get("judged").getAsString();
    put(models, judged, json.get("metrics"), scores);
    SeriesFigures.Model subject = Objects.requireNonNull(models.get(judged));
    SeriesFigures.Model linear = models.get(LINEAR);
    SeriesFigures figures =
        new SeriesFigures(
            models,
            run.gate().horizon(),
            run.gate().windows().test(),
            json.get("outcome").getAsString(),
            json.get("bestBaseline").getAsString(),
            linear == null ? 0 : subject.worstStep(linear));
    ERR.printf(
        Locale.ROOT,
        "%s, seed %d: %s %.5g, %s, %.0f s%n",
        series.name(),
        seed,
        judged,
        subject.mae(),
        figures.outcome(),
        run.seconds());
    return figures;
  }

  private static void put(
      SequencedMap<String, SeriesFigures.Model> models,
      String name,
      JsonElement metrics,
      JsonObject intervals) {
    JsonObject errors = metrics.getAsJsonObject();
    double[] steps =
        errors.getAsJsonArray("maeByStep").asList().stream()
            .mapToDouble(JsonElement::getAsDouble)
            .toArray();
    JsonObject own = intervals.getAsJsonObject(name);
    models.put(
        name,
        new SeriesFigures.Model(
            errors.get("mae").getAsDouble(),
            steps,
            own == null || !own.has("coverage") ? Double.NaN : own.get("coverage").getAsDouble(),
            own == null || !own.has("msis") ? Double.NaN : own.get("msis").getAsDouble()));
  }
}
