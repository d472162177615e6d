package dev.timestep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.nn.Losses;
import dev.timestep.train.Metrics;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/classification.md to the code: its blocks are parts of the program that runs, its
 * lists are those of the classes, and the classes that it names are there.
 */
class ClassificationPageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/classification.md");
  private static final List<Path> PROGRAMS =
      List.of(
          ROOT.resolve("examples/src/main/java/dev/timestep/examples/FirstClassifier.java"),
          ROOT.resolve("examples/src/main/java/dev/timestep/examples/SpliceJunctions.java"));

  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");
  private static final Pattern CLASS = Pattern.compile("`(?:new )?([A-Z]\\w+)[.(<`]");

  private static String words(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }

  @Test
  void everyBlockIsPartOfTheProgram() throws IOException {
    StringBuilder programs = new StringBuilder();
    for (Path program : PROGRAMS) {
      programs.append(words(Files.readString(program)));
    }
    List<String> blocks =
        BLOCK.matcher(Files.readString(PAGE)).results().map(block -> block.group(1)).toList();
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(4);
    for (String block : blocks) {
      for (String part : block.split("\n\n")) {
        assertThat(programs).contains(words(part));
      }
    }
  }

  @Test
  void lossesAndMetricsAreListedOnceEach() throws IOException {
    String page = Files.readString(PAGE);
    String losses = section(page, "## Losses");
    assertThat(rows(losses)).containsExactlyInAnyOrderElementsOf(methods(Losses.class));
    assertThat(rows(section(page, "## Metrics")))
        .containsExactlyInAnyOrderElementsOf(methods(Metrics.class));
  }

  @Test
  void everyClassThatIsNamedIsThere() throws IOException {
    Set<String> sources;
    try (Stream<Path> core = Files.walk(ROOT.resolve("timestep-core/src/main/java"));
        Stream<Path> tasks = Files.walk(ROOT.resolve("timestep-tasks/src/main/java"))) {
      sources =
          Stream.concat(core, tasks)
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.replace(".java", ""))
              .collect(Collectors.toSet());
    }
    sources.addAll(
        List.of(
            "FirstClassifier",
            "SpliceJunctions",
            "System",
            "OutOfMemoryError",
            "CrossEntropyLoss"));
    Set<String> named = new TreeSet<>();
    for (String page : List.of("classification.md", "training.md")) {
      String text = Files.readString(ROOT.resolve("docs").resolve(page));
      CLASS.matcher(text).results().map((MatchResult m) -> m.group(1)).forEach(named::add);
    }
    assertThat(named).hasSizeGreaterThan(30).contains("Classifier", "WeightedDataset");
    assertThat(sources).containsAll(named);
  }

  private static String section(String page, String heading) {
    int from = page.indexOf(heading);
    assertThat(from).isNotNegative();
    int to = page.indexOf("\n## ", from + 1);
    return page.substring(from, to < 0 ? page.length() : to);
  }

  private static List<String> rows(String section) {
    return ROW.matcher(section).results().map(row -> row.group(1)).toList();
  }

  private static Set<String> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .map(java.lang.reflect.Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
