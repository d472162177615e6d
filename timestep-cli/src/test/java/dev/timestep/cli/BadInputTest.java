package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong input: one message that says what and how to mend it, exit code 2, nothing left behind. */
final class BadInputTest {
  @TempDir private Path folder;

  private Path shop() {
    return Series.write(folder.resolve("shop.csv"), Series.days(Series.ROWS));
  }

  private Cli train(Path data, String... more) {
    List<Object> arguments = new ArrayList<>(List.of("train", "forecast", data));
    if (!List.of(more).contains("--out")) {
      arguments.addAll(List.of("--out", folder.resolve("m.timestep")));
    }
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }

  private void refused(Cli answer, Path... kept) {
    answer.refused(folder, kept);
  }

  // ------------------------------------------------------------------------------- the file

  private static Arguments damage(String name, Consumer<List<String>> change, String... said) {
    return Arguments.of(name, change, said);
  }

  private static String cell(String line, String value) {
    return line.replaceAll(",[\\d.]+,", "," + value + ",");
  }

  static List<Arguments> damages() {
    return List.of(
        damage("gap", lines -> lines.remove(50), "row", "--fill"),
        damage(
            "duplicate", lines -> lines.add(50, lines.get(49)), "rows 50 and 51", "--duplicates"),
        damage("unsorted", lines -> Collections.swap(lines, 40, 60), "row", "--sort"),
        damage("missing value", lines -> change(lines, 30, ""), "row 31", "sales", "--fill"),
        damage("NaN", lines -> change(lines, 30, "NaN"), "row 31", "sales"),
        damage("infinite", lines -> change(lines, 30, "Infinity"), "row 31", "sales"),
        damage("text", lines -> change(lines, 30, "soon"), "row 31", "sales", "soon"),
        damage("ragged", lines -> lines.set(30, lines.get(30) + ",7,8"), "row 31"),
        damage(
            "impossible date",
            lines -> lines.set(59, lines.get(59).replaceFirst("2020-02-\\d\\d", "2020-02-30")),
            "row 60",
            "2020-02-30"),
        damage("too short", lines -> lines.subList(2, lines.size()).clear(), "row"),
        damage("header alone", lines -> lines.subList(1, lines.size()).clear(), "no row"),
        damage("empty", List::clear, "empty"));
  }

  private static void change(List<String> lines, int index, String value) {
    lines.set(index, cell(lines.get(index), value));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void names_file_row_column_and_remedy(String name, Consumer<List<String>> change, String[] said) {
    List<String> lines = new ArrayList<>(Series.days(Series.ROWS));
    change.accept(lines);
    Path data = Series.write(folder.resolve("shop.csv"), lines);
    Cli answer = train(data, "--target", "sales", "--horizon", "7", "--strict");
    refused(answer, data);
    assertThat(answer.err()).contains("shop.csv").contains(said);
  }

  @Test
  void refuses_a_binary_file() throws IOException {
    byte[] bytes = new byte[4000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 37);
    }
    Path data = Files.write(folder.resolve("shop.csv"), bytes);
    Cli answer = train(data, "--target", "sales");
    refused(answer, data);
    assertThat(answer.err()).contains("shop.csv");
  }

  @Test
  void refuses_a_file_that_is_not_there_or_no_file() {
    Cli missing = train(folder.resolve("gone.csv"), "--target", "sales");
    refused(missing);
    assertThat(missing.err()).contains("gone.csv");
    Cli aFolder = train(folder, "--target", "sales");
    refused(aFolder);
    assertThat(aFolder.err()).contains("directory");
  }

  @Test
  void names_the_columns_that_there_are() {
    Path data = shop();
    Cli answer = train(data, "--target", "sale");
    refused(answer, data);
    assertThat(answer.err()).contains("sale", "sales", "visits", "shop.csv");
  }

  // ---------------------------------------------------------------------------- the options

  @ParameterizedTest
  @CsvSource({
    "--horizon, 0",
    "--horizon, -1",
    "--horizon, abc",
    "--horizon, 1e9",
    "--horizon, 1000000000",
    "--horizon, 99999999999",
    "--lookback, 0",
    "--lookback, 5000",
    "--season, 0",
    "--season, 1000000000",
    "--split, nonsense",
    "--split, 0.5/0.5",
    "--split, 0.9/0.05/0.2",
    "--split, 300/10/300",
    "--split, NaN/0.5/0.5",
    "--holidays, XX",
    "--cell, foo",
    "--hidden, 0",
    "--layers, 0",
    "--dropout, 1",
    "--dropout, NaN",
    "--lr, 0",
    "--lr, NaN",
    "--lr, x",
    "--loss, foo",
    "--batch, 0",
    "--epochs, 0",
    "--epochs, -1",
    "--threads, 0",
    "--threads, 1000000000",
    "--seed, x",
    "--time, nope",
    "--time-format, qqq",
    "--time-zone, Mars/Olympus",
    "--date-order, dym",
    "--freq, fortnightly",
    "--delimiter, ab",
    "--header, perhaps",
    "--encoding, EBCDIC-7",
    "--decimal, xy",
    "--duplicates, third",
    "--fill, magic",
  })
  void names_the_option_and_what_it_expects(String option, String value) {
    Path data = shop();
    Cli answer = train(data, "--target", "sales", option, value);
    refused(answer, data);
    assertThat(answer.err()).contains(option.substring(2)).contains(value);
  }

  @Test
  void refuses_targets_that_make_no_sense() {
    Path data = shop();
    Cli twice = train(data, "--target", "sales,sales");
    refused(twice, data);
    assertThat(twice.err()).contains("sales, sales");
    Cli time = train(data, "--target", "day");
    refused(time, data);
    assertThat(time.err()).contains("\"day\"").contains("target");
  }

  @Test
  void refuses_places_that_cannot_be_written_before_any_work() throws IOException {
    Path data = shop();
    for (String option : new String[] {"--out", "--report"}) {
      Path nowhere = folder.resolve("no").resolve("x");
      Cli answer = train(data, "--target", "sales", option, nowhere.toString());
      refused(answer, data);
      assertThat(answer.err()).contains(option).contains(folder.resolve("no").toString());
    }
    Cli aFolder = train(data, "--target", "sales", "--report", folder.toString());
    refused(aFolder, data);
    Cli same = train(data, "--target", "sales", "--report", data.toString());
    refused(same, data);
    assertThat(same.err()).contains("--report").contains("shop.csv");
    assertThat(Files.readAllLines(data)).hasSize(Series.ROWS + 1);
  }

  // ------------------------------------------------------------------------------ the model

  private Path trained(Path data) {
    Path model = folder.resolve("m.timestep");
    Cli run = train(data, "--target", "sales", "--horizon", "3", "--epochs", "1", "--hidden", "4");
    assertThat(run.code()).as(run.err()).isZero();
    return model;
  }

  @Test
  void refuses_models_that_are_damaged_or_of_another_kind() throws IOException {
    Path data = shop();
    Path model = trained(data);
    byte[] whole = Files.readAllBytes(model);
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    for (byte[] bytes :
        List.of(half, flipped, new byte[0], "no model".getBytes(StandardCharsets.UTF_8))) {
      Files.write(model, bytes);
      for (String command : new String[] {"predict", "evaluate"}) {
        Cli answer = Cli.run(command, model, data);
        refused(answer, data, model);
        assertThat(answer.err()).contains("m.timestep");
      }
      refused(Cli.run("inspect", model), data, model);
    }
    Files.delete(model);
    Cli gone = Cli.run("predict", model, data);
    refused(gone, data);
    assertThat(gone.err()).contains("m.timestep");
    refused(Cli.run("inspect", folder), data);
    refused(Cli.run("predict", data, data), data);
  }

  @Test
  void refuses_data_that_do_not_fit_the_model() {
    Path data = shop();
    Path model = trained(data);
    Path months = Series.write(folder.resolve("months.csv"), Series.monthEnds(300));
    for (String command : new String[] {"predict", "evaluate"}) {
      Cli answer = Cli.run(command, model, months);
      refused(answer, data, model, months);
      assertThat(answer.err()).contains("months.csv").contains("monthly").contains("daily");
    }
    Path few = Series.write(folder.resolve("few.csv"), Series.days(20));
    Cli answer = Cli.run("predict", model, few);
    refused(answer, data, model, months, few);
    assertThat(answer.err()).contains("few.csv").contains("20 rows");
    Path other = Series.write(folder.resolve("other.csv"), renamed());
    Cli column = Cli.run("predict", model, other);
    refused(column, data, model, months, few, other);
    assertThat(column.err()).contains("sales");
  }

  private static List<String> renamed() {
    List<String> lines = new ArrayList<>(Series.days(Series.ROWS));
    lines.set(0, "day,turnover,visits");
    return lines;
  }
}
