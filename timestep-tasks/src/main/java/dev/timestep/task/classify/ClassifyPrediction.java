package dev.timestep.task.classify;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.judge.NumberText;
import dev.timestep.judge.Reliability;
import dev.timestep.task.Prediction;
import dev.timestep.task.sequence.SequenceSet;
import java.util.List;

/**
 * Labels and probabilities of cases.
 *
 * @param classes names of the classes
 * @param cases what was classified
 * @param probabilities [case][class]
 * @param notes on the data
 */
public record ClassifyPrediction(
    List<String> classes, SequenceSet cases, double[][] probabilities, List<String> notes)
    implements Prediction {
  private static final int DECIMALS = 6;

  @Override
  public int rows() {
    return probabilities.length;
  }

  /** The label of a case. */
  public String label(int at) {
    return classes.get(Reliability.likeliest(probabilities[at]));
  }

  @Override
  public String csv() {
    StringBuilder text = new StringBuilder(head("id", classes));
    for (int at = 0; at < rows(); at++) {
      text.append(row(cell(cases.cases().get(at).id()), classes, probabilities[at]));
    }
    return text.toString();
  }

  /**
   * The line with the names of the columns.
   *
   * @param first the names of those before the label
   */
  static String head(String first, List<String> classes) {
    StringBuilder text = new StringBuilder(first).append(",label");
    classes.forEach(name -> text.append(',').append(cell("p_" + name)));
    return text.append('\n').toString();
  }

  /**
   * The line of one answer.
   *
   * @param first the cells before the label
   */
  static String row(String first, List<String> classes, double... probabilities) {
    StringBuilder text = new StringBuilder(first).append(',');
    text.append(cell(classes.get(Reliability.likeliest(probabilities))));
    for (double p : probabilities) {
      text.append(',').append(NumberText.fixed(p, DECIMALS));
    }
    return text.append('\n').toString();
  }

  /** A text as a cell of CSV. */
  static String cell(String text) {
    return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
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
