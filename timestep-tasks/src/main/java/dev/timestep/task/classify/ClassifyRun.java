package dev.timestep.task.classify;

import static dev.timestep.task.message.Setting.setting;

import com.google.gson.JsonObject;
import dev.timestep.judge.CountText;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Score;
import dev.timestep.task.Commands;
import dev.timestep.task.PlainTexts;
import dev.timestep.task.TaskRun;
import dev.timestep.task.message.Message;
import dev.timestep.task.sequence.batch.LabelledParts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The result of training and judging a classifier.
 *
 * @param model the model
 * @param parts training and test cases
 * @param fit the course of training
 * @param findings network and opponents on the test cases
 * @param asked which model should be kept, as in {@link ClassifyOptions#keep}
 * @param opponentSeconds how long each opponent took to fit, folds included
 * @param seconds of the whole run
 */
public record ClassifyRun(
    ClassifyModel model,
    LabelledParts parts,
    ClassifyFit fit,
    Findings findings,
    String asked,
    Map<String, Double> opponentSeconds,
    double seconds)
    implements TaskRun {
  @Override
  public List<String> remarks() {
    return Message.plain(markedRemarks());
  }

  @Override
  public List<String> markedRemarks() {
    ClassifyStamp stamp = model.stamp();
    boolean best = asked.equals(ClassifyOptions.BEST);
    List<String> absent = parts.absent();
    String kept =
        "The "
            + ClassifyModel.label(model.kept())
            + " is kept"
            + (!best
                ? ", as asked"
                : absent.isEmpty()
                    ? ""
                    : ", since only the network can answer " + String.join(", ", absent));
    List<String> remarks = new ArrayList<>();
    remarks.add(
        String.format(
            Locale.ROOT,
            "%s: it makes %s on the %,d training cases, each answered without having seen it, and"
                + " %d on the %,d test cases.",
            kept,
            CountText.of(stamp.validationErrors(), "error"),
            stamp.trainCases(),
            stamp.testErrors(),
            stamp.testCases()));
    Score advised = findings.advised();
    if (best && absent.isEmpty() && !model.kept().equals(advised.id())) {
      remarks.add(
          "The verdict is about the test cases; the model to keep was chosen on the training cases."
              + " To keep what the verdict says, the "
              + advised.label()
              + ", give "
              + setting("keep")
              + " "
              + advised.id()
              + ".");
    }
    remarks.add(
        String.format(
            Locale.ROOT,
            "Took %.1f s: %.1f s the network, %.1f s the baselines.",
            seconds,
            stamp.run().seconds(),
            opponentSeconds.values().stream().mapToDouble(Double::doubleValue).sum()));
    return remarks;
  }

  @Override
  public JsonObject json(Path modelFile) {
    return PlainTexts.of(markedJson(modelFile));
  }

  @Override
  public JsonObject markedJson(Path modelFile) {
    return ClassifyJson.of(this, modelFile);
  }

  @Override
  public String page(Commands commands) {
    return Message.plain(markedPage(commands));
  }

  @Override
  public String markedPage(Commands commands) {
    return ClassifyReports.page(this, commands);
  }
}
