package dev.timestep.cli;

import dev.timestep.task.forecast.covariate.CovariateNames;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which columns of a time series are forecast, and how far: of every command that forecasts. */
final class SeriesMixin {
  @Option(
      order = 10,
      names = "--target",
      paramLabel = "COL",
      required = true,
      split = ",",
      splitSynopsisLabel = ",",
      description =
          "Column to forecast. For several, join them with commas or give --target again.")
  private List<String> targets = List.of();

  @Option(
      order = 10,
      names = "--past",
      paramLabel = "COL",
      split = ",",
      splitSynopsisLabel = ",",
      description =
          "Columns that help to forecast and are known up to now, such as what was measured.")
  private List<String> past = List.of();

  @Option(
      order = 10,
      names = "--future",
      paramLabel = "COL",
      split = ",",
      splitSynopsisLabel = ",",
      description =
          "Columns that help to forecast and are known in advance, such as prices or plans. The"
              + " file holds them for the rows to be forecast, too, the targets left blank.")
  private List<String> future = List.of();

  @Option(
      order = 11,
      names = "--horizon",
      paramLabel = "ROWS",
      description = "Rows to forecast. Default: by the step between rows, 28 for days.")
  private @Nullable Integer horizon;

  @Option(
      order = 13,
      names = "--season",
      paramLabel = "ROWS",
      description = "Rows of the shortest cycle. Default: by the step, 7 for days.")
  private @Nullable Integer season;

  @Option(
      order = 14,
      names = "--holidays",
      paramLabel = "COUNTRY",
      description = "Public holidays as inputs, for example US or DE. Default: none.")
  private @Nullable String holidays;

  List<String> targets() {
    return targets;
  }

  CovariateNames covariates() {
    return new CovariateNames(past, future);
  }

  @Nullable Integer horizon() {
    return horizon;
  }

  @Nullable Integer season() {
    return season;
  }

  @Nullable String holidays() {
    return holidays;
  }
}
