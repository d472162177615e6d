package dev.timestep.task.classify;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.judge.NumberText;
import dev.timestep.judge.Reliability;
import dev.timestep.task.Prediction;
import dev.timestep.task.message.Message;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.table.cells.CsvWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Labels and probabilities of cases.
 *
 * @param classes names of the classes
 * @param cases what was classified
 * @param probabilities [case][class]
 * @param markedNotes on the data, their settings marked
 */
public record ClassifyPrediction(
    List<String> classes, SequenceSet cases, double[][] probabilities, List<String> markedNotes)
    implements Prediction {
  private static final int DECIMALS = 6;

  @Override
  public int rows() {
    return probabilities.length;
  }

  @Override
  public List<String> notes() {
    return Message.plain(markedNotes);
  }

  /** The label of a case. */
  public String label(int at) {
    return classes.get(Reliability.likeliest(probabilities[at]));
  }

  @Override
  public String csv() {
    CsvWriter text = new CsvWriter().row(head(List.of("id"), classes));
    for (int at = 0; at < rows(); at++) {
      text.row(row(List.of(cases.cases().get(at).id()), classes, probabilities[at]));
    }
    return text.text();
  }

  /** The names of the columns: some before the label, the label, the classes. */
  static List<String> head(List<String> first, List<String> classes) {
    List<String> head = new ArrayList<>(first);
    head.add("label");
    classes.forEach(name -> head.add("p_" + name));
    return head;
  }

  /** The cells of one answer: some before the label, the label, the probabilities. */
  static List<String> row(List<String> first, List<String> classes, double... probabilities) {
    List<String> row = new ArrayList<>(first);
    row.add(classes.get(Reliability.likeliest(probabilities)));
    for (double p : probabilities) {
      row.add(NumberText.fixed(p, DECIMALS));
    }
    return row;
  }

  @Override
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("task", "predict classify");
    JsonArray answers = new JsonArray();
    for (int at = 0; at < rows(); at++) {
      JsonObject one = new JsonObject();
      one.addProperty("id", cases.cases().get(at).id());
      one.addProperty("label", label(at));
      JsonObject p = new JsonObject();
      for (int c = 0; c < classes.size(); c++) {
        p.addProperty(classes.get(c), probabilities[at][c]);
      }
      one.add("probabilities", p);
      answers.add(one);
    }
    json.add("cases", answers);
    return json;
  }
}
