package dev.timestep.task.table.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.table.CalendarFeatures;
import dev.timestep.task.table.CalendarSpec;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TimeTable;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReaderTest {

  @TempDir Path directory;
  CsvFiles csv;

  @BeforeEach
  void setUp() {
    csv = new CsvFiles(directory);
  }

  @Test
  void givesAColumnByTheNameThatFoundItInTheFile() {
    Path file = csv.write("date,Sales\u00a0", "2020-02-27,1", "2020-02-28,2.5", "2020-02-29,4");

    for (String name : List.of("Sales", "sales", "SALES\u00a0")) {
      TimeTable table = TableReader.read(file, List.of(name), ReadOptions.defaults());
      assertThat(table.column(name)).as(name).containsExactly(1, 2.5, 4);
      assertThat(table.filled(name)).as(name).containsOnly(false);
    }
  }

  @Test
  void readsADailySeries() {
    TimeTable table =
        csv.read(
            csv.write("date,y,name", "2020-02-27,1,a", "2020-02-28,2.5,b", "2020-02-29,-3e2,c"));

    assertThat(table.column("y")).containsExactly(1, 2.5, -300);
    assertThat(table.axis().frequency()).isEqualTo(Frequency.of(Frequency.Unit.DAY, 1));
    assertThat(table.axis().local(3)).isEqualTo(LocalDateTime.of(2020, 3, 1, 0, 0));
    assertThat(table.axis().text(4)).isEqualTo("2020-03-02");
    assertThat(table.line(2)).isEqualTo(4);
    assertThat(table.names()).isEqualTo(List.of("y"));
    assertThat(table.filledCells()).containsEntry("y", 0);
    assertThat(table.notes())
        .containsExactly(
            "Time is in column date.", "Step: daily.", "Column that is not read: name.");
  }

  @Test
  void calendarInputsOfPastAndFutureComeFromTheSameSpec() {
    TimeTable table =
        csv.read(
            csv.regular(
                LocalDateTime.of(2018, 1, 1, 0, 0),
                Frequency.of(Frequency.Unit.DAY, 1),
                1096,
                "yyyy-MM-dd"));
    CalendarSpec spec = CalendarSpec.choose(table.axis(), table.rows(), Optional.of("us"));
    CalendarFeatures features = new CalendarFeatures(spec);

    assertThat(spec.features()).containsExactly("dayOfWeek", "dayOfYear:1");
    assertThat(features.names()).contains("holiday=THANKSGIVING+1", "holidayObserved");
    float[][] rows = features.rows(table.axis(), 1090, 1124);
    assertThat(rows).hasNumberOfRows(34);
    int christmas = features.names().indexOf("holiday=CHRISTMAS");
    int newYear = features.names().indexOf("holiday=NEW_YEAR");
    // Row 1096 would be 2021-01-01, the first step after the data.
    assertThat(rows[1096 - 1090][newYear]).isEqualTo(1);
    assertThat(rows[1095 - 1090][newYear - 1]).isEqualTo(1);
    assertThat(rows[1096 - 1090][christmas]).isZero();
  }
}
