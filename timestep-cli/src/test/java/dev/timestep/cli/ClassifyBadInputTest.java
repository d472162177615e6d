package dev.timestep.cli;

import static dev.timestep.cli.Gestures.relabelled;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wrong input of {@code train classify} and its models: one message that says what and how to mend
 * it, exit code 2, and no model, report or checkpoint. Advice is followed to see that it helps.
 */
final class ClassifyBadInputTest {
  private static final List<String> GOOD = Gestures.rows(24, 1, "up", "down");
  private static final List<String> OTHER = Gestures.rows(20, 2, "up", "down");

  /** The quickest run. */
  private static final List<String> QUICK =
      List.of("--network", "convolution", "--hidden", "2", "--epochs", "1", "--folds", "2");

  @TempDir private static Path shelf;
  private static Path model;

  @TempDir private Path folder;

  @BeforeAll
  static void trainOnce() {
    model = shelf.resolve("gestures.timestep");
    Path data = Series.write(shelf.resolve("gestures.csv"), GOOD);
    List<Object> arguments = new ArrayList<>(List.of("train", "classify", data, "--out", model));
    arguments.addAll(QUICK);
    Cli answer = Cli.run(arguments.toArray());
    assertThat(answer.code()).as(answer.err()).isZero();
  }

  private Path file(String name, List<String> lines) {
    return Series.write(folder.resolve(name), lines);
  }

  private Cli train(Path data, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("train", "classify", data));
    arguments.addAll(List.of("--out", folder.resolve("m.timestep")));
    arguments.addAll(List.of("--report", folder.resolve("m.html")));
    List<Object> asked = List.of(more);
    for (int at = 0; at < QUICK.size(); at += 2) {
      if (!asked.contains(QUICK.get(at))) {
        arguments.addAll(QUICK.subList(at, at + 2));
      }
    }
    arguments.addAll(asked);
    return Cli.run(arguments.toArray());
  }

  private void refused(Cli answer, Path... kept) {
    answer.refused(folder, kept);
  }

  static List<Arguments> damages() {
    return List.of(
        damage("one class", Gestures.rows(24, 1, "up"), "two classes or more", "up", "--label"),
        damage("a class with one case", relabelled(GOOD, 3, "lonely"), "lonely has one only"),
        damage(
            "a class too small to split",
            relabelled(relabelled(GOOD, 3, "pair"), 8, "pair"),
            "three cases or more of each class",
            "pair has fewer",
            "--test"),
        damage(
            "case",
            relabelled(GOOD, 3, "Up"),
            "one class written in several ways",
            "\"up\" in 11 cases",
            "\"Up\" in 1 case (row 4)"),
        damage(
            "blank",
            relabelled(relabelled(GOOD, 3, "far  up"), 5, "far up"),
            "\"far  up\" in 1 case (row 4)",
            "\"far up\" in 1 case (row 6)"),
        damage("empty label", relabelled(GOOD, 3, ""), "column class is empty in row 4"),
        damage(
            "no value",
            replaced(3, ",".repeat(Gestures.STEPS) + "up"),
            "row 4 has no value at all"),
        damage("text among the steps", replaced(3, "1,2,soon,4,5,6,7,8,up"), "row 4", "t3", "soon"),
        damage("infinite", replaced(3, "1,2,Infinity,4,5,6,7,8,up"), "row 4", "t3"),
        damage(
            "ragged",
            replaced(3, "1,2,3,4,5,6,7,8,up,9,10"),
            "different numbers of cells",
            "label class"),
        damage(
            "no label column",
            GOOD.stream().map(line -> line.substring(0, line.lastIndexOf(','))).toList(),
            "open which column holds the label",
            "Set --label to"),
        damage("header alone", GOOD.subList(0, 1), "no row"),
        damage("empty", List.of(), "empty"));
  }

  private static Arguments damage(String name, List<String> lines, String... said) {
    return Arguments.of(name, lines, said);
  }

  private static List<String> replaced(int line, String text) {
    List<String> changed = new ArrayList<>(GOOD);
    changed.set(line, text);
    return changed;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void names_file_place_and_remedy(String name, List<String> lines, String[] said) {
    Path data = file("gestures.csv", lines);
    Cli answer = train(data);
    refused(answer, data);
    assertThat(answer.err()).contains("gestures.csv").contains(said);
  }

  @ParameterizedTest
  @CsvSource({
    "--keep, nonsense, --keep expects one of best",
    "--network, nonsense, --network expects one of",
    "--form, nonsense, --form expects one of wide",
    "--label, clas, did you mean \"class\"?",
    "--test-share, 1, --test-share expects a share between 0 and 1",
    "--epochs, 0, --epochs expects a whole number",
    "--folds, 1, --folds expects",
    "--from, gone.timestep, gone.timestep"
  })
  void names_the_setting_that_is_wrong(String option, String value, String said) {
    Path data = file("gestures.csv", GOOD);
    Cli answer = train(data, option, value);
    refused(answer, data);
    assertThat(answer.err()).contains(said);
  }

  @Test
  void refuses_test_cases_that_are_the_data() {
    Path data = file("gestures.csv", GOOD);
    Path copy = file("copy.csv", GOOD);
    for (Path test : List.of(data, copy)) {
      Cli answer = train(data, "--test", test);
      refused(answer, data, copy);
      assertThat(answer.err())
          .contains("--test expects cases that are not in the data", "leave --test out");
    }
  }

  @Test
  void refuses_test_cases_of_an_unseen_class() {
    Path data = file("gestures.csv", GOOD);
    Path test = file("test.csv", relabelled(OTHER, 3, "sideways"));
    Cli answer = train(data, "--test", test);
    refused(answer, data, test);
    assertThat(answer.err()).contains("test.csv", "sideways", "no training case has", "down, up");
  }

  @Test
  void notes_a_class_that_no_test_case_has() {
    Path data = file("gestures.csv", GOOD);
    List<String> ups = OTHER.stream().filter(line -> !line.endsWith("down")).toList();
    Cli answer = train(data, "--test", file("test.csv", ups));
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.err().replaceAll("\\s+", " "))
        .contains("No test case has the class down: the figures say nothing about it.");
  }

  @Test
  void refuses_channels_that_differ_between_the_files() {
    Path data = file("gestures.csv", GOOD);
    List<String> lines = new ArrayList<>(List.of("x_1,x_2,y_1,y_2,class"));
    for (int row = 0; row < 20; row++) {
      lines.add(row + ",1,2," + row % 3 + "," + (row % 2 == 0 ? "up" : "down"));
    }
    Path test = file("test.csv", lines);
    Cli answer = train(data, "--test", test);
    refused(answer, data, test);
    assertThat(answer.err()).contains("test.csv", "expects sequences of 1 channel", "2 (x, y)");
  }

  @Test
  void the_label_that_the_message_asks_for_helps() {
    // The first step is whole as well: either may be the class.
    List<String> numbers =
        GOOD.stream()
            .map(line -> line.replace(",up", ",1").replace(",down", ",2"))
            .map(line -> line.replaceFirst("^-?[0-9]+[.][0-9]+", "3"))
            .toList();
    Path data = file("gestures.csv", numbers.subList(1, numbers.size()));
    Cli asked = train(data);
    refused(asked, data);
    assertThat(asked.err()).contains("the last (2 different values, 1, 2)", "Set --label to");
    Cli told = train(data, "--label", "last");
    assertThat(told.code()).as(told.err()).isZero();
    assertThat(told.err()).contains("2: 1, 2");
  }

  // ------------------------------------------------------------------------- a trained model

  @Test
  void evaluate_names_an_unseen_label_and_a_missing_one() {
    Path unseen = file("unseen.csv", relabelled(OTHER, 3, "sideways"));
    Cli answer = Cli.run("evaluate", model, unseen);
    refused(answer, unseen);
    assertThat(answer.err()).contains("unseen.csv", "row 4", "sideways", "down, up");
    assertThat(Cli.run("predict", model, unseen).code()).isZero();
  }

  @Test
  void evaluate_asks_for_labels_and_predict_does_not() {
    List<String> lines =
        OTHER.stream().map(line -> line.substring(0, line.lastIndexOf(','))).toList();
    Path data = file("new.csv", lines);
    Cli answer = Cli.run("evaluate", model, data);
    refused(answer, data);
    assertThat(answer.err()).contains("new.csv", "label", "predict instead");
    Cli predicted = Cli.run("predict", model, data);
    assertThat(predicted.code()).as(predicted.err()).isZero();
    assertThat(predicted.out().lines()).hasSize(21).first().isEqualTo("id,label,p_down,p_up");
  }

  @Test
  void model_and_data_of_different_jobs_are_told_apart() {
    Path series = file("shop.csv", Series.days(Series.ROWS));
    Cli evaluated = Cli.run("evaluate", model, series);
    refused(evaluated, series);
    assertThat(evaluated.err()).contains("shop.csv");
    Cli trained = train(series);
    refused(trained, series);
    assertThat(trained.err()).contains("shop.csv", "--id");
  }

  @Test
  void a_forecast_model_refuses_sequences() {
    Path series = Series.write(shelf.resolve("shop.csv"), Series.days(Series.ROWS));
    Path forecast = shelf.resolve("sales.timestep");
    Cli trained =
        Cli.run(
            "train",
            "forecast",
            series,
            "--target",
            "sales",
            "--horizon",
            "2",
            "--epochs",
            "1",
            "--hidden",
            "2",
            "--lookback",
            "7",
            "--out",
            forecast);
    assertThat(trained.code()).as(trained.err()).isZero();
    Path data = file("gestures.csv", OTHER);
    for (String verb : List.of("evaluate", "predict")) {
      Cli answer = Cli.run(verb, forecast, data);
      refused(answer, data);
      assertThat(answer.err()).contains("gestures.csv");
    }
  }
}
