package dev.timestep.task.forecast;

import java.util.List;

/**
 * How a table of many series is read.
 *
 * <pre>{@code
 * ForecastOptions options =
 *     ForecastOptions.of("sales").withPanel(new PanelSettings("store", List.of("region"), false, false));
 * }</pre>
 *
 * @param id column that separates the series; several are joined by '+'
 * @param statics columns of one value a series
 * @param skipBad whether series that cannot be used are left out, and the others forecast
 * @param strict whether single gaps and categories that training did not have are refused
 */
public record PanelSettings(String id, List<String> statics, boolean skipBad, boolean strict) {
  public PanelSettings {
    statics = List.copyOf(statics);
  }
}
