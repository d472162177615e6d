package dev.timestep.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds the plan for what sources name, Javadoc included: a class whose Javadoc imports the class
 * that uses it cannot be read, or moved, without it.
 */
class SourceFilesTest {
  private static final List<SourceFile> HOUSE = SourceFile.ofTheHouse();

  private static final int FILES_AT_LEAST = 400;

  @Test
  void theScanFindsTheHouse() {
    assertThat(HOUSE).hasSizeGreaterThan(FILES_AT_LEAST);
    assertThat(HOUSE)
        .filteredOn(file -> file.name().equals("dev.timestep.nn.graph.Graph"))
        .singleElement()
        .satisfies(
            file -> assertThat(file.uses()).contains("dev.timestep.nn", "dev.timestep.autograd"));
  }

  @Test
  void noPackageUsesItselfByWayOfOthers() {
    assertThat(Cycles.of(HOUSE)).isEmpty();
  }

  @Test
  void noSourceNamesARoomThatItsOwnMayNotImport() {
    assertThat(strangers(HOUSE)).isEmpty();
  }

  /** A line for each file that names what its room has no door to. */
  private static List<String> strangers(List<SourceFile> files) {
    return files.stream()
        .flatMap(
            file ->
                file.uses().stream()
                    .filter(used -> !mayImport(file.packageName(), used))
                    .map(used -> file.name() + " names " + used))
        .toList();
  }

  private static boolean mayImport(String packageName, String used) {
    String own = HousePlan.roomOf(packageName);
    return HousePlan.ROOMS.stream()
        .filter(room -> room.name().equals(own))
        .allMatch(room -> room.mayImport(used));
  }

  // ---------------------------------------------------------------- the rules can fail

  private static final SourceFile CELL =
      SourceFile.of(
          "Cell.java",
          """
          package dev.timestep.nn.cell;

          import dev.timestep.nn.Recurrent;

          /** Runs in a {@link Recurrent}. */
          interface Cell {}
          """);

  private static final SourceFile RECURRENT =
      SourceFile.of(
          "Recurrent.java",
          "package dev.timestep.nn; /** Of {@link dev.timestep.nn.cell.Cell}s. */ class Recurrent"
              + " {}");

  private static final SourceFile SEQUENTIAL =
      SourceFile.of(
          "Sequential.java",
          "package dev.timestep.nn; import dev.timestep.tensor.Tensor; class Sequential {}");

  @Test
  void aPlantedCircleOfJavadocIsFound() {
    assertThat(Cycles.of(List.of(CELL, RECURRENT, SEQUENTIAL)))
        .containsExactly(
            "dev.timestep.nn -> dev.timestep.nn.cell (dev.timestep.nn.Recurrent) -> dev.timestep.nn"
                + " (dev.timestep.nn.cell.Cell)",
            "dev.timestep.nn.cell -> dev.timestep.nn (dev.timestep.nn.cell.Cell) ->"
                + " dev.timestep.nn.cell (dev.timestep.nn.Recurrent)");
    assertThat(Cycles.of(List.of(RECURRENT, SEQUENTIAL))).isEmpty();
  }

  @Test
  void aPlantedImportForJavadocOnlyIsFound() {
    assertThat(strangers(List.of(CELL, RECURRENT, SEQUENTIAL)))
        .containsExactly("dev.timestep.nn.cell.Cell names dev.timestep.nn");
  }
}
