package dev.timestep.task.forecast.panel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.judge.CountText;
import dev.timestep.judge.Findings;
import dev.timestep.judge.NumberText;
import dev.timestep.judge.Score;
import dev.timestep.task.Commands;
import dev.timestep.task.FindingsJson;
import dev.timestep.task.MarkedRun;
import dev.timestep.train.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The result of training and judging a forecast of many series.
 *
 * @param model the trained model
 * @param plan data, parts and inputs
 * @param training the course of training
 * @param judged the network beside models of one series each
 * @param coverage share of the test values within the 90 % intervals of what answers
 * @param next the rows after the last of each series; nothing where a plan does not reach them
 * @param seconds of the whole run
 * @param trainingSeconds of training alone
 */
public record PanelRun(
    PanelModel model,
    PanelPlan plan,
    TrainingResult training,
    PanelJudged judged,
    double coverage,
    Optional<List<PanelForecast>> next,
    double seconds,
    double trainingSeconds)
    implements MarkedRun {
  @Override
  public Findings markedFindings() {
    return judged.findings();
  }

  @Override
  public List<String> markedRemarks() {
    List<String> remarks = new ArrayList<>();
    int series = judged.errors().series().length;
    remarks.add(
        "The scores are means over %s series, each in units of its own seasonal change (MASE), on %s."
            .formatted(
                CountText.grouped(series),
                CountText.of(judged.errors().windows().count(), "window")));
    remarks.add(
        switch (model.kept()) {
          case "mix" ->
              "The mix answers: in each step a share of the network and the rest of the ridge"
                  + " regression, chosen on the validation windows; the network's share is %s on"
                      .formatted(NumberText.percent(judged.shares().mean()))
                  + " average.";
          case "network" -> "The network answers alone.";
          case "ridge" -> "The ridge regression over all series answers.";
          default ->
              "The %s answers: it is fitted anew to the rows of each series.".formatted(label());
        });
    if (!model.quantiles().asked().isEmpty()) {
      remarks.add(
          "The intervals are quantiles of the errors on the validation windows of all series. Those"
              + " of 90 %% held %s of the test values.".formatted(NumberText.percent(coverage)));
    }
    if (next.isEmpty()) {
      remarks.add(
          "The next rows are not forecast here: %s must be known for the %s after the last of each"
                  .formatted(
                      String.join(" and ", plan.table().columns().future()),
                      CountText.of(model.horizon(), "row"))
              + " series. Add these rows with the targets left blank.");
    }
    if (model.stamp().refit() && model.isPooled()) {
      remarks.add(
          "After the judgement all that learns was fitted again on all rows, the network for %s as"
                  .formatted(CountText.of(model.stamp().bestEpoch(), "epoch"))
              + " validation chose, and that predicts.");
    }
    remarks.add(
        String.format(
            Locale.ROOT, "Took %.1f s, %.1f s of them training.", seconds, trainingSeconds));
    return remarks;
  }

  /** How sentences call what answers. */
  private String label() {
    return judged
        .findings()
        .scores()
        .all()
        .filter(score -> score.id().equals(model.kept()))
        .map(Score::label)
        .findFirst()
        .orElse(model.kept());
  }

  @Override
  public JsonObject markedJson(Path modelFile) {
    JsonObject json = FindingsJson.scored("train forecast", plan.table().file(), judged.findings());
    json.addProperty("series", plan.table().series().size());
    json.addProperty("judgedSeries", judged.errors().series().length);
    json.addProperty("judgedWindows", judged.errors().windows().count());
    json.addProperty("frequency", plan.table().frequency().code());
    json.addProperty("horizon", model.horizon());
    json.addProperty("lookback", plan.parts().lookback());
    json.addProperty("season", plan.spec().inputs().season());
    json.addProperty("coverage", NumberText.decimal(coverage));
    json.addProperty("kept", model.kept());
    JsonArray skipped = new JsonArray();
    plan.table().skipped().forEach(one -> skipped.add(one.id() + ": " + one.reason()));
    json.add("skipped", skipped);
    json.addProperty("file", modelFile.toString());
    json.addProperty("seconds", seconds);
    json.addProperty("trainingSeconds", trainingSeconds);
    json.addProperty("epochs", model.stamp().epochs());
    json.addProperty("bestEpoch", model.stamp().bestEpoch());
    json.addProperty("seed", model.stamp().run().seed());
    json.addProperty("threads", model.stamp().run().threads());
    json.addProperty("version", model.stamp().run().version());
    JsonArray notes = new JsonArray();
    plan.table().markedNotes().forEach(notes::add);
    plan.notes().forEach(notes::add);
    judged.findings().notes().forEach(notes::add);
    json.add("notes", notes);
    return json;
  }

  /** The plots of the page as SVG pictures, by the names of their files. */
  public SequencedMap<String, String> plots(Commands commands) {
    return PanelReports.plots(this, commands);
  }

  @Override
  public String markedPage(Commands commands) {
    return PanelReports.page(this, commands);
  }
}
