package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -} as DATA, and pipes. */
final class StandardInputTest {
  private final InputStream before = System.in;

  @TempDir private Path folder;

  @AfterEach
  void putBack() {
    System.setIn(before);
  }

  private static Cli piped(Path data, Object... arguments) throws IOException {
    System.setIn(new ByteArrayInputStream(Files.readAllBytes(data)));
    return Cli.run(arguments);
  }

  private Object[] train(Object data, String model) {
    return new Object[] {
      "train",
      "forecast",
      data,
      "--target",
      "sales",
      "--horizon",
      "3",
      "--hidden",
      "4",
      "--epochs",
      "1",
      "--out",
      folder.resolve(model)
    };
  }

  @Test
  void gives_what_the_file_gives() throws IOException {
    Path data = Series.write(folder.resolve("shop.csv"), Series.days(Series.ROWS));
    Path model = folder.resolve("piped.timestep");
    Cli run = piped(data, train("-", "piped.timestep"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("Reading standard input.", "Data:     standard input");
    assertThat(run.out())
        .contains("Next:   timestep predict " + Shell.quote(model) + " -\n")
        .contains("(with the table on standard input again)");
    assertThat(Cli.run(train(data, "file.timestep")).code()).isZero();
    assertThat(WeightBytes.of(model)).isEqualTo(WeightBytes.of(folder.resolve("file.timestep")));

    Cli next = piped(data, "predict", model, "-");
    assertThat(next.code()).as(next.err()).isZero();
    assertThat(next.out()).isEqualTo(Cli.run("predict", model, data).out());
    Cli score = piped(data, "evaluate", model, "-", "--json");
    assertThat(score.code()).as(score.err()).isZero();
    assertThat(score.out()).contains("\"sameSeries\": true");
    assertThat(folder.resolve("-")).doesNotExist();
  }

  @Test
  void names_standard_input_in_refusals() throws IOException {
    Path data = folder.resolve("shop.csv");
    List<String> lines = Series.days(40);
    lines.set(7, lines.get(7).replaceAll(",[\\d.]+,", ",soon,"));
    Series.write(data, lines);
    Cli text = piped(data, train("-", "m.timestep"));
    assertThat(text.code()).isEqualTo(2);
    assertThat(text.err()).contains("standard input, row 8, column sales").contains("soon");
    Cli nothing = piped(Files.createFile(folder.resolve("none.csv")), train("-", "m.timestep"));
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.err()).contains("standard input: the file is empty");
  }

  @Test
  void reads_a_pipe_that_has_a_name() throws Exception {
    Path data = Series.write(folder.resolve("shop.csv"), Series.days(Series.ROWS));
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process writer = new ProcessBuilder("sh", "-c", "cat '" + data + "' > '" + pipe + "'").start();
    Cli run = Cli.run(train(pipe, "m.timestep"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(run.out()).contains("(with the table on " + pipe + " again)");
  }

  @Test
  void takes_the_device_for_the_dash() {
    for (String name : new String[] {"-", "/dev/stdin", "/dev/fd/0"}) {
      assertThat(DataSource.of(name).isStandardInput()).isTrue();
    }
    assertThat(DataSource.of("./-").isStandardInput()).isFalse();
  }

  @Test
  void writes_no_file_that_is_called_dash() throws IOException {
    Path data = Series.write(folder.resolve("shop.csv"), Series.days(Series.ROWS));
    for (String option : new String[] {"--out", "--report"}) {
      Cli answer = piped(data, "train", "forecast", data, "--target", "sales", option, "-");
      assertThat(answer.code()).isEqualTo(2);
      assertThat(answer.err()).contains(option + " expects a file").contains("standard input");
    }
    assertThat(new String(Files.readAllBytes(data), StandardCharsets.UTF_8)).startsWith("day,");
  }
}
