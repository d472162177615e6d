package dev.timestep.task.forecast.panel;

import dev.timestep.task.forecast.InputSpec;
import dev.timestep.task.forecast.covariate.Covariate;
import java.util.List;

/**
 * What a network of many series reads of each: plain fields, stored with the model.
 *
 * @param id column that separates the series
 * @param inputs of a window
 * @param statics columns of one value a series
 */
record PanelSpec(String id, InputSpec inputs, List<Covariate> statics) {
  PanelSpec {
    statics = List.copyOf(statics);
  }

  /** Inputs that the statics give. */
  int staticWidth() {
    return statics.stream().mapToInt(Covariate::width).sum();
  }
}
