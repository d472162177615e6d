package dev.timestep.task.forecast.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.judge.Measure;
import dev.timestep.judge.Omitted;
import dev.timestep.task.CellKind;
import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.RunOptions;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.TrainingOptions;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestTest {
  @TempDir private Path folder;

  /** Passengers of airlines, in thousands a month from 1949 on (Box and Jenkins, 1970). */
  private static final double[] AIRLINE = {
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170,
    170, 158, 133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180,
    193, 181, 183, 218, 230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237,
    211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269,
    270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271,
    306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362, 348, 363, 435,
    491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405, 417,
    391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432
  };

  private static TimeTable months(double... values) {
    return table("m", values);
  }

  /** Columns a, b … with a row a month or a day. */
  private static TimeTable table(String step, double[]... columns) {
    StringBuilder text = new StringBuilder("date");
    for (int k = 0; k < columns.length; k++) {
      text.append(',').append((char) ('a' + k));
    }
    LocalDate start = LocalDate.of(1949, 1, 1);
    for (int row = 0; row < columns[0].length; row++) {
      text.append('\n').append(step.equals("m") ? start.plusMonths(row) : start.plusDays(row));
      for (double[] column : columns) {
        text.append(',').append(column[row]);
      }
    }
    byte[] bytes = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    return TableReader.read("y.csv", bytes, List.of(), ReadOptions.defaults());
  }

  private static double[] weekly(int rows, long seed) {
    Random random = new Random(seed);
    double[] y = new double[rows];
    Arrays.setAll(y, row -> 50 + 5 * (row % 7) + random.nextGaussian());
    return y;
  }

  private static BacktestResult run(TimeTable table, BacktestOptions options) {
    return Backtest.run(table, options, TaskListener.NONE);
  }

  private static BacktestOptions simple(String... more) {
    return BacktestOptions.of("a").withModels(more);
  }

  /** A network that trains in a moment. */
  private static BacktestOptions network(int threads) {
    ForecastOptions forecast =
        ForecastOptions.of("a")
            .withHorizon(3, 7)
            .withNetwork(new RecurrentSettings(CellKind.GRU, 3, 1, 0))
            .withTraining(new TrainingOptions(1, 16, 0.01, TrainingOptions.LossKind.MAE, 1))
            .withRun(RunOptions.defaults().withThreads(threads));
    return BacktestOptions.of("a").withForecast(forecast).withModels("ridge", "network", "theta");
  }

  @Test
  void figuresOfTheNaiveForecastAreThoseByHand() {
    double[] y = {1, 2, 4, 3, 5, 9, 6, 8, 7, 7, 3, 4, 8, 6};
    BacktestResult result =
        run(
            table("d", y),
            new BacktestOptions(
                ForecastOptions.of("a").withHorizon(2, 1),
                List.of("naive", "drift"),
                java.util.OptionalInt.of(2),
                java.util.OptionalInt.of(2),
                java.util.Optional.empty(),
                List.of(42L)));
    // Origins 10 and 12: 7 against 3 and 4, 4 against 8 and 6.
    BacktestModel naive = result.model("naive").orElseThrow();
    assertThat(naive.figure(Measure.MAE)).hasValue((4 + 3 + 4 + 2) / 4.0);
    assertThat(naive.figure(Measure.BIAS)).hasValue((4 + 3 - 4 - 2) / 4.0);
    assertThat(naive.figure(Measure.MAE, 0)).hasValue(4);
    assertThat(naive.figure(Measure.MAE, 1)).hasValue(2.5);
    double first = (1 + 2 + 1 + 2 + 4 + 3 + 2 + 1 + 0) / 9.0;
    double second = (1 + 2 + 1 + 2 + 4 + 3 + 2 + 1 + 0 + 4 + 1) / 11.0;
    assertThat(naive.figure(Measure.MASE).orElseThrow())
        .isCloseTo((7 / first + 6 / second) / 4, within(1e-12));
    BacktestModel drift = result.model("drift").orElseThrow();
    double slope = 6 / 9.0;
    double later = 3 / 11.0;
    double mae =
        (Math.abs(7 + slope - 3) + Math.abs(7 + 2 * slope - 4)) / 4
            + (Math.abs(4 + later - 8) + Math.abs(4 + 2 * later - 6)) / 4;
    assertThat(drift.figure(Measure.MAE).orElseThrow()).isCloseTo(mae, within(1e-12));
    assertThat(result.findings().scores().network().id()).isEqualTo("drift");
  }

  @Test
  void fortyMonthsAreForecastAndSayHowLittleIsKnown() {
    BacktestResult result =
        run(months(Arrays.copyOf(AIRLINE, 40)), BacktestOptions.of("a").withSeeds(42L));
    assertThat(result.origins().count()).isEqualTo(5);
    assertThat(result.origins().horizon()).isEqualTo(12);
    assertThat(result.models())
        .extracting(BacktestModel::id)
        .contains("naive", "seasonal_naive", "theta", "ets", "arima");
    assertThat(result.findings().scores().omitted())
        .extracting(Omitted::id)
        .contains("ridge", "network");
    assertThat(result.findings().verdict().sentence()).contains("not enough windows");
    NextForecast next = result.next().orElseThrow();
    assertThat(next.times()).hasSize(12).first().isEqualTo("1952-05-01");
    double[][] quantiles = next.windows().getFirst().quantiles().orElseThrow();
    double[] point = next.windows().getFirst().point();
    for (int h = 0; h < 12; h++) {
      assertThat(quantiles[0][h]).isLessThan(point[h]);
      assertThat(quantiles[10][h]).isGreaterThan(point[h]);
    }
    assertThat(next.widened().getFirst().orElseThrow()).isGreaterThanOrEqualTo(1);
    assertThat(result.text(79)).contains("so few windows say little");
  }

  @Test
  void lastTwoYearsOfTheAirlineFromOneOrigin() {
    ForecastOptions forecast = ForecastOptions.of("a").withHorizon(24, 12);
    BacktestResult result =
        run(
            months(AIRLINE),
            simple("holt_winters", "theta").withForecast(forecast).withOrigins(1, 1));
    // As with other tools: 15.5 % and, with multiplicative Holt-Winters, 6.4 %.
    assertThat(result.model("seasonal_naive").orElseThrow().figure(Measure.MAPE).orElseThrow())
        .isCloseTo(0.155, within(0.001));
    assertThat(result.model("holt_winters").orElseThrow().figure(Measure.MAPE).orElseThrow())
        .isLessThan(0.066);
  }

  @Test
  void noForecastReadsARowAtOrAfterItsOrigin() {
    double[] y = weekly(120, 1);
    BacktestOptions options = network(2).withOrigins(2, 10).withSeeds(7L);
    for (Refit refit : List.of(Refit.EACH, Refit.NEVER)) {
      BacktestResult before = run(table("d", y), options.withRefit(refit));
      for (int at = 0; at < 2; at++) {
        int origin = before.origins().rows()[at];
        double[] changed = y.clone();
        for (int row = origin; row < y.length; row++) {
          changed[row] = 1000 + row % 5;
        }
        BacktestResult after = run(table("d", changed), options.withRefit(refit));
        for (BacktestModel model : before.models()) {
          for (int window = 0; window <= at; window++) {
            assertThat(point(after.model(model.id()).orElseThrow(), window))
                .as("%s, window %d, origin %d", model.id(), window, origin)
                .isEqualTo(point(model, window));
          }
        }
      }
      assertThat(before.models())
          .extracting(BacktestModel::id)
          .contains("ridge", "network", "theta");
    }
  }

  /** Form, parameters and state of a statistical model all come from rows before the origin. */
  @Test
  void noStatisticalModelReadsARowAtOrAfterItsOrigin() {
    double[] y = weekly(80, 3);
    for (int row = 0; row < y.length; row++) {
      y[row] += 0.2 * row;
    }
    for (Refit refit : List.of(Refit.EACH, Refit.NEVER)) {
      BacktestOptions options =
          simple("naive2", "theta", "ets", "arima", "holt_winters", "arima_log")
              .withOrigins(3, 7)
              .withRefit(refit);
      BacktestResult before = run(table("d", y), options);
      assertThat(before.models()).hasSize(8);
      int origin = before.origins().rows()[1];
      double[] changed = y.clone();
      for (int row = origin; row < y.length; row++) {
        changed[row] = 1000 + 300 * (row % 5);
      }
      BacktestResult after = run(table("d", changed), options);
      for (BacktestModel model : before.models()) {
        BacktestModel other = after.model(model.id()).orElseThrow();
        for (int window = 0; window <= 1; window++) {
          assertThat(forecast(other, window).point())
              .as("%s, window %d, refit %s", model.id(), window, refit)
              .isEqualTo(forecast(model, window).point());
          assertThat(forecast(other, window).quantiles().orElseThrow())
              .as("%s, window %d, refit %s", model.id(), window, refit)
              .isDeepEqualTo(forecast(model, window).quantiles().orElseThrow());
        }
        // The window after the change tells that the change would be seen.
        assertThat(forecast(other, 2).point())
            .as(model.id())
            .isNotEqualTo(forecast(model, 2).point());
      }
    }
  }

  /** Zero is a seed like any other. */
  @Test
  void aSeedOfZeroIsWritten() throws IOException {
    BacktestResult result =
        run(table("d", weekly(120, 2)), network(2).withOrigins(1, 1).withSeeds(0L));
    Path file = folder.resolve("zero.csv");
    result.writeForecasts(file);
    assertThat(Files.readAllLines(file)).anyMatch(line -> line.contains(",a,network,0,"));
    assertThat(Files.readAllLines(file)).anyMatch(line -> line.contains(",a,naive,,"));
    assertThat(
            result
                .json()
                .getAsJsonObject("models")
                .getAsJsonObject("network")
                .getAsJsonArray("runs")
                .get(0)
                .getAsJsonObject()
                .get("seed")
                .getAsLong())
        .isZero();
  }

  private static WindowForecast forecast(BacktestModel model, int window) {
    return model.runs().getFirst().forecasts().get(window)[0];
  }

  private static double[] point(BacktestModel model, int window) {
    return model.runs().getFirst().forecasts().get(window)[0].point();
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    TimeTable table = table("d", weekly(160, 2));
    BacktestResult one = run(table, network(1).withOrigins(4, 5).withSeeds(42L));
    BacktestResult three = run(table, network(3).withOrigins(4, 5).withSeeds(42L));
    for (BacktestModel model : one.models()) {
      BacktestModel other = three.model(model.id()).orElseThrow();
      for (int window = 0; window < 4; window++) {
        assertThat(point(other, window)).as(model.id()).isEqualTo(point(model, window));
      }
    }
  }

  @Test
  void figuresOfANetworkAreTheMeanOfItsSeedsAndTheSpreadIsShown() {
    BacktestResult result =
        run(table("d", weekly(160, 2)), network(2).withOrigins(4, 5).withSeeds(42L, 43L));
    BacktestModel network = result.model("network").orElseThrow();
    assertThat(network.runs())
        .extracting(run -> run.seed().orElseThrow())
        .containsExactly(42L, 43L);
    double[] by = network.bySeed(run -> run.scores().all().figure(Measure.MAE)).orElseThrow();
    assertThat(by[0]).isNotEqualTo(by[1]);
    assertThat(network.figure(Measure.MAE)).hasValue((by[0] + by[1]) / 2);
    assertThat(result.text(79)).contains("MAE of the network by seed (42, 43)");
    // The network is trained once unless more is asked for, the others at each origin.
    assertThat(network.runs().getFirst().fits()).isEqualTo(1);
    assertThat(fits(result)).isEqualTo(4);
    assertThat(result.entries().getLast().text())
        .isEqualTo(
            "each model is fitted at each origin, the network once, before the first origin");
  }

  @Test
  void modelsAreFittedAsOftenAsIsAsked() {
    TimeTable table = table("d", weekly(120, 2));
    BacktestOptions options = simple("theta").withOrigins(5, 3);
    assertThat(fits(run(table, options.withRefit(Refit.EACH)))).isEqualTo(5);
    assertThat(fits(run(table, options.withRefit(new Refit(2))))).isEqualTo(3);
    assertThat(fits(run(table, options.withRefit(Refit.NEVER)))).isEqualTo(1);
  }

  private static int fits(BacktestResult result) {
    return result.model("theta").orElseThrow().runs().getFirst().fits();
  }

  @Test
  void everyForecastOfEveryWindowIsWritten() throws IOException {
    BacktestResult result =
        run(
            table("d", weekly(120, 2), weekly(120, 5)),
            BacktestOptions.of("a", "b").withModels("theta").withOrigins(4, 3));
    Path file = folder.resolve("forecasts.csv");
    result.writeForecasts(file);
    List<String> lines = Files.readAllLines(file);
    int horizon = result.origins().horizon();
    assertThat(lines).hasSize(1 + result.models().size() * 4 * 2 * horizon);
    assertThat(lines.getFirst())
        .isEqualTo(
            "origin,time,step,target,model,seed,actual,point,q05,q10,q20,q30,q40,q50,q60,q70,q80,"
                + "q90,q95");
    String[] first = lines.get(1).split(",", -1);
    int origin = result.origins().first();
    assertThat(first[0]).isEqualTo(result.table().axis().text(origin)).isEqualTo(first[1]);
    assertThat(List.of(first).subList(2, 6)).containsExactly("1", "a", "naive", "");
    assertThat(Double.parseDouble(first[6])).isEqualTo(result.table().column("a")[origin]);
    assertThat(Double.parseDouble(first[7])).isEqualTo(result.table().column("a")[origin - 1]);
    String[] second = lines.get(2).split(",", -1);
    assertThat(second[1]).isEqualTo(result.table().axis().text(origin + 1));
    assertThat(result.text(79)).contains("MAE by target", "MASE by target");
    assertThat(result.json().getAsJsonObject("models").getAsJsonObject("theta").keySet())
        .contains("metrics", "bySteps", "byTarget", "runs");
  }

  @Test
  void undefinedScoresAreNamed() {
    double[] sales = new double[90];
    for (int row = 0; row < sales.length; row += 4) {
      sales[row] = 2;
    }
    BacktestResult some = run(table("d", sales), simple("theta"));
    assertThat(some.model("theta").orElseThrow().figure(Measure.MAPE)).isEmpty();
    assertThat(some.text(79)).containsPattern("MAPE: \\d+ of the \\d+ values to be forecast are 0");
    BacktestResult constant = run(table("d", new double[60]), simple("theta", "ets", "arima"));
    assertThat(constant.model("naive").orElseThrow().figure(Measure.MASE)).isEmpty();
    assertThat(constant.json().toString()).doesNotContain("NaN", "Infinity");
    assertThat(constant.findings().verdict().sentence()).contains("naive forecast");
  }

  @Test
  void withoutASeasonTheSeasonalModelsAreNamedAsLeftOut() {
    BacktestOptions options =
        simple("seasonal_naive", "theta").withForecast(ForecastOptions.of("a").withHorizon(4, 1));
    BacktestResult result = run(table("d", weekly(80, 2)), options);
    assertThat(result.findings().scores().omitted())
        .extracting(Omitted::reason)
        .containsExactly("the rows have no season");
  }

  @Test
  void aSeasonOfMoreRowsThanThereAreIsRefused() {
    BacktestOptions options =
        simple("theta").withForecast(ForecastOptions.of("a").withHorizon(4, 81));
    assertThatThrownBy(() -> run(table("d", weekly(80, 2)), options))
        .hasMessageContaining("season expects at most the 80 rows of the series; received 81.");
  }

  @Test
  void oneModelAloneIsRefused() {
    BacktestOptions options =
        simple("naive").withForecast(ForecastOptions.of("a").withHorizon(4, 1));
    assertThatThrownBy(() -> run(table("d", weekly(80, 2)), options))
        .hasMessageContaining("y.csv")
        .hasMessageContaining("two models or more")
        .hasMessageContaining("models");
  }
}
