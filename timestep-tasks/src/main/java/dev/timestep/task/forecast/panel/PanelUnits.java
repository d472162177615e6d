package dev.timestep.task.forecast.panel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model knows of each series that it was trained on: stored with it.
 *
 * @param ids of the series
 * @param rows of each in the training file
 * @param scales [series][target]
 * @param spreads [series][target]
 */
record PanelUnits(List<String> ids, int[] rows, double[][] scales, double[][] spreads) {
  PanelUnits {
    ids = List.copyOf(ids);
    boolean fits =
        ids.size() == rows.length && ids.size() == scales.length && ids.size() == spreads.length;
    for (int s = 0; fits && s < rows.length; s++) {
      fits = rows[s] >= 1 && positive(scales[s]) && positive(spreads[s]);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "A model of many series expects rows, and scales and spreads above 0, for each of its %d"
                  .formatted(ids.size())
              + " ids.");
    }
  }

  private static boolean positive(double... numbers) {
    for (double number : numbers) {
      if (!(number > 0) || !Double.isFinite(number)) {
        return false;
      }
    }
    return true;
  }

  static PanelUnits of(PanelInputs inputs) {
    int count = inputs.count();
    List<String> ids = new ArrayList<>();
    int[] rows = new int[count];
    double[][] scales = new double[count][];
    double[][] spreads = new double[count][];
    for (int s = 0; s < count; s++) {
      ids.add(inputs.series(s).id());
      rows[s] = inputs.series(s).rows();
      scales[s] = inputs.scales(s).scale();
      spreads[s] = inputs.scales(s).spread();
    }
    return new PanelUnits(ids, rows, scales, spreads);
  }

  /** The place of each id. */
  Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    for (int s = 0; s < ids.size(); s++) {
      places.put(ids.get(s), s);
    }
    return places;
  }

  /** The units of the series at a place. */
  PanelScales at(int place) {
    return new PanelScales(scales[place], spreads[place]);
  }

  /** Rows of a series in the training file; nothing for one that was not in it. */
  Optional<Integer> rowsOf(Map<String, Integer> places, String id) {
    return Optional.ofNullable(places.get(id)).map(place -> rows[place]);
  }
}
