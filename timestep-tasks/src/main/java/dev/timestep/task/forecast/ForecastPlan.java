package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.Part;
import dev.timestep.task.forecast.baseline.Anchor;
import dev.timestep.task.forecast.baseline.Baseline;
import dev.timestep.task.forecast.covariate.CovariateChoice;
import dev.timestep.task.forecast.transform.Transforms;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.CalendarSpec;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The plan of a forecast: every setting that was left open is chosen from the data, before any
 * weight is trained.
 *
 * @param table the data
 * @param windows split, lookback and horizon
 * @param pipeline inputs and scales
 */
public record ForecastPlan(TimeTable table, ForecastWindows windows, ForecastPipeline pipeline) {

  /** One blank row is more likely a day that is not over than the rows that are wanted. */
  private static final int FEWEST_WANTED = 2;

  /** Fewer windows than this are too few for such a long horizon. */
  private static final int MOST_OF_TEST = 2;

  /** A verdict needs windows from as many rows as this many horizons. */
  private static final int VERDICT_HORIZONS = 6;

  /** Chooses what {@code options} leave open. */
  static ForecastPlan of(TimeTable table, ForecastOptions options) {
    return of(table, options, () -> Split.parse(options.split(), table.rows()));
  }

  /** The same with a split that is made otherwise. */
  static ForecastPlan of(TimeTable table, ForecastOptions options, Supplier<Split> parts) {
    try {
      return choose(table, options, named(table, parts));
    } catch (TableException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      // Split and windows have row counts only; the message should also name the file.
      throw new TableException(table.file() + ": " + TaskException.text(e).marked(), e);
    }
  }

  private static ForecastPlan choose(TimeTable table, ForecastOptions options, Split split) {
    Frequency frequency = table.axis().frequency();
    int season = options.season().orElse(Math.max(1, frequency.seasonLength()));
    int horizon = options.horizon().orElseGet(() -> defaultHorizon(table, split));
    int lookback =
        options
            .lookback()
            .orElseGet(() -> InputSpec.defaultLookback(frequency, season, horizon, split.train()));
    ForecastWindows windows = named(table, () -> new ForecastWindows(split, lookback, horizon));
    requireSeason(season, split);
    CalendarSpec calendar = CalendarSpec.choose(table.axis(), split.train(), options.holidays());
    double[][] values = ForecastPipeline.series(table, options.targets());
    Transforms transforms =
        Transforms.fit(
            options.transform(),
            options.targets(),
            values,
            split.train(),
            season,
            table.axis()::text);
    double[][] series = transforms.apply(values);
    double[] scale = ForecastPipeline.scales(series, split.train());
    Anchor anchor = Anchor.choose(series, scale, windows, season);
    CovariateChoice covariates = CovariateChoice.of(options.covariates(), table, split.train());
    InputSpec inputs =
        InputSpec.of(options.targets(), windows, season, anchor, calendar, covariates.covariates());
    return new ForecastPlan(
        table.withNotes(
            Stream.of(
                    PlanNotes.horizon(table, horizon).stream(),
                    options.horizon().isPresent()
                        ? Stream.<String>empty()
                        : PlanNotes.shorter(table, horizon).stream(),
                    covariates.notes().stream())
                .flatMap(Function.identity())
                .toList()),
        windows,
        ForecastPipeline.fit(inputs, transforms, series, scale, windows));
  }

  private static void requireSeason(int season, Split split) {
    if (season > split.train()) {
      throw new TaskException(
          setting("season")
              + " expects at most the "
              + split.train()
              + " rows of the training part; received "
              + season
              + ".");
    }
  }

  /** Says of which file a refusal speaks. */
  static <T> T named(TimeTable table, Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      throw new TableException(table.file() + ": " + TaskException.text(e).marked(), e);
    }
  }

  /**
   * The rows that the file leaves to be forecast, where the test part has windows for them; else
   * the {@link #usualHorizon}, or, where a part of a long table has fewer rows, the most for which
   * it holds the windows of a verdict.
   */
  private static int defaultHorizon(TimeTable table, Split split) {
    int wanted = table.futureRows();
    if (wanted >= FEWEST_WANTED && MOST_OF_TEST * wanted <= split.test()) {
      return wanted;
    }
    int usual = usualHorizon(table.axis().frequency());
    int least = Math.min(split.validation(), split.test());
    return usual <= least || table.rows() <= ShortTable.MOST_ROWS
        ? usual
        : Math.max(1, least / (1 + VERDICT_HORIZONS));
  }

  /**
   * The horizon where nothing is asked for and no part of the rows has to hold windows: the rows
   * that the file leaves to be forecast, else {@link #usualHorizon}.
   */
  public static int horizonOf(TimeTable table) {
    int wanted = table.futureRows();
    return wanted >= FEWEST_WANTED ? wanted : usualHorizon(table.axis().frequency());
  }

  /**
   * The season where no part of the rows has to hold one: what is asked for, or that of the step
   * between rows, 1 if there is none.
   *
   * @throws IllegalArgumentException when more rows are asked for than there are
   */
  public static int seasonOf(TimeTable table, ForecastOptions options) {
    OptionalInt asked = options.season();
    if (asked.isPresent() && asked.getAsInt() > table.rows()) {
      throw new TaskException(
          "%s expects at most the %d rows of the series; received %d."
              .formatted(setting("season"), table.rows(), asked.getAsInt()));
    }
    return asked.orElse(Math.max(1, table.axis().frequency().seasonLength()));
  }

  /** A day of hours, four weeks of days or business days, a quarter of weeks, a year of months. */
  public static int usualHorizon(Frequency frequency) {
    int season = Math.max(1, frequency.seasonLength());
    return switch (frequency.unit()) {
      case DAY -> frequency.step() > 1 ? 12 : 4 * season;
      case BUSINESS_DAY -> 20;
      case WEEK -> 13;
      case QUARTER -> 8;
      default -> season > 1 && season <= 288 ? season : 12;
    };
  }

  /** Rows per season, 1 if there is none. */
  int season() {
    return pipeline.inputs().season();
  }

  /** The baselines of this plan that need no training, the simplest first. */
  List<Baseline> baselines() {
    return Baseline.standard(season(), table.axis().frequency().perYear());
  }

  /** The baselines of this plan, fitted and scored, the one that was asked for among them. */
  BaselineGate gate(ForecastInputs inputs, String keep) {
    return BaselineGate.prepare(
        inputs, windows, table.axis().frequency().perYear(), Keep.methods(keep));
  }

  /** Windows of a part. */
  public int count(Part part) {
    return windows.count(part);
  }

  /**
   * The plan of scoring a trained pipeline on a table.
   *
   * @param trainRows rows of training and {@code validationRows} of validation if the table begins
   *     as the training data did; empty for another table, which is then split 80/10/10
   */
  static ForecastPlan ofTrained(
      TimeTable table, ForecastPipeline pipeline, OptionalInt trainRows, int validationRows) {
    int rows = table.rows();
    InputSpec inputs = pipeline.inputs();
    Split split;
    if (trainRows.isPresent()) {
      int train = trainRows.getAsInt();
      int unseen = rows - train - validationRows;
      if (unseen < inputs.horizon()) {
        throw new TableException(
            table.file()
                + " has "
                + unseen
                + (unseen == 1 ? " row" : " rows")
                + " after those that the model was trained and validated on; one test window"
                + " needs "
                + inputs.horizon()
                + ". Give a file with newer rows.");
      }
      split = new Split(rows, train, validationRows, unseen);
    } else {
      int needed = rowsForAnotherSeries(inputs);
      if (rows < needed) {
        throw new TableException(
            table.file()
                + " has "
                + rows
                + (rows == 1 ? " row" : " rows")
                + "; scoring this model on a series that it was not trained on needs "
                + needed
                + " rows or more, because it reads "
                + inputs.lookback()
                + " rows, forecasts "
                + inputs.horizon()
                + ", and the baselines need rows to learn from. Give a longer file.");
      }
      split = Split.parse(Split.DEFAULT, rows);
    }
    ForecastWindows windows =
        named(table, () -> new ForecastWindows(split, inputs.lookback(), inputs.horizon()));
    return new ForecastPlan(table, windows, pipeline);
  }

  /** The fewest rows of which the usual split leaves each part a window. */
  private static int rowsForAnotherSeries(InputSpec inputs) {
    int rows = inputs.lookback() + inputs.horizon();
    while (!fits(Split.parse(Split.DEFAULT, rows), inputs)) {
      rows++;
    }
    return rows;
  }

  private static boolean fits(Split split, InputSpec inputs) {
    return split.train() >= inputs.lookback() + inputs.horizon()
        && Math.min(split.validation(), split.test()) >= inputs.horizon();
  }
}
