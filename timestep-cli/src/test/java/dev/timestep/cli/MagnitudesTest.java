package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values far from 1 keep their digits in files, on the terminal, in JSON and on the page. */
final class MagnitudesTest {
  @TempDir private Path folder;

  /** A weekly swing of 3e5 on 1.2e12, and of 3e-9 on 4e-9. */
  private Path data() {
    SplittableRandom random = new SplittableRandom(3);
    List<String> lines = new ArrayList<>(List.of("day,bytes,leak"));
    for (int row = 0; row < Series.ROWS; row++) {
      double shape = row % 7 / 6.0 + 0.1 * random.nextDouble();
      lines.add(
          String.format(
              Locale.ROOT,
              "%s,%.0f,%.4e",
              Series.START.plusDays(row),
              1.2e12 + 3e5 * shape,
              4e-9 + 3e-9 * shape));
    }
    return Series.write(folder.resolve("disk.csv"), lines);
  }

  private Cli train(String target) {
    return Cli.run(
        "train",
        "forecast",
        data(),
        "--target",
        target,
        "--horizon",
        "7",
        "--out",
        model(),
        "--report",
        page(),
        "--epochs",
        "1",
        "--hidden",
        "4",
        "--threads",
        "1");
  }

  private Path model() {
    return folder.resolve("m.timestep");
  }

  private Path page() {
    return folder.resolve("m.html");
  }

  private List<String> predicted() {
    Cli predict = Cli.run("predict", model(), folder.resolve("disk.csv"));
    assertThat(predict.code()).as(predict.err()).isZero();
    return predict
        .out()
        .lines()
        .skip(1)
        .map(line -> line.substring(line.indexOf(',') + 1))
        .toList();
  }

  /** Digits end at a hundred-thousandth of the column's deviation, of some 90,000 bytes here. */
  @Test
  void bytes_show_their_swing() throws IOException {
    Cli run = train("bytes");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).doesNotContainPattern("\\d[eE][+-]?\\d");
    List<String> values = predicted();
    assertThat(values).hasSize(7).doesNotHaveDuplicates();
    assertThat(values).allMatch(value -> value.matches("1200000[0-3]\\d{5}(\\.\\d{1,2})?"));
    Cli json = Cli.run("predict", model(), folder.resolve("disk.csv"), "--json");
    List<String> numbers =
        JsonParser.parseString(json.out())
            .getAsJsonObject()
            .getAsJsonObject("values")
            .getAsJsonArray("bytes")
            .asList()
            .stream()
            .map(JsonElement::getAsString)
            .toList();
    // JSON has all digits; the table those that a forecast can know, here whole bytes.
    assertThat(numbers).hasSameSizeAs(values);
    for (int at = 0; at < numbers.size(); at++) {
      assertThat(Double.parseDouble(numbers.get(at)))
          .isCloseTo(Double.parseDouble(values.get(at)), within(0.5));
    }
    assertThat(Files.readString(page())).contains("1,200,000,").doesNotContain("1.200e+12");
  }

  @Test
  void leaks_of_some_billionths_are_not_printed_as_zero() throws IOException {
    Cli run = train("leak");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("naive forecast\\s+\\d\\.\\d{4,5}e-(09|10)")
        .doesNotContain("0.00000");
    assertThat(predicted()).hasSize(7).allMatch(value -> value.matches("[3-7](\\.\\d{1,7})?e-09"));
    assertThat(Files.readString(page())).containsPattern(">\\d\\.\\d{3,5}e-09<");
  }
}
