package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.nn.graph.GraphBuilder;
import java.io.IOException;
import java.lang.reflect.Method;
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
  private static final int COLUMNS = 8;

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

  /** A reader types what stands there; a renamed method must not leave an old name behind. */
  @Test
  void everyRowIsWrittenWithMethodsThatAreThere() throws IOException {
    Set<String> layers = methods(Layers.class);
    Set<String> behind =
        methods(
            RecurrentConfig.class,
            BidirectionalConfig.class,
            EmbeddingConfig.class,
            Conv1dConfig.class,
            MultiHeadAttentionConfig.class,
            GraphBuilder.class);
    Pattern first = Pattern.compile("^([a-z]\\w*)\\(");
    Pattern further = Pattern.compile("\\)\\.([a-z]\\w*)\\(|^\\.([a-z]\\w*)\\(");
    for (Row row : rows()) {
      assertThat(row.named(5)).as("how row " + row + " is written").isNotEmpty();
      for (String written : row.named(5)) {
        first.matcher(written).results().forEach(m -> assertThat(layers).contains(m.group(1)));
        further
            .matcher(written)
            .results()
            .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
            .forEach(name -> assertThat(behind).as(written).contains(name));
      }
    }
  }

  private static Set<String> methods(Class<?>... of) {
    return Stream.of(of)
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .map(Method::getName)
        .collect(Collectors.toSet());
  }

  @Test
  void everyRowNamesATestThatIsThere() throws IOException {
    Set<String> tests = classes("src/test/java");
    Set<String> cells = CellCase.all().map(CellCase::name).collect(Collectors.toSet());
    Set<String> layers = LayerCase.all().map(LayerCase::name).collect(Collectors.toSet());
    Pattern suite = Pattern.compile("(cell|layer): (.*)");
    for (Row row : rows()) {
      assertThat(row.named(7)).as("the tests of row " + row).isNotEmpty();
      for (String test : row.named(7)) {
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
