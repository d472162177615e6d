package dev.timestep.task.forecast.gift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.judge.ForecastCase;
import dev.timestep.task.TaskListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GiftBenchmarkTest {
  @TempDir private Path folder;

  private static final GiftOptions NAIVE = new GiftOptions(List.of(), List.of("naive"), 1);

  private GiftResult run(String sets, GiftOptions options) {
    write("gift.json", "{\"name\": \"small\", \"sets\": [" + sets + "]}");
    return GiftBenchmark.run(folder, options, TaskListener.NONE);
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void rows(String name, List<double[]> series) {
    StringBuilder text = new StringBuilder("\"V1\",\"V2\",\"V3\"\n");
    for (int at = 0; at < series.size(); at++) {
      text.append("\"S").append(at + 1).append('"');
      for (double value : series.get(at)) {
        text.append(",\"").append(value).append('"');
      }
      text.append(",,\n");
    }
    write(name, text.toString());
  }

  private static final String TWO =
      """
      {"name": "toy/W", "form": "rows", "files": ["train.csv", "test.csv"], "step": "w",
       "horizon": 2, "windows": 1, "owa": true,
       "published": [{"term": "short", "model": "seasonal_naive", "mase": 2.0, "crps": 0.5},
                     {"term": "short", "model": "Other", "mase": 1.0, "crps": 0.4}]}
      """;

  @Test
  void figuresOfTheNaiveForecastAreThoseOfTheProtocolByHand() {
    rows("train.csv", List.of(new double[] {1, 3, 2, 4}, new double[] {10, 10, 14, 14}));
    rows("test.csv", List.of(new double[] {6, 7}, new double[] {14, 10}));
    GiftScore score = run(TWO, NAIVE).outcomes().getFirst().score("naive").orElseThrow();
    // Scales (2 + 1 + 2)/3 and 4/3; errors 2, 3 and 0, 4.
    double mase = (2 / (5 / 3.0) + 3 / (5 / 3.0) + 0 + 4 / (4 / 3.0)) / 4;
    assertThat(score.mase().value().orElseThrow()).isCloseTo(mase, within(1e-12));
    // Deviations √((4+1+4)/3) and √(16/3), √2 times that in the second step.
    double[] z = {
      -1.2815515655446004,
      -0.8416212335729143,
      -0.5244005127080407,
      -0.2533471031357997,
      0,
      0.2533471031357997,
      0.5244005127080407,
      0.8416212335729143,
      1.2815515655446004
    };
    double loss = 0;
    for (int at = 0; at < 9; at++) {
      double level = (at + 1) / 10.0;
      loss += pinball(level, 6, 4 + z[at] * Math.sqrt(3));
      loss += pinball(level, 7, 4 + z[at] * Math.sqrt(6));
      loss += pinball(level, 14, 14 + z[at] * Math.sqrt(16 / 3.0));
      loss += pinball(level, 10, 14 + z[at] * Math.sqrt(32 / 3.0));
    }
    assertThat(score.crps().value().orElseThrow())
        .isCloseTo(2 * loss / 9 / (6 + 7 + 14 + 10), within(1e-12));
    double smape = (2 * 2 / 10.0 + 2 * 3 / 11.0 + 0 + 2 * 4 / 24.0) / 4;
    assertThat(score.smape().value().orElseThrow()).isCloseTo(smape, within(1e-12));
    assertThat(score.owa().orElseThrow().value()).hasValue(1.0);
  }

  private static double pinball(double level, double y, double quantile) {
    return y < quantile ? (1 - level) * (quantile - y) : level * (y - quantile);
  }

  @Test
  void windowsAreThoseOfTheBoard() {
    GiftSet hours = set("h", List.of(GiftTerm.SHORT, GiftTerm.MEDIUM, GiftTerm.LONG));
    List<GiftConfiguration> terms = hours.configurations();
    assertThat(terms).extracting(GiftConfiguration::horizon).containsExactly(48, 480, 720);
    assertThat(terms).extracting(one -> one.windows(17_420)).containsExactly(20, 4, 3);
    assertThat(terms).extracting(GiftConfiguration::season).containsExactly(24, 24, 24);
    GiftConfiguration days = set("d", List.of(GiftTerm.SHORT)).configurations().getFirst();
    assertThat(days.horizon()).isEqualTo(30);
    assertThat(days.season()).isEqualTo(1);
    assertThat(days.windows(7305)).isEqualTo(20);
    assertThat(days.windows(300)).isEqualTo(1);
    assertThat(days.windows(301)).isEqualTo(2);
    assertThat(days.origins(100, 2)).containsExactly(40, 70);
    assertThat(set("15min", List.of(GiftTerm.SHORT)).configurations().getFirst().season())
        .isEqualTo(96);
    assertThat(set("m", List.of(GiftTerm.SHORT)).configurations().getFirst().season())
        .isEqualTo(12);
    assertThat(set("w", List.of(GiftTerm.SHORT)).configurations().getFirst().horizon())
        .isEqualTo(8);
  }

  private static GiftSet set(String step, List<GiftTerm> terms) {
    return new GiftSet(
        "x",
        GiftSet.Form.TABLE,
        List.of("x.csv"),
        step,
        java.util.Optional.empty(),
        List.of(),
        java.util.Optional.empty(),
        terms,
        java.util.Optional.empty(),
        java.util.Optional.empty(),
        java.util.Optional.empty(),
        false,
        List.of());
  }

  private void quarters(int rows) {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("date,a,b\n");
    LocalDateTime start = LocalDateTime.of(2020, 1, 1, 0, 0);
    for (int row = 0; row < rows; row++) {
      double wave = 10 + 3 * Math.sin(2 * Math.PI * row / 96);
      text.append(start.plusMinutes(15L * row)).append(',').append(wave + random.nextGaussian());
      text.append(',').append(2 * wave + random.nextGaussian()).append('\n');
    }
    write("quarters.csv", text.toString());
  }

  private static final String HOURS =
      """
      {"name": "toy/H", "form": "table", "files": ["quarters.csv"], "step": "h",
       "aggregate": {"from": "15min", "by": "mean"}}
      """;

  @Test
  void hoursAreTheMeansOfTheirQuarters() {
    write(
        "quarters.csv",
        "date,a\n"
            + "2020-01-01 00:00,1\n"
            + "2020-01-01 00:15,2\n"
            + "2020-01-01 00:30,3\n"
            + "2020-01-01 00:45,6\n"
            + "2020-01-01 01:00,10\n"
            + "2020-01-01 01:15,10\n"
            + "2020-01-01 01:30,10\n"
            + "2020-01-01 01:45,14\n");
    GiftSet set = read(HOURS);
    assertThat(TableSeries.read(set, folder.resolve("quarters.csv")).getFirst().values())
        .containsExactly(3, 11);
  }

  @Test
  void monthsAreTheSumsOfTheirDays() {
    StringBuilder text = new StringBuilder("date,a\n");
    for (int day = 0; day < 31 + 28; day++) {
      text.append(LocalDate.of(2021, 1, 1).plusDays(day)).append(",2\n");
    }
    write("days.csv", text.toString());
    GiftSet set = read(MONTHS);
    assertThat(TableSeries.read(set, folder.resolve("days.csv")).getFirst().values())
        .containsExactly(62, 56);
  }

  private static final String MONTHS =
      """
      {"name": "toy/M", "form": "table", "files": ["days.csv"], "step": "m",
       "aggregate": {"from": "d", "by": "sum"}}
      """;

  private GiftSet read(String set) {
    write("gift.json", "{\"name\": \"small\", \"sets\": [" + set + "]}");
    return GiftSuite.read(folder).sets().getFirst();
  }

  @Test
  void refusesGroupsThatAreNotWhole() {
    StringBuilder text = new StringBuilder("date,a\n");
    for (int day = 0; day < 50; day++) {
      text.append(LocalDate.of(2021, 1, 1).plusDays(day)).append(",2\n");
    }
    write("days.csv", text.toString());
    assertThatThrownBy(() -> run(MONTHS, NAIVE))
        .hasMessageContaining("days.csv")
        .hasMessageContaining("the last group has rows missing");
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    quarters(4 * 24 * 20);
    GiftOptions one = new GiftOptions(List.of(), List.of("theta", "naive"), 1);
    GiftResult first = run(HOURS, one);
    GiftResult second = run(HOURS, new GiftOptions(List.of(), one.models(), 3));
    assertThat(figures(second)).isEqualTo(figures(first));
    assertThat(figures(first)).hasSize(6);
  }

  private static List<Double> figures(GiftResult result) {
    List<Double> figures = new ArrayList<>();
    for (GiftScore score : result.outcomes().getFirst().scores()) {
      figures.add(score.mase().value().orElseThrow());
      figures.add(score.crps().value().orElseThrow());
    }
    return figures;
  }

  @Test
  void noForecastReadsAValueOfItsWindowOrLater() {
    GiftConfiguration hours =
        read(HOURS.replace("\"step\"", "\"horizon\": 12, \"windows\": 3, \"step\""))
            .configurations()
            .getFirst();
    Random random = new Random(3);
    double[] values = new double[200];
    for (int t = 0; t < values.length; t++) {
      values[t] = 50 + 10 * Math.sin(2 * Math.PI * t / 24) + random.nextGaussian();
    }
    GiftOptions three = new GiftOptions(List.of(), List.of("naive", "theta", "ridge"), 1);
    for (GiftModel method : GiftModels.of(three, TaskListener.NONE)) {
      List<ForecastCase> before =
          GiftBenchmark.cases(hours, method, new GiftSeries("s", values), 3);
      for (int window = 0; window < 3; window++) {
        double[] changed = values.clone();
        Arrays.fill(changed, 200 - (3 - window) * 12, 200, 1e6);
        ForecastCase after =
            GiftBenchmark.cases(hours, method, new GiftSeries("s", changed), 3).get(window);
        assertThat(after.point()).as(method.id()).isEqualTo(before.get(window).point());
        assertThat(after.quantiles().orElseThrow())
            .as(method.id())
            .isDeepEqualTo(before.get(window).quantiles().orElseThrow());
        assertThat(after.scale()).isEqualTo(before.get(window).scale());
      }
    }
  }

  @Test
  void meansAreGeometricAndPublishedOnesStandBeside() {
    rows("train.csv", List.of(new double[] {1, 3, 2, 4}));
    rows("test.csv", List.of(new double[] {6, 7}));
    GiftResult result = run(TWO + "," + TWO.replace("toy/W", "toy2/W"), NAIVE);
    assertThat(result.means())
        .extracting(GiftMean::model)
        .containsExactly("naive", "seasonal_naive", "seasonal_naive", "Other");
    GiftMean naive = result.means().getFirst();
    assertThat(naive.configurations()).isEqualTo(2);
    assertThat(naive.mase()).hasValue(1.0);
    GiftMean other = result.means().getLast();
    assertThat(other.published()).isTrue();
    assertThat(other.mase().orElseThrow()).isCloseTo(0.5, within(1e-12));
    assertThat(other.crps().orElseThrow()).isCloseTo(0.8, within(1e-12));
    assertThat(result.text())
        .contains("toy/W/short: 1 series, 1 window of 2 steps, season 1", "Other (published)");
    assertThat(result.json().getAsJsonArray("configurations")).hasSize(2);
  }

  @Test
  void aSeriesWithoutAScaleIsNamedAndLeftOut() {
    rows("train.csv", List.of(new double[] {5, 5, 5, 5}, new double[] {1, 3, 2, 4}));
    rows("test.csv", List.of(new double[] {5, 5}, new double[] {6, 7}));
    GiftScore score = run(TWO, NAIVE).outcomes().getFirst().score("naive").orElseThrow();
    assertThat(score.mase().value().orElseThrow()).isCloseTo(2.5 / (5 / 3.0), within(1e-12));
    assertThat(score.mase().reason().orElseThrow()).contains("2 of 4 values are left out");
  }

  @Test
  void onlySomeConfigurationsRun() {
    rows("train.csv", List.of(new double[] {1, 3, 2, 4}));
    rows("test.csv", List.of(new double[] {6, 7}));
    String both = TWO + "," + TWO.replace("toy/W", "toy2/W");
    GiftResult result = run(both, new GiftOptions(List.of("toy2"), List.of("naive"), 1));
    assertThat(result.outcomes()).hasSize(1);
    assertThatThrownBy(() -> run(both, new GiftOptions(List.of("toy3"), List.of(), 1)))
        .hasMessageContaining("only expects configurations of gift.json")
        .hasMessageContaining("toy2/W/short")
        .hasMessageContaining("\"toy3\"");
  }

  @Test
  void theTemplateOfTheRepositoryCanBeRead() {
    Path template = Path.of("../examples/gift");
    List<GiftConfiguration> all = GiftSuite.read(template).configurations();
    assertThat(all)
        .extracting(GiftConfiguration::name)
        .containsExactly(
            "ett1/H/short",
            "ett1/H/medium",
            "ett1/H/long",
            "ett1/15T/short",
            "us_births/D/short",
            "us_births/M/short",
            "m4_weekly/W/short");
    assertThat(all).allSatisfy(one -> assertThat(one.published()).hasSize(10));
  }
}
