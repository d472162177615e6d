package dev.timestep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/adding-a-job.md to the code: the classes that it names are there, the services line is
 * the one that is read, and the commands for any model name no job. PagesTest holds its links.
 */
class AddingAJobPageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/adding-a-job.md");
  private static final Path COMMANDS = ROOT.resolve("timestep-cli/src/main/java/dev/timestep/cli");
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w+)[.(`]");
  private static final Pattern SERVICE = Pattern.compile("(?s)```\n(dev[\\w.]+)\n```");
  private static final int MOST_LINES = 250;

  @Test
  void everyClassThatIsNamedIsThere() throws IOException {
    Set<String> sources;
    try (Stream<Path> files = Files.walk(ROOT, 12)) {
      sources =
          files
              .filter(file -> file.toString().contains("/src/"))
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.replace(".java", ""))
              .collect(Collectors.toSet());
    }
    Set<String> named =
        CLASS
            .matcher(Files.readString(PAGE))
            .results()
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).hasSizeGreaterThan(30).contains("ClassifyTask", "TrainJob", "Judge");
    assertThat(sources).containsAll(named);
  }

  @Test
  void theServicesLineIsTheOneThatIsRead() throws IOException {
    String line =
        SERVICE.matcher(Files.readString(PAGE)).results().findFirst().orElseThrow().group(1);
    assertThat(
            Files.readAllLines(
                ROOT.resolve(
                    "timestep-tasks/src/main/resources/META-INF/services/dev.timestep.task.Task")))
        .contains(line);
  }

  @Test
  void theCommandsForAnyModelImportNoJob() throws IOException {
    for (String name :
        new String[] {"TrainJob", "EvaluateCommand", "PredictCommand", "InspectCommand"}) {
      assertThat(Files.readString(COMMANDS.resolve(name + ".java")))
          .as(name)
          .contains("import dev.timestep.")
          .doesNotContain("import dev.timestep.task.forecast", "import dev.timestep.task.classify");
    }
  }

  @Test
  void theSmallestJobIsSmall() throws IOException {
    Path tests = ROOT.resolve("timestep-cli/src/test/java/org/example/mean");
    int lines =
        Files.readAllLines(tests.resolve("ColumnMeanTask.java")).size()
            + Files.readAllLines(tests.resolve("TrainColumnMeanCommand.java")).size();
    assertThat(lines).isBetween(100, MOST_LINES);
  }
}
