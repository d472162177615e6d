package dev.timestep.task.classify;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.judge.NumberText;
import dev.timestep.judge.Reliability;
import dev.timestep.task.Prediction;
import dev.timestep.task.message.Message;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.table.cells.CsvWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

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
    CsvWriter text = new CsvWriter().row(row("id", columns(classes)));
    for (int at = 0; at < rows(); at++) {
      text.row(row(cases.cases().get(at).id(), cells(classes, probabilities[at])));
    }
    return text.text();
  }

  private static List<String> row(String first, List<String> more) {
    return Stream.concat(Stream.of(first), more.stream()).toList();
  }

  /** The names of the columns of an answer: the label, the classes. */
  static List<String> columns(List<String> classes) {
    return row("label", classes.stream().map(name -> "p_" + name).toList());
  }

  /** The cells of an answer: the label, the probabilities. */
  static List<String> cells(List<String> classes, double... probabilities) {
    return row(
        classes.get(Reliability.likeliest(probabilities)),
        Arrays.stream(probabilities).mapToObj(p -> NumberText.fixed(p, DECIMALS)).toList());
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
