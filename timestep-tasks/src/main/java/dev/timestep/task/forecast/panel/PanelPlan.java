package dev.timestep.task.forecast.panel;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastPlan;
import dev.timestep.task.forecast.InputSpec;
import dev.timestep.task.forecast.baseline.Anchor;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.SeriesMath;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.message.Require;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.CalendarSpec;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.panel.PanelSeries;
import dev.timestep.task.table.panel.PanelTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The plan of a forecast of many series: what was left open is chosen from the data, before any
 * weight is trained.
 *
 * @param table the data
 * @param parts rows that are held back of each series
 * @param spec what is read
 * @param inputs the inputs of all windows
 * @param notes what the columns beside the targets gave notice of
 */
record PanelPlan(
    PanelTable table, PanelParts parts, PanelSpec spec, PanelInputs inputs, List<String> notes) {
  /** Windows that are trained on in an epoch. */
  static final int MOST_TRAINED = 32_000;

  /** Windows that epochs are chosen on. */
  static final int MOST_VALIDATED = 8_000;

  /** Series that are judged; more of them cost time and change no verdict. */
  static final int MOST_JUDGED = 400;

  /** Windows that are judged: all of few series, evenly spaced ones of many. */
  private static final int MOST_WINDOWS = 9_600;

  private static final int ANCHOR_SERIES = 100;
  private static final int ANCHOR_ORIGINS = 10;

  static PanelPlan of(PanelTable table, ForecastOptions options) {
    Frequency frequency = table.frequency();
    int season = options.season().orElse(Math.max(1, frequency.seasonLength()));
    int horizon = options.horizon().orElseGet(() -> horizonOf(table));
    int usual = median(table);
    Require.that(
        setting("season"),
        season <= usual,
        "at most the " + usual + " rows of a usual series",
        season);
    PanelParts first = PanelParts.of(options.split(), usual, horizon, 1);
    int lookback =
        options
            .lookback()
            .orElseGet(
                () ->
                    InputSpec.defaultLookback(
                        frequency, season, horizon, Math.max(3, first.train(usual))));
    PanelParts parts = PanelParts.of(options.split(), usual, horizon, lookback);
    long judged = table.series().stream().filter(one -> parts.isJudged(one.rows())).count();
    if (judged == 0) {
      throw new TaskException(
          "%s: no series has rows before its last %d, which are held back to validate and to judge."
                  .formatted(table.file(), parts.validation() + parts.test())
              + " Give longer series, a smaller %s, or other parts with %s."
                  .formatted(setting("horizon"), setting("split")));
    }
    PanelSeries longest =
        table.series().stream().max(Comparator.comparingInt(PanelSeries::rows)).orElseThrow();
    CalendarSpec calendar = CalendarSpec.choose(longest.axis(), longest.rows(), options.holidays());
    PanelCovariates covariates = PanelCovariates.of(table, parts);
    Split split = new Split(lookback + 3 * horizon, lookback + horizon, horizon, horizon);
    ForecastWindows windows = new ForecastWindows(split, lookback, horizon);
    InputSpec probe =
        InputSpec.of(
            options.targets(), windows, season, Anchor.LAST, calendar, covariates.covariates());
    Anchor anchor = anchor(table, parts, probe);
    InputSpec inputs =
        InputSpec.of(options.targets(), windows, season, anchor, calendar, covariates.covariates());
    PanelSpec spec = new PanelSpec(table.columns().id(), inputs, covariates.statics());
    return new PanelPlan(table, parts, spec, inputs(table, parts, spec), covariates.notes());
  }

  private static PanelInputs inputs(PanelTable table, PanelParts parts, PanelSpec spec) {
    int[] first = new int[table.series().size()];
    int[] limits = new int[first.length];
    for (int s = 0; s < first.length; s++) {
      int rows = table.series().get(s).rows();
      first[s] = parts.isJudged(rows) ? parts.firstOrigin(rows) : rows;
      limits[s] = parts.isJudged(rows) ? parts.train(rows) : rows;
    }
    return new PanelInputs(table, spec, first, limits, s -> null);
  }

  private static int horizonOf(PanelTable table) {
    int wanted =
        table.columns().future().isEmpty()
            ? 0
            : table.series().stream().mapToInt(one -> one.knownRows() - one.rows()).min().orElse(0);
    return wanted >= 2 ? wanted : ForecastPlan.usualHorizon(table.frequency());
  }

  private static int median(PanelTable table) {
    int[] rows = table.series().stream().mapToInt(PanelSeries::rows).sorted().toArray();
    return rows[rows.length / 2];
  }

  /** The simple forecast that errs least on training rows, each series in its own units. */
  private static Anchor anchor(PanelTable table, PanelParts parts, InputSpec spec) {
    PanelSpec probe = new PanelSpec(table.columns().id(), spec, List.of());
    PanelInputs inputs = inputs(table, parts, probe);
    int[] some = some(table, parts, ANCHOR_SERIES);
    Anchor best = Anchor.LAST;
    double lowest = Double.POSITIVE_INFINITY;
    for (Anchor anchor : Anchor.possible(spec.season(), spec.lookback())) {
      double error = 0;
      for (int s : some) {
        PanelWindows windows =
            PanelWindows.spaced(
                new int[] {s},
                i ->
                    new int[] {
                      parts.firstOrigin(table.series().get(i).rows()),
                      parts.trainOrigins(table.series().get(i).rows())
                    },
                ANCHOR_ORIGINS);
        double[][] values = inputs.of(s).series();
        for (int k = 0; k < values.length && windows.count() > 0; k++) {
          error +=
              anchor.error(
                      values[k],
                      inputs.shifted(windows),
                      spec.lookback(),
                      spec.horizon(),
                      spec.season())
                  / scale(values[k]);
        }
      }
      if (error < lowest) {
        lowest = error;
        best = anchor;
      }
    }
    return best;
  }

  private static double scale(double[] values) {
    double mean = SeriesMath.mean(values, 0, values.length);
    double deviation = SeriesMath.deviation(values, 0, values.length, mean);
    return deviation > 0 ? deviation : 1;
  }

  /** Places of some judged series, ascending; all where they are no more. */
  private static int[] some(PanelTable table, PanelParts parts, int most) {
    int[] all =
        IntStream.range(0, table.series().size())
            .filter(s -> parts.isJudged(table.series().get(s).rows()))
            .toArray();
    if (all.length <= most) {
      return all;
    }
    SplittableRandom random = new SplittableRandom(all.length);
    for (int i = 0; i < most; i++) {
      int other = i + random.nextInt(all.length - i);
      int kept = all[i];
      all[i] = all[other];
      all[other] = kept;
    }
    int[] chosen = Arrays.copyOf(all, most);
    Arrays.sort(chosen);
    return chosen;
  }

  private int rows(int s) {
    return table.series().get(s).rows();
  }

  /** Windows of the training rows. */
  PanelWindows trained(long seed) {
    return PanelWindows.of(
        inputs.count(),
        s ->
            parts.isJudged(rows(s))
                ? new int[] {parts.firstOrigin(rows(s)), parts.trainOrigins(rows(s))}
                : new int[] {0, 0},
        MOST_TRAINED,
        seed);
  }

  /** Windows of the validation rows. */
  PanelWindows validated(long seed) {
    return PanelWindows.of(
        inputs.count(),
        s ->
            parts.isJudged(rows(s))
                ? new int[] {
                  parts.validationFrom(rows(s)), parts.validation() - parts.horizon() + 1
                }
                : new int[] {0, 0},
        MOST_VALIDATED,
        seed);
  }

  /** Windows of the test rows of the judged series. */
  PanelWindows judged() {
    int[] some = some(table, parts, MOST_JUDGED);
    return PanelWindows.spaced(
        some,
        s -> new int[] {parts.testFrom(rows(s)), parts.test() - parts.horizon() + 1},
        origins(some.length));
  }

  /** Most windows of each of some judged series. */
  static int origins(int series) {
    return Math.max(1, MOST_WINDOWS / series);
  }

  /** The first test row of each series. */
  int[] testFrom() {
    int[] from = new int[inputs.count()];
    Arrays.setAll(from, s -> Math.max(0, parts.testFrom(rows(s))));
    return from;
  }

  /** Windows of all rows, for the fit that predicts. */
  PanelWindows all(long seed) {
    return PanelWindows.of(
        inputs.count(),
        s -> {
          int first = parts.isJudged(rows(s)) ? parts.firstOrigin(rows(s)) : rows(s);
          return new int[] {first, Math.max(0, rows(s) - parts.horizon() - first + 1)};
        },
        MOST_TRAINED,
        seed);
  }
}
