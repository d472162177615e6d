package dev.timestep.task.forecast.panel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.judge.NumberText;
import dev.timestep.task.Prediction;
import dev.timestep.task.forecast.interval.QuantileLevels;
import dev.timestep.task.table.cells.CsvWriter;
import dev.timestep.task.table.panel.PanelTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Forecasts of many series as a table for programs: a row for each series and step.
 *
 * @param forecasts of each series
 * @param table the rows that they were made from
 * @param model that made them
 */
record PanelPrediction(List<PanelForecast> forecasts, PanelTable table, PanelModel model)
    implements Prediction {
  PanelPrediction {
    forecasts = List.copyOf(forecasts);
  }

  @Override
  public int rows() {
    return forecasts.size() * model.horizon();
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
    head.add(table.columns().id());
    boolean times = table.series().getFirst().axis().hasTime();
    head.add(times ? table.series().getFirst().axis().column() : "row");
    List<Double> asked = model.quantiles().asked().asked();
    for (String target : model.targets()) {
      head.add(target);
      asked.forEach(level -> head.add(QuantileLevels.column(target, level)));
    }
    CsvWriter rows = new CsvWriter().row(head);
    int[] places = places(asked);
    for (PanelForecast one : forecasts) {
      for (int h = 0; h < one.times().size(); h++) {
        List<String> row = new ArrayList<>();
        row.add(one.id());
        row.add(one.times().get(h));
        for (int k = 0; k < one.values().length; k++) {
          row.add(NumberText.exact(one.values()[k][h]));
          for (int place : places) {
            row.add(NumberText.exact(one.quantiles()[place][k][h]));
          }
        }
        rows.row(row);
      }
    }
    return rows.text();
  }

  private int[] places(List<Double> asked) {
    double[] all = model.quantiles().asked().all();
    return asked.stream().mapToInt(level -> Arrays.binarySearch(all, level)).toArray();
  }

  @Override
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("task", "predict forecast");
    JsonArray series = new JsonArray();
    List<Double> asked = model.quantiles().asked().asked();
    int[] places = places(asked);
    for (PanelForecast one : forecasts) {
      JsonObject own = new JsonObject();
      own.addProperty("id", one.id());
      JsonArray times = new JsonArray();
      one.times().forEach(times::add);
      own.add("times", times);
      JsonObject values = new JsonObject();
      JsonObject quantiles = new JsonObject();
      for (int k = 0; k < one.values().length; k++) {
        String target = model.targets().get(k);
        values.add(target, array(one.values()[k]));
        JsonObject levels = new JsonObject();
        for (int p = 0; p < places.length; p++) {
          levels.add(NumberText.exact(asked.get(p)), array(one.quantiles()[places[p]][k]));
        }
        quantiles.add(target, levels);
      }
      own.add("values", values);
      if (!asked.isEmpty()) {
        own.add("quantiles", quantiles);
      }
      series.add(own);
    }
    json.add("series", series);
    return json;
  }

  private static JsonArray array(double[] values) {
    JsonArray array = new JsonArray();
    for (double value : values) {
      array.add(NumberText.decimal(value));
    }
    return array;
  }
}
