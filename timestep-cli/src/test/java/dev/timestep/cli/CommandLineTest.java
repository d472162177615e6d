package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Exit codes and answers to command lines that are wrong in themselves. */
final class CommandLineTest {
  @Test
  void says_its_version() {
    Cli version = Cli.run("--version");
    assertThat(version.code()).isZero();
    assertThat(version.out()).startsWith("timestep ").contains("Java 25").doesNotContain("$");
    assertThat(Cli.run("train", "forecast", "--version").out()).isEqualTo(version.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"trian", "train forcast", "train", "", "predict", "evaluate one", "--frobnicate"})
  void refuses_what_it_does_not_know(String line) {
    Cli answer = Cli.run((Object[]) (line.isEmpty() ? new String[0] : line.split(" ")));
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).startsWith("timestep: ").containsAnyOf("--help", "Try: timestep ");
  }

  /** What was typed, what the message says, and the line to try. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "train forecast x.csv --targt births | Unknown option --targt; did you mean --target?"
            + " | train forecast x.csv --target births",
        "train forecast x.csv --target=y --horizn=3 | Unknown option --horizn; did you mean"
            + " --horizon? | train forecast x.csv --target=y --horizon=3",
        "train forecast x.csv -target y | Unknown option -target; did you mean --target?"
            + " | train forecast x.csv --target y",
        "train forecast x.csv --target y --skip_line 3 | did you mean --skip-lines?"
            + " | train forecast x.csv --target y --skip-lines 3",
        "train forecast x.csv –target y | begins with a long dash; did you mean --target?"
            + " | train forecast x.csv --target y",
        "train forecast x.csv —target=y --epochs 3 | did you mean --target?"
            + " | train forecast x.csv --target=y --epochs 3",
        "trian forecast x.csv --target y | Unknown command trian; did you mean train?"
            + " | train forecast x.csv --target y",
        "trian forcast x.csv --taget y | Unknown command trian; did you mean train?"
            + " | train forecast x.csv --target y",
        "train x.csv --target y | Expected a command before x.csv; did you mean 'timestep train"
            + " forecast'? | train forecast x.csv --target y",
        "train --target y x.csv | --target belongs to 'timestep train forecast'"
            + " | train forecast --target y x.csv",
        "train - --target y | Expected a command before -; | train forecast - --target y",
        "x.csv --target y | Expected a command before x.csv; did you mean 'timestep train"
            + " forecast'? | train forecast x.csv --target y",
        "forecast x.csv --target y | Unknown command forecast; did you mean train forecast?"
            + " | train forecast x.csv --target y",
        "y.timestep x.csv | did you mean 'timestep predict'? | predict y.timestep x.csv",
        "eval m.timestep x.csv | Unknown command eval; did you mean evaluate?"
            + " | evaluate m.timestep x.csv",
        "train forecast x.csv --target y --output z | did you mean --out?"
            + " | train forecast x.csv --target y --out z",
        "train forecast x.csv --targ y --hor 3 | did you mean --target?"
            + " | train forecast x.csv --target y --horizon 3",
        "train --out m x.csv --target y | --out belongs to 'timestep train forecast'"
            + " | train forecast --out m x.csv --target y",
        "predict y.timestep x.csv --ou z.csv | did you mean --out?"
            + " | predict y.timestep x.csv --out z.csv",
        "train forecast 'my file.csv' --targt 'a b' | did you mean --target?"
            + " | train forecast 'my file.csv' --target 'a b'"
      })
  void answers_with_the_line_that_was_meant(String typed, String said, String meant) {
    Cli answer = Cli.run(words(typed).toArray());
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err().lines().toList())
        .satisfiesExactly(
            message -> assertThat(message).startsWith("timestep: ").contains(said),
            line -> assertThat(line).isEqualTo("Try: timestep " + meant));
    // Following the advice leads on: nothing in that line is unknown.
    InputStream before = System.in;
    System.setIn(InputStream.nullInputStream());
    try {
      assertThat(Cli.run(words(meant).toArray()).err()).doesNotContain("Unknown", "did you mean");
    } finally {
      System.setIn(before);
    }
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = Pattern.compile("'([^']*)'|\\S+").matcher(line);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group() : matcher.group(1));
    }
    return words;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "evaluate m x.csv --lookback 3 | 'timestep evaluate' does not have it, 'timestep train"
            + " forecast' does. Leave it out.",
        "predict m x.csv --epochs 3 | 'timestep train classify' and 'timestep backtest' do. Leave"
            + " it out.",
        "inspect m --fill zero | 'timestep train forecast' and 'timestep backtest' and 'timestep"
            + " evaluate' and 'timestep predict' do. Leave it out.",
        "--target y x.csv | --target comes after the command that it belongs to, for example"
            + " 'timestep train forecast'.",
        "train forecast x.csv --target y --no-such | Unknown option --no-such.",
        "--out m train forecast x.csv | --out comes after the command that it belongs to",
        "frobnicate | Unknown command frobnicate.",
        "train forecast | Missing DATA: give a CSV file, or - for standard input.",
        "train forecast x.csv | Missing option --target: say which column to forecast.",
        "predict | Missing MODEL: give a model file.",
        "predict m | Missing DATA: give a CSV file, or - for standard input.",
        "train forecast x.csv extra --target y | Unexpected argument extra."
      })
  void says_what_is_wrong_where_nothing_near_was_meant(String typed, String said) {
    Cli answer = Cli.run(words(typed).toArray());
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).startsWith("timestep: ").contains(said).doesNotContain("Try: ");
    String help = answer.err().lines().toList().getLast();
    assertThat(help).startsWith("For help: timestep").endsWith(" --help");
    Cli followed = Cli.run(words(help.replace("For help: timestep ", "")).toArray());
    assertThat(followed.code()).isZero();
    assertThat(followed.out()).startsWith("Usage: timestep");
  }

  @Test
  void names_the_columns_where_the_target_is_missing(@TempDir Path folder) {
    Path data = Series.write(folder.resolve("shop.csv"), Series.days(20));
    Cli answer = Cli.run("train", "forecast", data);
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .contains("Missing option --target")
        .contains("shop.csv are: day, sales, visits.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"predict", "evaluate"})
  void says_that_model_and_data_are_the_other_way_round(String command) {
    Cli answer = Cli.run(command, "x.csv", "y.timestep");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .contains("first MODEL, then DATA; received x.csv, then y.timestep", "Swap them.");
  }

  @ParameterizedTest
  @CsvSource({
    "--cell, gur, gru",
    "--loss, hubert, huber",
    "--fill, linaer, linear",
    "--duplicates, maen, mean"
  })
  void suggests_the_value_that_was_meant(String option, String typed, String meant) {
    Cli answer = Cli.run("train", "forecast", "x.csv", "--target", "y", option, typed);
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .contains(option + " expects one of ")
        .contains("received \"" + typed + "\". Did you mean " + meant + "?");
  }

  @Test
  void completes_in_bash(@TempDir Path folder) throws IOException, InterruptedException {
    Cli script = Cli.run("completion");
    assertThat(script.code()).isZero();
    assertThat(script.out()).contains("--horizon").contains("--fill").contains("seasonal");
    Path file = Files.writeString(folder.resolve("completion.bash"), script.out());
    Process bash = new ProcessBuilder("bash", "-n", file.toString()).inheritIO().start();
    assertThat(bash.waitFor()).isZero();
  }
}
