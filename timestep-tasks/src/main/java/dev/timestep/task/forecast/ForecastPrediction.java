package dev.timestep.task.forecast;

import com.google.gson.JsonObject;
import dev.timestep.judge.NumberText;
import dev.timestep.task.Prediction;
import dev.timestep.task.table.TimeTable;
import java.util.List;

/**
 * A forecast as a table for programs.
 *
 * @param forecast the rows after the table's last
 * @param table the rows that it was made from
 */
record ForecastPrediction(Forecast forecast, TimeTable table) implements Prediction {
  @Override
  public int rows() {
    return forecast.horizon();
  }

  @Override
  public List<String> notes() {
    return table.markedNotes();
  }

  @Override
  public String csv() {
    StringBuilder text =
        new StringBuilder(cell(table.axis().hasTime() ? table.axis().column() : "row"));
    forecast.targets().forEach(target -> text.append(',').append(cell(target)));
    text.append('\n');
    for (int step = 0; step < forecast.horizon(); step++) {
      text.append(cell(forecast.times().get(step)));
      for (double[] values : forecast.values()) {
        text.append(',').append(NumberText.exact(values[step]));
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
    return ForecastJson.of(forecast);
  }
}
