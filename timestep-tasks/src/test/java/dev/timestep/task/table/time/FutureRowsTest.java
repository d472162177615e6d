package dev.timestep.task.table.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.table.Fill;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.CsvFiles;
import dev.timestep.task.table.read.TableReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows at the end of a file that have no target: what is to be forecast. */
class FutureRowsTest {

  @TempDir Path directory;
  CsvFiles csv;
  final ReadOptions options = ReadOptions.defaults();

  @BeforeEach
  void setUp() {
    csv = new CsvFiles(directory);
  }

  @Test
  void areNoHistoryAndGiveTheTimesOfTheForecast() {
    Path file =
        csv.write(
            "date,y,price",
            "2024-01-04,1,5",
            "2024-01-05,2,5",
            "2024-01-08,3,5",
            "2024-01-09,,4",
            "2024-01-11,NA,4");
    TimeTable table = csv.read(file);
    assertThat(table.rows()).isEqualTo(3);
    assertThat(table.futureRows()).isEqualTo(2);
    assertThat(table.column("y")).containsExactly(1, 2, 3);
    assertThat(List.of(table.axis().text(3), table.axis().text(4), table.axis().text(5)))
        .as("a holiday among the rows of the file is a holiday of the forecast")
        .containsExactly("2024-01-09", "2024-01-11", "2024-01-12");
    assertThat(table.notes())
        .contains(
            "The last 2 rows have no y: they are the rows to be forecast (2024-01-09 to"
                + " 2024-01-11).",
            "Column that is not read: price.");
  }

  @Test
  void areNeverFilled() {
    Path file =
        csv.write(
            "date,y", "2024-01-01,1", "2024-01-02,", "2024-01-03,3", "2024-01-04,", "2024-01-05,");
    for (Fill fill : List.of(Fill.LINEAR, Fill.PREVIOUS, Fill.ZERO, Fill.SEASONAL)) {
      TimeTable table = csv.read(file, options.withFill(fill));
      assertThat(table.rows()).as(fill.option()).isEqualTo(3);
      assertThat(table.futureRows()).isEqualTo(2);
      assertThat(table.filled("y")).containsExactly(false, true, false);
    }
    assertThat(csv.refusal(file))
        .as("a hole in the history is still a hole, and only it is counted")
        .isEqualTo(
            "t.csv, row 3, column y: the value is missing (empty cell). Give fill linear,"
                + " previous, zero or seasonal to fill them.");
  }

  @Test
  void ofSeveralTargetsAreThoseWithoutAny() {
    Path file =
        csv.write("date,a,b", "2024-01-01,1,2", "2024-01-02,2,3", "2024-01-03,3,", "2024-01-04,,");
    TimeTable table = TableReader.read(file, List.of("a", "b"), options.withFill(Fill.PREVIOUS));
    assertThat(table.rows()).isEqualTo(3);
    assertThat(table.futureRows()).isEqualTo(1);
    assertThat(table.column("b")).containsExactly(2, 3, 3);
    assertThat(table.notes())
        .contains("The last row has no a or b: it is the row to be forecast (2024-01-04).");
  }

  @Test
  void comeFirstInATableThatBeginsWithItsNewestRow() {
    List<String> rows = new ArrayList<>();
    for (int day = 29; day >= 0; day--) {
      rows.add(LocalDate.of(2024, 1, 1).plusDays(day) + "," + (day < 25 ? day : ""));
    }
    Path file =
        csv.bytes(("date,y\n" + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
    TimeTable table = csv.read(file);
    assertThat(table.futureRows()).isEqualTo(5);
    assertThat(table.column("y")[24]).isEqualTo(24);
    assertThat(table.axis().text(25)).isEqualTo("2024-01-26");
  }

  @Test
  void doNotChangeTheFingerprint() {
    String history = "date,y\n2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n";
    String plain = csv.read(csv.bytes(history.getBytes(StandardCharsets.UTF_8))).fingerprint();
    String longer = history + "2024-01-04,\n2024-01-05,\n";
    assertThat(csv.read(csv.bytes(longer.getBytes(StandardCharsets.UTF_8))).fingerprint())
        .isEqualTo(plain);
  }

  @Test
  void areNotAWholeColumn() {
    assertThat(csv.refusal(csv.write("date,y", "2024-01-01,", "2024-01-02,", "2024-01-03,")))
        .isEqualTo("t.csv, column y: all cells are missing. Name another column.");
  }
}
