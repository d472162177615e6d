package dev.timestep.task.classify;

import static dev.timestep.task.message.Setting.setting;

import com.google.gson.JsonObject;
import dev.timestep.judge.Findings;
import dev.timestep.kernel.Engine;
import dev.timestep.task.Entry;
import dev.timestep.task.TaskEvaluation;
import dev.timestep.task.TaskListener;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.sequence.batch.LabelledWords;
import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.List;

/**
 * A classifier and its baselines on labelled cases.
 *
 * @param model the model
 * @param cases what was scored
 * @param findings scores, interval and verdict
 */
public record ClassifyEvaluation(ClassifyModel model, SequenceSet cases, Findings findings)
    implements TaskEvaluation {
  static ClassifyEvaluation of(
      ClassifyModel model, SequenceSet cases, TaskListener listener, Engine engine) {
    if (cases.cases().stream().allMatch(one -> one.label().isEmpty())) {
      throw new TableException(
          cases.file()
              + ": evaluating expects a label for every case; no case has one. Set "
              + setting("label")
              + " to where the labels stand, or predict instead.");
    }
    for (var one : cases.cases()) {
      String label =
          one.label()
              .orElseThrow(
                  () ->
                      new TableException(
                          cases.file()
                              + ": evaluating expects a label for every case; "
                              + cases.called(one)
                              + " has none. Give it one, or predict instead."));
      if (!model.classes().contains(label)) {
        throw new TableException(
            cases.file()
                + ": "
                + cases.called(one)
                + " has the label "
                + label
                + ", which the model does not know; its classes are "
                + String.join(", ", model.classes())
                + ". Correct the label, or train the model further on cases of it.");
      }
    }
    return new ClassifyEvaluation(model, cases, model.judge(cases, listener, engine));
  }

  @Override
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(LabelledWords.cases(cases, "Data"));
    findings
        .scores()
        .keptScore()
        .ifPresent(score -> entries.add(new Entry("Kept", ClassifyWords.kept(model, score))));
    model.notes(cases).forEach(note -> entries.add(new Entry("Note", note)));
    if (cases.fingerprint().equals(model.stamp().run().fingerprint())) {
      entries.add(
          new Entry(
              "Note",
              "This is the file that the model was trained on: it has seen most of these cases,"
                  + " and the figures are better than they will be on new ones."));
    }
    return entries;
  }

  @Override
  public JsonObject json() {
    JsonObject json = ClassifyJson.scored("evaluate classify", cases, findings);
    json.addProperty("kept", model.kept());
    return json;
  }
}
