package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.ForecastCase;
import dev.timestep.judge.ForecastScores;
import dev.timestep.judge.Part;
import dev.timestep.judge.ScoreLevels;
import dev.timestep.judge.SeriesScale;
import dev.timestep.task.forecast.interval.QuantileLevels;
import dev.timestep.task.forecast.interval.QuantileShares;
import dev.timestep.task.forecast.interval.SeriesIntervals;
import dev.timestep.task.forecast.interval.StepIntervals;
import dev.timestep.task.forecast.interval.WindowErrors;
import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.message.TaskException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the intervals of every model do on the test windows, and those of the model that is kept.
 *
 * <p>Each model gets its intervals from its errors ({@link SeriesIntervals}), and a statistical
 * model from itself where the validation windows say that these are better. At each test origin the
 * errors of all windows before it count; the intervals that are delivered come from the errors of
 * all validation and test windows.
 *
 * @param scores of all models
 * @param delivered the intervals, after the last row, of the model that answers
 */
record JudgedIntervals(IntervalScores scores, ForecastQuantiles delivered) {
  /** Intervals that are wider than this for want of windows say so. */
  private static final double WIDE = 1.15;

  /**
   * Makes and scores the intervals of all models.
   *
   * @param earlier the network at the validation origins
   * @param tests the network at the test origins
   * @param kept id of the model that answers
   */
  static JudgedIntervals of(
      ForecastPlan plan,
      ForecastInputs inputs,
      BaselineGate gate,
      NetworkForms earlier,
      NetworkForms tests,
      GateResult result,
      String kept,
      QuantileLevels levels) {
    Maker maker = new Maker(plan, inputs, levels);
    List<IntervalScores.Model> models = new ArrayList<>();
    for (ModelScore score : result.baselines()) {
      Forecaster baseline = gate.forecaster(score.name());
      KeptBaseline fitted = gate.kept(score.name());
      int history = fitted.history();
      if (history <= maker.lastBefore()) {
        models.add(
            maker.model(
                score.name(), score.label(), history, baseline, baseline, fitted.models(), kept));
      } else if (score.name().equals(kept)) {
        throw new TaskException(
            "Intervals of the %s need %d rows before a validation window; there are %d. Choose "
                    .formatted(score.label(), history, maker.lastBefore())
                + setting("split")
                + " with more training rows, or leave out "
                + setting("quantiles")
                + ".");
      }
    }
    earlier
        .beside()
        .forEach(
            (name, before) ->
                models.add(
                    maker.model(
                        name,
                        name,
                        0,
                        before,
                        Objects.requireNonNull(tests.beside().get(name)),
                        List.of(),
                        kept)));
    String judged = tests.judgedName();
    models.add(maker.model(judged, judged, 0, earlier.judged(), tests.judged(), List.of(), kept));
    return new JudgedIntervals(
        new IntervalScores(models, kept, maker.shares),
        new ForecastQuantiles(levels, maker.delivered));
  }

  /** Makes the intervals of one model after another. */
  private static final class Maker {
    private final ForecastPlan plan;
    private final double[][] series;
    private final List<String> names;
    private final double[] levels;
    private final int[] validation;
    private final int[] test;
    private final List<StepIntervals> delivered = new ArrayList<>();
    private final QuantileShares shares;

    Maker(ForecastPlan plan, ForecastInputs inputs, QuantileLevels asked) {
      this.plan = plan;
      series = inputs.series();
      names = inputs.spec().targets();
      levels = asked.all();
      validation = plan.windows().origins(Part.VALIDATION);
      test = plan.windows().origins(Part.TEST);
      shares = new QuantileShares(levels);
    }

    /** The last validation origin. */
    int lastBefore() {
      return validation[validation.length - 1];
    }

    IntervalScores.Model model(
        String id,
        String label,
        int history,
        Forecaster before,
        Forecaster after,
        List<FittedSeries> fitted,
        String kept) {
      ForecastScores scores = new ForecastScores(plan.windows().horizon(), ScoreLevels.DECILES);
      // A baseline may need more rows than lie before the first validation window.
      int[] origins = Arrays.stream(validation).filter(origin -> origin >= history).toArray();
      double[][][] forecasts = forecasts(before, after, origins);
      int[] all = IntStream.concat(Arrays.stream(origins), Arrays.stream(test)).toArray();
      List<String> own = new ArrayList<>();
      for (int k = 0; k < series.length; k++) {
        double[] values = series[k];
        SeriesIntervals intervals =
            new SeriesIntervals(
                series[k],
                errors(forecasts, origins, k),
                origins.length,
                plan.pipeline().inputs().season(),
                plan.table().axis().frequency().perYear(),
                levels,
                fitted.isEmpty()
                    ? Optional.empty()
                    : Optional.of(fitted.get(k).forecasts(values, all, plan.windows().horizon())));
        if (intervals.isOwn()) {
          own.add(names.get(k));
        }
        score(scores, k, forecasts, origins.length, intervals.tests(), id.equals(kept));
        if (id.equals(kept)) {
          delivered.add(intervals.last());
        }
      }
      return new IntervalScores.Model(id, label, scores, own);
    }

    /** [window][target][step] of the validation windows and then the test windows. */
    private double[][][] forecasts(Forecaster before, Forecaster after, int[] origins) {
      double[][][] all = new double[origins.length + test.length][][];
      for (int w = 0; w < all.length; w++) {
        all[w] =
            w < origins.length
                ? before.forecast(origins[w])
                : after.forecast(test[w - origins.length]);
      }
      return all;
    }

    private WindowErrors errors(double[][][] forecasts, int[] origins, int k) {
      int[] all = Arrays.copyOf(origins, forecasts.length);
      System.arraycopy(test, 0, all, origins.length, test.length);
      double[][] errors = new double[all.length][];
      for (int w = 0; w < all.length; w++) {
        double[] forecast = forecasts[w][k];
        errors[w] = new double[forecast.length];
        for (int h = 0; h < forecast.length; h++) {
          errors[w][h] = series[k][all[w] + h] - forecast[h];
        }
      }
      return new WindowErrors(all, errors);
    }

    private void score(
        ForecastScores scores,
        int k,
        double[][][] forecasts,
        int first,
        double[][][] offsets,
        boolean counts) {
      SeriesScale scale =
          SeriesScale.of(
              series[k], plan.windows().split().train(), plan.pipeline().inputs().season());
      int[] places = places(ScoreLevels.DECILES.all());
      for (int w = 0; w < test.length; w++) {
        double[] point = forecasts[first + w][k];
        double[] actual = Arrays.copyOfRange(series[k], test[w], test[w] + point.length);
        double[][] all = quantiles(point, offsets[w]);
        double[][] some = Arrays.stream(places).mapToObj(at -> all[at]).toArray(double[][]::new);
        scores.add(names.get(k), new ForecastCase(actual, point, Optional.of(some), scale));
        if (counts) {
          shares.add(actual, all);
        }
      }
    }

    private static double[][] quantiles(double[] point, double[][] offsets) {
      double[][] all = new double[offsets.length][point.length];
      for (int at = 0; at < all.length; at++) {
        for (int h = 0; h < point.length; h++) {
          all[at][h] = point[h] + offsets[at][h];
        }
      }
      return all;
    }

    private int[] places(double... some) {
      return Arrays.stream(some).mapToInt(level -> Arrays.binarySearch(levels, level)).toArray();
    }
  }

  /** The table, and how much is known. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>(List.of(scores.text()));
    StepIntervals first = delivered.targets().getFirst();
    if (first.widening() > WIDE) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "Little is known about the errors of this forecast: its intervals rest on %d windows"
                  + " that overlap, worth some %.0f independent errors at the last step. They are"
                  + " %.0f %% wider for that.",
              first.windows(),
              Math.floor(first.independent()),
              100 * (first.widening() - 1)));
    }
    return remarks;
  }
}
