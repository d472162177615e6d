package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.NumberText;
import dev.timestep.task.forecast.window.SeriesMath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says why a score is undefined, and which scores mean less than they seem to. */
final class ScoreNotes {
  /** Share of zeros from which the median is zero, and with it what MAE asks for. */
  private static final double MOSTLY = 0.5;

  /** Share of the error from which one target hides the others. */
  private static final double HIDES = 0.9;

  private final List<String> names;
  private final double[][] targets;
  private final int trainRows;
  private final int season;

  ScoreNotes(List<String> names, double[][] targets, int trainRows, int season) {
    this.names = names;
    this.targets = targets;
    this.trainRows = trainRows;
    this.season = season;
  }

  /**
   * One note for each target that has something to say.
   *
   * @param scores scores of the baselines
   */
  List<String> of(List<ModelScore> scores) {
    List<String> notes = new ArrayList<>();
    for (int k = 0; k < targets.length; k++) {
      note(k).ifPresent(notes::add);
    }
    hidden(scores.getFirst()).ifPresent(notes::add);
    return notes;
  }

  /** Whether no target ever changes. */
  boolean nothingToForecast() {
    for (double[] target : targets) {
      if (!SeriesMath.constant(target, target.length)) {
        return false;
      }
    }
    return true;
  }

  /** "every value of a is 0, and every value of b is 5". */
  String constants() {
    List<String> parts = new ArrayList<>();
    for (int k = 0; k < targets.length; k++) {
      parts.add("every value of " + names.get(k) + " is " + value(k));
    }
    return String.join(", and ", parts);
  }

  private Optional<String> note(int k) {
    double[] y = targets[k];
    String name = names.get(k);
    if (SeriesMath.constant(y, y.length)) {
      return Optional.of(
          "every value of %s is %s: no forecast of it can miss, so %s"
              .formatted(name, value(k), undefined(true)));
    }
    if (SeriesMath.constant(y, trainRows)) {
      return Optional.of(
          "%s is %s in all %d training rows: nothing can be learnt from them, and %s. "
                  .formatted(name, value(k), trainRows, undefined(false))
              + "The first other value is in data row %d; "
                  .formatted(SeriesMath.firstChange(y, y.length) + 1)
              + "train again when the training part reaches well beyond it");
    }
    if (Metrics.naiveScale(y, trainRows, season).isEmpty()) {
      String why =
          trainRows <= season
              ? "the training part has %d rows, no more than one season of %d"
                  .formatted(trainRows, season)
              : season == 1
                  ? "%s does not change from row to row in the training part".formatted(name)
                  : "%s repeats itself exactly every %d rows in the training part"
                      .formatted(name, season);
      return Optional.of(why + ", so " + undefined(false));
    }
    return mostlyZero(name, y);
  }

  private Optional<String> mostlyZero(String name, double[] y) {
    int zeros = 0;
    for (double value : y) {
      zeros += value == 0 ? 1 : 0;
    }
    double share = (double) zeros / y.length;
    return share <= MOSTLY
        ? Optional.empty()
        : Optional.of(
            "%s is 0 in %d of %d rows (%s): a forecast of 0 already has a low mean absolute error, "
                    .formatted(name, zeros, y.length, NumberText.percent(share))
                + "so a low error does not mean that the other values are forecast well. Training"
                + " with "
                + setting("loss")
                + " mse aims at the mean rather than at the median, which is 0");
  }

  /** Errors in different units are added up; the largest may be all that is seen. */
  private Optional<String> hidden(ModelScore naive) {
    double sum = 0;
    int largest = 0;
    for (int k = 0; k < targets.length; k++) {
      double mae = naive.byTarget().get(k).mae();
      sum += mae;
      largest = mae > naive.byTarget().get(largest).mae() ? k : largest;
    }
    double share = sum > 0 ? naive.byTarget().get(largest).mae() / sum : 0;
    return targets.length == 1 || share <= HIDES
        ? Optional.empty()
        : Optional.of(
            "MAE, RMSE, skill and verdict are taken over all targets in their own units: "
                + "%s makes up %s of the naive forecast's error, so the others hardly count. "
                    .formatted(names.get(largest), NumberText.percent(share))
                + "Train one model per target for a verdict on each");
  }

  private String undefined(boolean skillToo) {
    if (targets.length > 1) {
      return "MASE leaves it out";
    }
    return skillToo
        ? "MASE and skill are undefined (shown as \"-\")"
        : "MASE is undefined (shown as \"-\"), as its scale is zero";
  }

  private String value(int k) {
    return NumberText.exact(targets[k][0]);
  }
}
