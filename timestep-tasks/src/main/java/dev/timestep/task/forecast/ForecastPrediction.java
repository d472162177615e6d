package dev.timestep.task.forecast;

import com.google.gson.JsonObject;
import dev.timestep.judge.NumberText;
import dev.timestep.task.Prediction;
import dev.timestep.task.forecast.interval.QuantileLevels;
import dev.timestep.task.forecast.window.SeriesMath;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.cells.CsvWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A forecast as a table for programs.
 *
 * @param forecast the rows after the table's last
 * @param table the rows that it was made from
 */
public record ForecastPrediction(Forecast forecast, TimeTable table) implements Prediction {
  private static final double OF_DEVIATION = 1e-5;
  private static final double OF_WIDTH = 1e-3;

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
    double[] units = new double[forecast.targets().size()];
    Arrays.setAll(units, this::unit);
    for (int step = 0; step < forecast.horizon(); step++) {
      List<String> row = new ArrayList<>();
      row.add(forecast.times().get(step));
      for (int k = 0; k < forecast.values().length; k++) {
        row.add(NumberText.exact(NumberText.rounded(forecast.values()[k][step], units[k])));
        for (Forecast.Quantile one : forecast.shown()) {
          row.add(NumberText.exact(NumberText.rounded(one.values()[k][step], units[k])));
        }
      }
      rows.row(row);
    }
    return rows.text();
  }

  /**
   * What figures of a target are rounded to: a hundred-thousandth of how far its values lie from
   * their mean, and a thousandth of the narrowest distance of two quantiles. Further digits would
   * say more than any forecast knows.
   */
  private double unit(int k) {
    double[] values = table.column(forecast.targets().get(k));
    double unit =
        OF_DEVIATION
            * SeriesMath.deviation(
                values, 0, values.length, SeriesMath.mean(values, 0, values.length));
    List<Forecast.Quantile> shown = forecast.shown();
    for (int at = 1; at < shown.size(); at++) {
      for (int step = 0; step < forecast.horizon(); step++) {
        double width = shown.get(at).values()[k][step] - shown.get(at - 1).values()[k][step];
        unit = width > 0 ? Math.min(unit, OF_WIDTH * width) : unit;
      }
    }
    // A series that never changes has no such measure: its values are held as they can be.
    return Math.max(unit, Double.MIN_NORMAL);
  }

  /** All digits, which a program may need. */
  @Override
  public JsonObject json() {
    return ForecastJson.of(forecast);
  }
}
