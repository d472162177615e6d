package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to files that exist, and each advice followed. */
final class OutputFilesTest {
  @TempDir private Path folder;
  private Path data;
  private Path model;

  @BeforeEach
  void makeData() {
    data = Series.write(folder.resolve("shop.csv"), Series.days(Series.ROWS));
    model = folder.resolve("m.timestep");
  }

  private Cli train(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("train", "forecast", data, "--horizon", "3"));
    arguments.addAll(List.of("--target", "sales", "--hidden", "4", "--epochs", "1"));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }

  private static void done(Cli run) {
    assertThat(run.code()).as(run.err()).isZero();
  }

  @Test
  void refuses_to_write_over_a_model_unless_told() throws IOException {
    done(train("--out", model));
    byte[] first = Files.readAllBytes(model);
    Cli again = train("--out", model, "--seed", "7");
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("m.timestep exists", "--overwrite", "m-2.timestep");
    assertThat(Files.readAllBytes(model)).isEqualTo(first);
    done(train("--out", folder.resolve("m-2.timestep"), "--seed", "7"));
    assertThat(Files.readAllBytes(model)).isEqualTo(first);
    done(train("--out", model, "--seed", "7", "--overwrite"));
    assertThat(WeightBytes.of(model)).isEqualTo(WeightBytes.of(folder.resolve("m-2.timestep")));
  }

  @Test
  void writes_over_its_own_page_but_over_nothing_else() throws IOException {
    Path page = folder.resolve("r.html");
    done(train("--out", model, "--report", page));
    done(train("--out", model, "--report", page, "--overwrite"));
    done(train("--out", folder.resolve("m-2.timestep"), "--report", page));
    assertThat(Files.readString(page)).contains("m-2.timestep");

    Path notes = Files.writeString(folder.resolve("notes.html"), "<p>mine</p>");
    Path third = folder.resolve("m-3.timestep");
    Cli refused = train("--out", third, "--report", notes);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("--report", "notes.html is neither", "--overwrite");
    assertThat(notes).hasContent("<p>mine</p>");
    assertThat(third).doesNotExist();
    done(train("--out", third, "--report", notes, "--overwrite"));
    assertThat(Files.readString(notes)).contains("</html>");
  }

  /** Whatever is read stays as it is, whichever job reads it, also with --overwrite. */
  @Test
  void writes_over_nothing_that_it_reads() throws IOException {
    done(train("--out", model));
    byte[] before = Files.readAllBytes(model);
    Path next = folder.resolve("next.timestep");
    unwritten(train("--from", model, "--report", model, "--out", next, "--overwrite"), "--report");
    assertThat(Files.readAllBytes(model)).isEqualTo(before);

    Path cases = Files.write(folder.resolve("train.csv"), Gestures.rows(24, 1, "up", "down"));
    Path test = Files.write(folder.resolve("test.csv"), Gestures.rows(20, 2, "up", "down"));
    for (String option : List.of("--out", "--report")) {
      unwritten(
          Cli.run("train", "classify", cases, "--test", test, option, test, "--overwrite"),
          option + " expects a different file");
    }
    assertThat(Files.readAllLines(test)).isEqualTo(Gestures.rows(20, 2, "up", "down"));

    Path inside = Files.createDirectories(folder.resolve("all/up")).resolve("a.csv");
    Files.writeString(inside, "x\n1\n");
    unwritten(
        Cli.run("train", "classify", folder.resolve("all"), "--out", inside, "--overwrite"),
        "would be read as data next time");
    assertThat(inside).hasContent("x\n1");
  }

  private static void unwritten(Cli run, String said) {
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(said);
  }
}
