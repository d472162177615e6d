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
    StringBuilder text = new StringBuilder("id,label");
    classes.forEach(name -> text.append(',').append(cell("p_" + name)));
    text.append('\n');
    for (int at = 0; at < rows(); at++) {
      text.append(cell(cases.cases().get(at).id())).append(',').append(cell(label(at)));
      for (double p : probabilities[at]) {
        text.append(',').append(NumberText.fixed(p, DECIMALS));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String cell(String text) {
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
