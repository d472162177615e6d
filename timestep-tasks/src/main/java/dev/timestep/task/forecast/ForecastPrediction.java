package dev.timestep.task.forecast;

import com.google.gson.JsonObject;
import dev.timestep.judge.NumberText;
import dev.timestep.task.Prediction;
import dev.timestep.task.forecast.interval.QuantileLevels;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.cells.CsvWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A forecast as a table for programs.
 *
 * @param forecast the rows after the table's last
 * @param table the rows that it was made from
 */
public record ForecastPrediction(Forecast forecast, TimeTable table) implements Prediction {
  @Override
  public int rows() {
    return forecast.horizon();
  }

  @Override
  public List<String> notes() {
    return table.notes();
  }

  @Override
  public List<String> markedNotes() {
    return table.markedNotes();
  }

  @Override
  public String csv() {
    List<String> head = new ArrayList<>();
    head.add(table.axis().hasTime() ? table.axis().column() : "row");
    for (String target : forecast.targets()) {
      head.add(target);
      forecast.shown().forEach(one -> head.add(QuantileLevels.column(target, one.level())));
    }
    CsvWriter rows = new CsvWriter().row(head);
    for (int step = 0; step < forecast.horizon(); step++) {
      List<String> row = new ArrayList<>();
      row.add(forecast.times().get(step));
      for (int k = 0; k < forecast.values().length; k++) {
        row.add(NumberText.exact(forecast.values()[k][step]));
        for (Forecast.Quantile one : forecast.shown()) {
          row.add(NumberText.exact(one.values()[k][step]));
        }
      }
      rows.row(row);
    }
    return rows.text();
  }

  @Override
  public JsonObject json() {
    return ForecastJson.of(forecast);
  }
}
