package dev.timestep.task.forecast;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.judge.ErrorSums;
import dev.timestep.judge.ForecastScores;
import dev.timestep.judge.Measure;
import dev.timestep.judge.NumberText;
import dev.timestep.judge.ScoreLevels;
import dev.timestep.task.forecast.interval.QuantileShares;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * How the intervals of several models did on the same windows: as a table, for programs and for the
 * page, whatever they were made of.
 *
 * @param models each model's scores by target, the simplest first
 * @param kept id of the one that the plots and the scores by step are of
 * @param shares which share of the values lay below each of its quantiles
 */
public record IntervalScores(List<Model> models, String kept, QuantileShares shares) {
  /** What a table shows. */
  static final List<Measure> SHOWN =
      List.of(Measure.COVERAGE, Measure.WIDTH, Measure.MSIS, Measure.CRPS);

  private static final List<Measure> ALL =
      Stream.concat(Measure.OF_FORECASTS.stream(), Stream.of(Measure.INTERVAL_SCORE)).toList();

  /**
   * A model with its scores.
   *
   * @param id its name in JSON
   * @param label its name in a table
   * @param scores on the test windows
   * @param own targets whose intervals are the model's own, brought to their level, where they
   *     might have been others
   */
  public record Model(String id, String label, ForecastScores scores, List<String> own) {
    /** Takes a copy of the list. */
    public Model {
      own = List.copyOf(own);
    }
  }

  /** Checks that the model which is kept is among them. */
  public IntervalScores {
    models = List.copyOf(models);
    if (models.stream().noneMatch(model -> model.id().equals(kept))) {
      throw new IllegalArgumentException(
          "IntervalScores expects to keep one of %s; received %s."
              .formatted(models.stream().map(Model::id).toList(), kept));
    }
  }

  /** The scores of the model that answers. */
  Model keptModel() {
    return models.stream().filter(model -> model.id().equals(kept)).findFirst().orElseThrow();
  }

  /** The table, for a terminal. */
  public String text() {
    return IntervalText.of(this);
  }

  /** For programs. */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("level", 1 - ScoreLevels.DECILES.alpha());
    JsonObject all = new JsonObject();
    for (Model model : models) {
      JsonObject figures = figures(model.scores().all());
      if (!model.own().isEmpty()) {
        JsonArray own = new JsonArray();
        model.own().forEach(own::add);
        figures.add("own", own);
      }
      all.add(model.id(), figures);
    }
    json.add("models", all);
    json.add("byStep", bySteps());
    if (keptModel().scores().series().size() > 1) {
      JsonObject targets = new JsonObject();
      for (String name : keptModel().scores().series()) {
        targets.add(name, figures(keptModel().scores().series(name)));
      }
      json.add("byTarget", targets);
    }
    JsonObject below = new JsonObject();
    double[] levels = shares.levels();
    double[] observed = shares.below();
    for (int at = 0; at < levels.length; at++) {
      below.addProperty(NumberText.exact(levels[at]), NumberText.decimal(observed[at]));
    }
    json.add("shareBelow", below);
    return json;
  }

  private JsonObject bySteps() {
    JsonObject json = new JsonObject();
    for (Measure measure : List.of(Measure.COVERAGE, Measure.WIDTH, Measure.CRPS)) {
      JsonArray steps = new JsonArray();
      for (double value : steps(keptModel(), measure)) {
        steps.add(NumberText.decimal(value));
      }
      json.add(measure.id(), steps);
    }
    return json;
  }

  /** [step] a measure that is always defined. */
  static double[] steps(Model model, Measure measure) {
    double[] steps = new double[model.scores().horizon()];
    Arrays.setAll(steps, h -> model.scores().step(h).figure(measure).value().orElse(Double.NaN));
    return steps;
  }

  private static JsonObject figures(ErrorSums sums) {
    JsonObject json = new JsonObject();
    SequencedMap<String, String> undefined = new LinkedHashMap<>();
    for (Measure measure : ALL) {
      var figure = sums.figure(measure);
      figure
          .value()
          .ifPresentOrElse(
              value -> json.addProperty(measure.id(), NumberText.decimal(value)),
              () -> undefined.put(measure.id(), figure.reason().orElseThrow()));
    }
    if (!undefined.isEmpty()) {
      JsonObject reasons = new JsonObject();
      undefined.forEach(reasons::addProperty);
      json.add("undefined", reasons);
    }
    return json;
  }
}
