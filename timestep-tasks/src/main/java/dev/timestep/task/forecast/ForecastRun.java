package dev.timestep.task.forecast;

import com.google.gson.JsonObject;
import dev.timestep.judge.CountText;
import dev.timestep.judge.Findings;
import dev.timestep.task.Commands;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.TimeTable;
import dev.timestep.train.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The result of training and judging a forecast.
 *
 * @param model the trained model
 * @param plan data, split and inputs
 * @param training the course of training
 * @param gate the network against the baselines on every test window
 * @param network the forecasts, at every test origin, of the form of the network that is judged
 * @param bestBaseline the best baseline's forecasts
 * @param following the rows after the data's last; nothing where a column that is known in advance
 *     ends before them
 * @param intervals how the intervals do on the test windows; nothing where none were asked for
 * @param seconds of the whole run
 * @param trainingSeconds of training alone
 */
public record ForecastRun(
    ForecastModel model,
    ForecastPlan plan,
    TrainingResult training,
    GateResult gate,
    Forecaster network,
    Forecaster bestBaseline,
    Optional<Forecast> following,
    Optional<JudgedIntervals> intervals,
    double seconds,
    double trainingSeconds)
    implements ForecastResult {
  /**
   * The rows after the data's last.
   *
   * @throws TaskException when a column that is known in advance ends before them; the message says
   *     what to give
   */
  public Forecast next() {
    return following.orElseThrow(
        () -> new TaskException(model.lacking(plan.table()).orElse("The run has no forecast.")));
  }

  @Override
  public TimeTable table() {
    return plan.table();
  }

  @Override
  public Findings markedFindings() {
    return gate.marked();
  }

  @Override
  public List<String> markedRemarks() {
    int best = model.stamp().bestEpoch();
    List<String> remarks = new ArrayList<>();
    intervals.ifPresent(some -> remarks.addAll(some.remarks()));
    model
        .baseline()
        .ifPresent(
            kept ->
                remarks.add(
                    "The "
                        + kept.label()
                        + " is kept: it answers in place of the network, whose weights stay in the"
                        + " model, too."));
    model
        .mix()
        .filter(mix -> model.baseline().isEmpty())
        .ifPresent(
            mix ->
                remarks.add(
                    model.kept().equals(ForecastOptions.MIX)
                        ? "The mix answers: in each step a share of the network and the rest of"
                            + " the ridge regression, chosen on the validation windows; "
                            + mix.words()
                            + "."
                        : "The network answers alone. In the mix with the ridge regression "
                            + mix.words()
                            + "."));
    if (model.refitted().isPresent()) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "After the judgement all that learns was fitted again on all %,d rows, the network"
                  + " for %s as validation chose, and that predicts. The model holds the judged"
                  + " weights, too.",
              model.stamp().refitRows(),
              CountText.of(best, "epoch")));
    }
    model
        .lacking(plan.table())
        .ifPresent(lacking -> remarks.add("The next rows are not forecast here. " + lacking));
    if (!gate.fits().isEmpty()) {
      remarks.add("How each simple forecast was fitted is in the page and in the JSON.");
    }
    remarks.add(
        String.format(
            Locale.ROOT,
            "Took %.1f s, %.1f s of them training: %s, %s.",
            seconds,
            trainingSeconds,
            CountText.of(training.history().size(), "epoch"),
            best == 0
                ? "none better than the forecast that the network starts from"
                : "best " + best));
    return remarks;
  }

  @Override
  public JsonObject markedJson(Path modelFile) {
    return ForecastJson.marked(this, modelFile);
  }

  @Override
  public SequencedMap<String, String> plots(Commands commands) {
    return ForecastReports.plots(this, commands);
  }

  @Override
  public String markedPage(Commands commands) {
    return ForecastReports.page(this, commands);
  }
}
