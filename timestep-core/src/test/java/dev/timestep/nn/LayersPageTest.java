package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/LAYERS.md to the code: each row names a class and a test that are there. */
class LayersPageTest {
  private static final Path PAGE = Path.of("../docs/LAYERS.md");
  private static final Pattern NAMED = Pattern.compile("`([^`]+)`");
  private static final int COLUMNS = 7;

  /** A line of the tables. */
  private record Row(List<String> columns) {
    int number() {
      return Integer.parseInt(columns.get(0));
    }

    List<String> named(int column) {
      return NAMED.matcher(columns.get(column)).results().map(m -> m.group(1)).toList();
    }

    @Override
    public String toString() {
      return columns.get(0) + " " + columns.get(1);
    }
  }

  private static List<Row> rows() throws IOException {
    try (Stream<String> lines = Files.lines(PAGE)) {
      return lines
          .filter(line -> line.matches("\\| *\\d+ .*"))
          .map(line -> line.substring(1, line.lastIndexOf('|')).split("(?<!\\\\)\\|"))
          .map(cells -> new Row(Arrays.stream(cells).map(String::strip).toList()))
          .toList();
    }
  }

  /** Names of the classes of some folder of the core, nested ones left out. */
  private static Set<String> classes(String root) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(root))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void rowsAreWholeAndNumbered() throws IOException {
    List<Row> rows = rows();
    assertThat(rows).hasSizeGreaterThan(10).allMatch(row -> row.columns.size() == COLUMNS);
    assertThat(rows)
        .extracting(Row::number)
        .isEqualTo(IntStream.rangeClosed(1, rows.size()).boxed().toList());
  }

  @Test
  void everyRowNamesAClassThatIsThere() throws IOException {
    Set<String> classes = classes("src/main/java");
    for (Row row : rows()) {
      assertThat(row.named(4)).as("the classes of row " + row).isNotEmpty().isSubsetOf(classes);
    }
  }

  @Test
  void everyRowNamesATestThatIsThere() throws IOException {
    Set<String> tests = classes("src/test/java");
    Set<String> cells = CellCase.all().map(CellCase::name).collect(Collectors.toSet());
    Set<String> layers = LayerCase.all().map(LayerCase::name).collect(Collectors.toSet());
    Pattern suite = Pattern.compile("(cell|layer): (.*)");
    for (Row row : rows()) {
      assertThat(row.named(6)).as("the tests of row " + row).isNotEmpty();
      for (String test : row.named(6)) {
        MatchResult one = suite.matcher(test).results().findFirst().orElse(null);
        Set<String> known = one == null ? tests : one.group(1).equals("cell") ? cells : layers;
        assertThat(known).as("the tests of row " + row).contains(one == null ? test : one.group(2));
      }
    }
  }

  @Test
  void everyCaseOfTheSuitesIsOfAPartOfThePage() throws IOException {
    Set<String> named =
        rows().stream().flatMap(row -> row.named(4).stream()).collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/timestep/nn/cell"))) {
      List<String> cells =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .filter(
                  name ->
                      name.endsWith("Cell")
                          && !name.equals("FusedCell")
                          && !name.equals("ComposedCell"))
              .toList();
      assertThat(named).as("the cells of docs/LAYERS.md").containsAll(cells);
    }
  }
}
