package dev.timestep.task.forecast.covariate;

import dev.timestep.task.table.TableColumns;
import java.util.List;

/**
 * Columns beside the targets that a forecast may read.
 *
 * <pre>{@code
 * ForecastOptions options = ForecastOptions.of("demand")
 *     .withCovariates(new CovariateNames(List.of("visitors"), List.of("price", "promo")));
 * }</pre>
 *
 * @param past known up to the row of a forecast: what was measured
 * @param future known for the rows to be forecast, too: what is planned
 */
public record CovariateNames(List<String> past, List<String> future) {
  /** No column but the targets. */
  public static final CovariateNames NONE = new CovariateNames(List.of(), List.of());

  public CovariateNames {
    past = List.copyOf(past);
    future = List.copyOf(future);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return past.isEmpty() && future.isEmpty();
  }

  /** The columns to read, the targets first. */
  public TableColumns columns(List<String> targets) {
    return new TableColumns(targets, past, future);
  }
}
