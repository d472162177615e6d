package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with a baseline that is kept, and with a model that is trained further. */
final class KeepAndGoOnTest {
  @TempDir private Path folder;

  private Path data(int rows) {
    return Series.write(folder.resolve("shop" + rows + ".csv"), Series.days(rows));
  }

  private Cli train(Path data, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("train", "forecast", data));
    arguments.addAll(List.of("--target", "sales", "--epochs", "1", "--threads", "1"));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }

  private Path model(String name) {
    return folder.resolve(name + ".timestep");
  }

  private static JsonObject json(Cli answer) {
    assertThat(answer.code()).as(answer.err()).isZero();
    return JsonParser.parseString(answer.out()).getAsJsonObject();
  }

  @Test
  void a_baseline_that_is_kept_predicts() throws Exception {
    Path data = data(320);
    Path report = folder.resolve("r.html");
    Object[] ask = {"--horizon", "7", "--keep", "seasonal_naive", "--report", report, "--json"};
    List<Object> all = new ArrayList<>(List.of(ask));
    all.addAll(List.of("--out", model("m"), "--hidden", "8"));
    Cli run = train(data, all.toArray());
    assertThat(json(run).get("kept").getAsString()).isEqualTo("seasonal_naive");
    assertThat(run.err()).contains("The seasonal naive forecast (7) is kept");
    assertThat(Files.readString(report))
        .contains("The seasonal naive forecast (7) is kept. Its forecast of the");

    List<String> lines = Files.readAllLines(data);
    List<String> next = Cli.run("predict", model("m"), data).out().lines().skip(1).toList();
    assertThat(next).hasSize(7);
    for (int step = 0; step < 7; step++) {
      // The same weekday of the last week; the file writes 116.00, a number is 116.
      double known = Double.parseDouble(lines.get(lines.size() - 7 + step).split(",")[1]);
      assertThat(Double.parseDouble(next.get(step).split(",")[1])).isEqualTo(known);
    }
    Cli scored = Cli.run("evaluate", model("m"), data);
    assertThat(scored.out().replaceAll("\\s+", " "))
        .contains(
            "Kept: The model answers by its seasonal naive forecast (7), which has an MAE of");
    assertThat(Cli.run("inspect", model("m")).out()).contains("kept             seasonal_naive");
  }

  @Test
  void a_name_that_is_no_model_is_refused() {
    Cli run = train(data(320), "--keep", "prophet", "--out", model("m"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("--keep expects one of mix, network, best, naive")
        .contains("prophet");
    assertThat(model("m")).doesNotExist();
  }

  @Test
  void a_model_is_trained_further_beside_the_first() throws Exception {
    Object[] first = {"--horizon", "7", "--hidden", "8", "--out", model("first")};
    assertThat(train(data(320), first).code()).isZero();
    byte[] before = Files.readAllBytes(model("first"));

    Object[] second = {"--from", model("first"), "--out", model("second"), "--json"};
    Cli run = train(data(360), second);
    assertThat(json(run).getAsJsonObject("model").get("hidden").getAsInt()).isEqualTo(8);
    assertThat(json(run).get("horizon").getAsInt()).isEqualTo(7);
    assertThat(run.err().replaceAll("\\s+", " "))
        .contains("The model is trained further: of the 360 rows, 40 are new to it.");
    assertThat(Files.readAllBytes(model("first"))).isEqualTo(before);
    assertThat(Cli.run("inspect", model("second"), "--json").out()).contains("\"from\": \"");

    Cli same = train(data(360), "--from", model("first"), "--out", model("first"));
    assertThat(same.code()).isEqualTo(2);
    assertThat(same.err()).contains("--out expects");
    assertThat(Files.readAllBytes(model("first"))).isEqualTo(before);
  }

  @Test
  void what_does_not_fit_the_first_model_is_refused_by_its_flag() {
    Object[] first = {"--horizon", "7", "--hidden", "8", "--out", model("first")};
    assertThat(train(data(320), first).code()).isZero();
    Object[] other = {"--from", model("first"), "--out", model("second"), "--horizon", "8"};
    Cli run = train(data(360), other);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().replaceAll("\\s+", " "))
        .contains("expects its own --horizon, 7; received 8. Leave the setting out");
    // 64 is the default: it counts all the same, because it was given.
    Cli wide =
        train(data(360), "--from", model("first"), "--out", model("second"), "--hidden", "64");
    assertThat(wide.code()).isEqualTo(2);
    assertThat(wide.err().replaceAll("\\s+", " "))
        .contains("expects its own --hidden, 8; received 64. Leave the setting out");
    assertThat(model("second")).doesNotExist();
    Cli missing = train(data(360), "--from", model("nowhere"), "--out", model("second"));
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("nowhere.timestep");
  }
}
