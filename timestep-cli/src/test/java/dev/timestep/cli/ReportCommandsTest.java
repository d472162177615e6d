package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says in words and as commands: the title, and lines that can be pasted. */
final class ReportCommandsTest {
  private static final Pattern CODE = Pattern.compile("<code>(.*?)</code>", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void the_commands_of_a_report_run_when_they_are_pasted() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell");
    Path data = Series.write(folder.resolve("our shop's data.csv"), Series.days(Series.ROWS));
    Path report = folder.resolve("r.html");
    Cli run =
        Cli.run(
            "train",
            "forecast",
            data,
            "--target",
            "sales",
            "--horizon",
            "7",
            "--epochs",
            "1",
            "--hidden",
            "8",
            "--threads",
            "1",
            "--out",
            folder.resolve("a model.timestep"),
            "--report",
            report);
    assertThat(run.code()).as(run.err()).isZero();
    String page = Files.readString(report);
    assertThat(page).contains("<h1>sales, 7 days ahead</h1>");
    List<String> lines =
        CODE.matcher(page).results().map(found -> unescaped(found.group(1))).toList();
    assertThat(lines).hasSize(4);
    for (String line : lines.subList(0, 3)) {
      Cli pasted = Cli.run(words(line).stream().skip(1).toArray());
      assertThat(pasted.code()).as("%s: %s", line, pasted.err()).isZero();
    }
    assertThat(words(lines.getLast())).contains("train", data.toString(), report.toString());
  }

  private static String unescaped(String markup) {
    return markup
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  /** The words that a shell makes of a line. */
  private static List<String> words(String line) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder(
                "/bin/sh", "-c", "for word in " + line + "; do printf '%s\\n' \"$word\"; done")
            .start();
    String text = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    return text.lines().toList();
  }
}
