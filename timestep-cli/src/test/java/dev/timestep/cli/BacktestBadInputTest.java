package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Wrong input of {@code backtest} and {@code benchmark gift}: one message that says what and how to
 * mend it, exit code 2, and no file. Advice is followed to see that it helps.
 */
final class BacktestBadInputTest {
  @TempDir private Path folder;

  private Path days(int rows) {
    return Series.write(folder.resolve("shop.csv"), Series.days(rows));
  }

  private Cli run(Path data, Object... more) {
    List<Object> words = new ArrayList<>(List.of("backtest", data));
    List<Object> asked = List.of(more);
    if (!asked.contains("--target")) {
      words.addAll(List.of("--target", "sales"));
    }
    if (!asked.contains("--models")) {
      words.addAll(List.of("--models", "theta"));
    }
    words.addAll(asked);
    return Cli.run(words.toArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--models | prophet | --models expects one of naive, seasonal_naive",
        "--models | ets,ets | --models expects each once",
        "--target | sale | did you mean \"sales\"?",
        "--target | sales,sales | expects each target once",
        "--horizon | 0 | --horizon expects a whole number of 1 or more",
        "--horizon | 118 | needs 121 rows or more; the table has 120",
        "--horizon | soon | expected a whole number",
        "--season | 0 | --season expects a whole number of 1 or more",
        "--origins | 0 | --origins expects a whole number of 1 or more",
        "--origins | 200 | Give fewer with --origins",
        "--step | 0 | --step expects a whole number of 1 or more",
        "--refit | sometimes | --refit expects each, never, or at every how-many-th origin",
        "--refit | 0 | --refit expects each, never",
        "--seeds | 1,1 | --seeds expects each once",
        "--seeds | one | expected a whole number",
        "--threads | 0 | --threads expects a whole number of 1 or more",
        "--hidden | 0 | --hidden expects",
        "--dropout | 1 | --dropout expects",
        "--fill | magic | --fill",
      })
  void names_the_setting_that_is_wrong(String option, String value, String said) {
    Path data = days(120);
    Cli answer = run(data, option, value);
    answer.refused(folder, data);
    assertThat(answer.err()).contains(said);
  }

  @Test
  void names_the_cell_that_is_missing() {
    List<String> lines = new ArrayList<>(Series.days(60));
    lines.set(10, lines.get(10).replaceFirst(",[0-9.]+,", ",,"));
    Path data = Series.write(folder.resolve("shop.csv"), lines);
    Cli answer = run(data, "--strict");
    answer.refused(folder, data);
    assertThat(answer.err()).contains("shop.csv, row 11, column sales", "--fill linear");
    Cli masked = run(data);
    assertThat(masked.code()).as(masked.err()).isZero();
    assertThat(masked.out() + masked.err()).contains("1 of 60 values of sales is missing and");
    Cli told = run(data, "--fill", "linear");
    assertThat(told.code()).as(told.err()).isZero();
  }

  @Test
  void refuses_files_that_are_there_or_the_data_or_each_other() throws IOException {
    Path data = days(120);
    Path taken = Files.writeString(folder.resolve("taken.csv"), "mine");
    for (String option : List.of("--out", "--json")) {
      Cli there = run(data, option, taken);
      there.refused(folder, data, taken);
      assertThat(there.err()).contains(option + " expects a new file", "--overwrite");
      Cli same = run(data, option, data, "--overwrite");
      same.refused(folder, data, taken);
      assertThat(same.err()).contains(option + " expects a different file");
      Cli gone = run(data, option, folder.resolve("gone/x.csv"));
      gone.refused(folder, data, taken);
      assertThat(gone.err()).contains("a folder that exists");
    }
    Cli both = run(data, "--out", folder.resolve("x"), "--json", folder.resolve("x"));
    both.refused(folder, data, taken);
    assertThat(both.err()).contains("--json expects a different file");
    assertThat(Files.readString(taken)).isEqualTo("mine");
    Cli told = run(data, "--out", taken, "--overwrite");
    assertThat(told.code()).as(told.err()).isZero();
    assertThat(Files.readString(taken)).startsWith("origin,time,step,target,model,seed");
  }

  @Test
  void a_series_that_is_too_short_says_which_horizon_fits() {
    Path data = days(4);
    Cli answer = run(data, "--horizon", "2");
    answer.refused(folder, data);
    assertThat(answer.err()).contains("needs 5 rows or more; the table has 4", "--horizon");
    Cli told = run(data, "--horizon", "1", "--models", "drift", "--freq", "d");
    assertThat(told.code()).as(told.err()).isZero();
  }

  @Test
  void advice_for_a_verdict_helps() {
    Path data = days(200);
    Cli few = run(data, "--horizon", "4", "--origins", "5", "--step", "4");
    assertThat(few.code()).as(few.err()).isZero();
    Matcher told =
        Pattern.compile("give --origins (\\d+) and --step (\\d+)")
            .matcher(few.out().replaceAll("\\s+", " "));
    assertThat(told.find()).as(few.out()).isTrue();
    Cli more = run(data, "--horizon", "4", "--origins", told.group(1), "--step", told.group(2));
    assertThat(more.out().replaceAll("\\s+", " ")).doesNotContain("not enough windows");
  }

  @Test
  void a_model_that_cannot_be_fitted_is_named_and_the_others_run() {
    Path data = days(40);
    Cli answer = run(data, "--models", "theta,network,ridge", "--horizon", "10");
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out().replaceAll("\\s+", " "))
        .contains("Left out: network (needs 40 rows before an origin", "Left out: ridge regression")
        .contains("The next rows by the");
  }

  // ------------------------------------------------------------------------------- benchmark

  private Cli gift(Object... more) {
    List<Object> words = new ArrayList<>(List.of("benchmark", "gift", folder));
    words.addAll(List.of(more));
    return Cli.run(words.toArray());
  }

  private Path suite() throws IOException {
    Path rows =
        Series.write(
            folder.resolve("weeks.csv"), List.of("name,a", "S1,1,3,2,4,6,7", "S2,5,1,3,2,4,8"));
    Files.writeString(
        folder.resolve("gift.json"),
        "{\"name\": \"small\", \"sets\": [{\"name\": \"toy/W\", \"form\": \"rows\", \"files\":"
            + " [\"weeks.csv\"], \"step\": \"w\", \"horizon\": 2, \"windows\": 1}]}");
    return rows;
  }

  @Test
  void a_benchmark_without_a_description_says_what_to_copy() {
    Cli answer = gift();
    answer.refused(folder);
    assertThat(answer.err()).contains("gift.json", "Copy examples/gift/gift.json");
  }

  @Test
  void a_benchmark_names_models_configurations_and_fields() throws IOException {
    Path rows = suite();
    Path description = folder.resolve("gift.json");
    Cli model = gift("--model", "prophet");
    model.refused(folder, rows, description);
    assertThat(model.err()).contains("--model expects one of naive, seasonal_naive");
    Cli only = gift("--only", "toy/D");
    only.refused(folder, rows, description);
    assertThat(only.err()).contains("--only expects configurations of gift.json", "toy/W/short");
    Cli threads = gift("--threads", "0");
    threads.refused(folder, rows, description);
    assertThat(threads.err()).contains("--threads expects");
    Files.writeString(
        description, Files.readString(description).replace("\"step\": \"w\"", "\"step\": \"7x\""));
    Cli step = gift();
    step.refused(folder, rows, description);
    assertThat(step.err()).contains("gift.json", "step expects a step such as", "7x");
  }

  @Test
  void a_benchmark_prints_tables_and_json() throws IOException {
    suite();
    Cli tables = gift("--model", "naive");
    assertThat(tables.code()).as(tables.err()).isZero();
    assertThat(tables.out()).contains("toy/W/short: 2 series, 1 window of 2 steps, season 1");
    Cli json = gift("--model", "naive", "--json");
    assertThat(json.out()).startsWith("{").contains("\"benchmark\": \"gift\"", "\"mase\"");
    assertThat(json.err()).contains("toy/W/short");
  }
}
