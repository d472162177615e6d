package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on data that is in order, each output in full. */
final class WorkflowTest {
  @TempDir private Path folder;

  private Path data(List<String> lines) {
    return Series.write(folder.resolve("shop.csv"), lines);
  }

  private Path model() {
    return folder.resolve("m.timestep");
  }

  private Cli train(Path data, String... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("train", "forecast", data, "--out", model(), "--epochs", "2"));
    arguments.add("--overwrite");
    arguments.addAll(List.of("--hidden", "8", "--threads", "1"));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }

  private static JsonObject json(Cli answer) {
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out()).startsWith("{").endsWith("}\n");
    return JsonParser.parseString(answer.out()).getAsJsonObject();
  }

  @Test
  void json_holds_what_is_promised_and_nothing_else_is_printed() {
    Path data = data(Series.days(Series.ROWS));
    JsonObject json = json(train(data, "--target", "sales", "--horizon", "7", "--json"));
    assertThat(json.get("task").getAsString()).isEqualTo("train forecast");
    assertThat(json.get("data").getAsString()).endsWith("shop.csv");
    assertThat(json.getAsJsonObject("model").get("parameters").getAsLong()).isPositive();
    double mae = json.getAsJsonObject("metrics").get("mae").getAsDouble();
    assertThat(json.getAsJsonObject("metrics").keySet()).contains("mae", "rmse", "mase");
    JsonObject baselines = json.getAsJsonObject("baselines");
    assertThat(baselines.keySet()).contains("naive", "seasonal_naive", "drift", "ridge");
    double best = Double.POSITIVE_INFINITY;
    for (String name : baselines.keySet()) {
      best = Math.min(best, baselines.getAsJsonObject(name).get("mae").getAsDouble());
      assertThat(baselines.getAsJsonObject(name).keySet()).contains("mae", "rmse", "mase");
    }
    assertThat(json.get("skill").getAsDouble()).isEqualTo(1 - mae / best);
    assertThat(json.get("verdict").getAsString()).endsWith(".");
    JsonObject windows = json.getAsJsonObject("windows");
    assertThat(windows.get("validation").getAsInt()).isEqualTo(32 - 7 + 1);
    assertThat(windows.get("test").getAsInt()).isEqualTo(32 - 7 + 1);
    assertThat(windows.get("train").getAsInt())
        .isEqualTo(256 - json.get("lookback").getAsInt() - 7 + 1);
    assertThat(json.get("seconds").getAsDouble()).isPositive();
    assertThat(json.get("seed").getAsInt()).isEqualTo(42);
    assertThat(json.get("threads").getAsInt()).isEqualTo(1);
    assertThat(json.get("kernels").getAsString()).isNotBlank();
  }

  @Test
  void leaves_model_and_report_and_nothing_beside_them() throws IOException {
    Path data = data(Series.days(Series.ROWS));
    Path report = folder.resolve("r.html");
    Cli run = train(data, "--target", "sales", "--horizon", "7", "--report", report.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("Model:", "Report:", "timestep predict").contains("MAE");
    assertThat(run.err()).contains("Epoch   1", "Epoch   2").doesNotContain("\u001b");
    assertThat(Files.readString(report)).contains("</html>").contains("sales");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(data, model(), report);
    }
  }

  @Test
  void predicts_the_days_after_the_last() throws IOException {
    Path data = data(Series.days(Series.ROWS));
    assertThat(train(data, "--target", "sales,visits", "--horizon", "7").code()).isZero();
    Cli next = Cli.run("predict", model(), data);
    assertThat(next.code()).isZero();
    List<String> lines = next.out().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("day,sales,visits");
    assertThat(lines).hasSize(8);
    for (int step = 1; step <= 7; step++) {
      String day = Series.START.plusDays(Series.ROWS + step).toString();
      assertThat(lines.get(step)).matches(day + ",[\\d.]+,[\\d.]+");
    }
    Path file = folder.resolve("next.csv");
    Cli written = Cli.run("predict", model(), data, "--out", file);
    assertThat(written.out()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(next.out());
    JsonObject json = json(Cli.run("predict", model(), data, "--json"));
    assertThat(json.getAsJsonArray("times")).hasSize(7);
    assertThat(json.getAsJsonObject("values").keySet()).containsExactly("sales", "visits");
  }

  @Test
  void predicts_business_days() {
    // 320 business days from Thursday, 2 January 2020 end on Wednesday, 24 March 2021.
    Path data = data(Series.businessDays(320));
    assertThat(train(data, "--target", "sales", "--horizon", "5").code()).isZero();
    assertThat(times(Cli.run("predict", model(), data)))
        .containsExactly("2021-03-25", "2021-03-26", "2021-03-29", "2021-03-30", "2021-03-31");
  }

  @Test
  void predicts_month_ends() {
    // 300 month ends from January 2020 end in December 2044.
    Path data = data(Series.monthEnds(300));
    Cli run = train(data, "--target", "sales", "--horizon", "3");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(times(Cli.run("predict", model(), data)))
        .containsExactly("2045-01-31", "2045-02-28", "2045-03-31");
  }

  @Test
  void predicts_row_numbers_where_there_is_no_time() {
    List<String> lines =
        Series.days(Series.ROWS).stream().map(l -> l.substring(l.indexOf(',') + 1)).toList();
    Path data = data(lines);
    Cli run = train(data, "--target", "sales", "--horizon", "2");
    assertThat(run.code()).as(run.err()).isZero();
    Cli next = Cli.run("predict", model(), data);
    assertThat(next.out()).startsWith("row,sales\n");
    assertThat(times(next)).containsExactly("321", "322");
  }

  private static List<String> times(Cli next) {
    assertThat(next.code()).as(next.err()).isZero();
    return next.out().lines().skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
  }

  @Test
  void evaluates_on_the_same_series_and_on_another() {
    Path data = data(Series.days(Series.ROWS));
    Cli trained = train(data, "--target", "sales", "--horizon", "7", "--json");
    JsonObject same = json(Cli.run("evaluate", model(), data, "--json"));
    assertThat(same.get("metrics")).isEqualTo(json(trained).get("metrics"));
    assertThat(same.get("sameSeries").getAsBoolean()).isTrue();

    List<String> later = new ArrayList<>(Series.days(Series.ROWS));
    later.subList(1, 100).clear();
    Path other = Series.write(folder.resolve("other.csv"), later);
    JsonObject second = json(Cli.run("evaluate", model(), other, "--json"));
    assertThat(second.get("sameSeries").getAsBoolean()).isFalse();
    Cli text = Cli.run("evaluate", model(), other);
    assertThat(text.out().replaceAll("\\s+", " "))
        .contains("does not begin with the rows that the model was trained on")
        .contains("the score looks better than it is")
        .contains("MAE");
  }

  @Test
  void inspects() {
    Path data = data(Series.days(Series.ROWS));
    Cli trained = train(data, "--target", "sales", "--horizon", "12", "--json");
    Cli text = Cli.run("inspect", model());
    assertThat(text.code()).isZero();
    assertThat(text.out()).contains("forecast", "encoder_0", "shop.csv", "sales", "verdict");
    // The shares of the mix: twelve numbers, of which a line shows the first.
    assertThat(text.out()).containsPattern("shares +\\[\\[\\d.* … \\(12 numbers\\)\n");
    JsonObject json = json(Cli.run("inspect", model(), "--json"));
    // Beside the network, the file holds the regression of the mix, and both fitted again.
    long network = json(trained).getAsJsonObject("model").get("parameters").getAsLong();
    assertThat(json.get("parameters").getAsLong()).isGreaterThan(2 * network);
    assertThat(json.keySet()).contains("model", "weights", "pipeline", "training");
  }

  @Test
  void inspects_a_model_of_a_short_series_line_by_line() {
    Path data = data(Series.days(60));
    assertThat(
            Cli.run(
                    "train",
                    "forecast",
                    data,
                    "--target",
                    "sales",
                    "--keep",
                    "ets",
                    "--quantiles",
                    "0.05,0.95",
                    "--out",
                    model(),
                    "--threads",
                    "1")
                .code())
        .isZero();
    String text = Cli.run("inspect", model()).out();
    assertThat(text)
        .contains("a series model", "choice           ETS(", "alpha", "fittedRows       60");
    assertThat(text).containsPattern("factors +\\[\\d");
    assertThat(text).doesNotContain("{").doesNotContain("(0 numbers").doesNotContain("Weights");
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(1000));
  }

  @Test
  void takes_targets_in_any_order_and_form() {
    Path data = data(Series.days(Series.ROWS));
    String[] joined = {"--horizon", "2", "--json", "--target", "sales,visits"};
    String[] repeated = {"--horizon", "2", "--json", "--target", "sales", "--target", "visits"};
    JsonObject one = json(train(data, joined));
    assertThat(json(train(data, repeated)).get("metrics")).isEqualTo(one.get("metrics"));
    Cli dataLast =
        Cli.run(
            "train",
            "forecast",
            "--epochs",
            "1",
            "--hidden",
            "4",
            "--horizon",
            "2",
            "--out",
            model(),
            "--overwrite",
            "--target",
            "sales",
            data);
    assertThat(dataLast.code()).as(dataLast.err()).isZero();
  }

  @Test
  void says_that_a_column_is_constant() {
    for (String value : new String[] {"5", "0"}) {
      Path data = data(Series.days(Series.ROWS).stream().map(l -> constant(l, value)).toList());
      Cli run = train(data, "--target", "sales", "--horizon", "3", "--season", "1");
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.err() + run.out()).contains("sales").containsIgnoringCase("constant");
      assertThat(Cli.run("predict", model(), data).out().lines().skip(1))
          .allSatisfy(line -> assertThat(line).endsWith("," + value));
    }
  }

  private static String constant(String line, String value) {
    return line.startsWith("day") ? line : line.replaceAll(",[\\d.]+,", "," + value + ",");
  }

  @Test
  void trains_with_two_targets_of_which_one_is_zero() {
    Path data = data(Series.days(Series.ROWS).stream().map(l -> constant(l, "0")).toList());
    Cli run = train(data, "--target", "visits,sales", "--horizon", "1", "--season", "1");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).doesNotContain("NaN");
  }
}
