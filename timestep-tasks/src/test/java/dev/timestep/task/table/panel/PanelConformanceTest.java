package dev.timestep.task.table.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.Where;
import dev.timestep.task.table.read.TableReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A series of a panel is what the reader of single series makes of its rows. */
class PanelConformanceTest {

  @TempDir Path directory;
  Panels panels;

  @BeforeEach
  void setUp() {
    panels = new Panels(directory);
  }

  /** Compares one id of a file with the rows that {@code where} gives of it. */
  private static void compare(Path file, String id, ReadOptions options) {
    PanelTable panel =
        PanelReader.read(
            file, Panels.SALES, options.withWhere(new Where("store", id)), PanelPolicy.DEFAULT);
    TimeTable table =
        TableReader.read(file, List.of("sales"), options.withWhere(new Where("store", id)));

    PanelSeries series = panel.series().getFirst();
    assertThat(series.values("sales").all()).as(id).containsExactly(table.column("sales"));
    assertThat(panel.frequency()).as(id).isEqualTo(table.axis().frequency());
    assertThat(series.axis().size()).isEqualTo(table.rows());
    assertThat(series.axis().zone()).isEqualTo(table.axis().zone());
    for (int row = 0; row < table.rows() + 40 && table.axis().hasTime(); row++) {
      assertThat(series.axis().local(row)).as("row %s", row).isEqualTo(table.axis().local(row));
      assertThat(series.axis().text(row)).isEqualTo(table.axis().text(row));
    }
    assertThat(panel.markedNotes()).isEqualTo(table.markedNotes());
    assertThat(panel.reading()).isEqualTo(table.reading());
  }

  private Path rows(String header, String... rows) {
    List<String> lines = new ArrayList<>(List.of(header));
    lines.addAll(List.of(rows));
    return panels.write(lines);
  }

  @Test
  void dailyRowsWithOtherColumns() {
    List<String> lines = new ArrayList<>(List.of("date,store,sales,colour"));
    Random random = new Random(4);
    for (String store : List.of("Elm", "Oak")) {
      lines.addAll(
          Panels.days(store, 50, d -> Math.round(random.nextGaussian() * 1e4) / 100.0 + ",red"));
    }
    Path file = panels.write(lines);

    compare(file, "Elm", ReadOptions.defaults());
    compare(file, "Oak", ReadOptions.defaults());
  }

  @Test
  void businessDaysWithHolidays() {
    List<String> lines = new ArrayList<>(List.of("date,store,sales"));
    for (String store : List.of("Elm", "Oak")) {
      List<String> days = Panels.days(store, 120, String::valueOf);
      days.removeIf(
          row ->
              java.time.LocalDate.parse(row.substring(0, 10)).getDayOfWeek().getValue() > 5
                  || row.startsWith("2023-04-07")
                  || row.startsWith("2023-04-10"));
      lines.addAll(days);
    }
    compare(panels.write(lines), "Oak", ReadOptions.defaults());
  }

  @Test
  void monthsAtTheirEnds() {
    compare(
        rows(
            "month;store;sales",
            "31.01.2020;Elm;1,5",
            "29.02.2020;Elm;2,5",
            "31.03.2020;Elm;(3,25)",
            "30.04.2020;Elm;1.234,5",
            "31.01.2020;Oak;7",
            "29.02.2020;Oak;8"),
        "Elm",
        ReadOptions.defaults());
  }

  @Test
  void hoursThatAreFilledAndMerged() {
    compare(
        rows(
            "time,store,sales",
            "2023-01-01 00:00,Elm,1",
            "2023-01-01 01:00,Elm,2",
            "2023-01-01 01:00,Elm,4",
            "2023-01-01 02:00,Elm,",
            "2023-01-01 05:00,Elm,6",
            "2023-01-01 06:00,Elm,7",
            "2023-01-01 07:00,Elm,8",
            "2023-01-01 00:00,Oak,8"),
        "Elm",
        ReadOptions.defaults().withDuplicates(Duplicates.MEAN).withFill(Fill.LINEAR));
  }

  @Test
  void rowsToBeForecast() {
    compare(
        rows(
            "date,store,sales",
            "2023-01-01,Elm,1",
            "2023-01-02,Elm,2",
            "2023-01-03,Elm,4",
            "2023-01-04,Elm,",
            "2023-01-05,Elm,"),
        "Elm",
        ReadOptions.defaults());
  }

  @Test
  void clocksThatAreLate() {
    compare(
        rows(
            "time,store,sales",
            "2023-01-01 00:00:02,Elm,1",
            "2023-01-01 00:10:01,Elm,2",
            "2023-01-01 00:20:03,Elm,4",
            "2023-01-01 00:30:00,Elm,5",
            "2023-01-01 00:40:04,Elm,5.5",
            "2023-01-01 00:50:01,Elm,6"),
        "Elm",
        ReadOptions.defaults());
  }

  @Test
  void offsetsInAZone() {
    compare(
        rows(
            "time,store,sales",
            "2023-10-28T22:00:00Z,Elm,1",
            "2023-10-28T23:00:00Z,Elm,2",
            "2023-10-29T00:00:00Z,Elm,3",
            "2023-10-29T01:00:00Z,Elm,4",
            "2023-10-29T02:00:00Z,Elm,5"),
        "Elm",
        ReadOptions.defaults().withTimeZone(ZoneId.of("Europe/Berlin")));
  }

  @Test
  void numbersOfManyDigitsAndUnits() {
    compare(
        rows(
            "date,store,sales",
            "2023-01-01,Elm,1234567890.12",
            "2023-01-02,Elm,1234567890.13",
            "2023-01-03,Elm,1234567891.1000000000000055",
            "2023-01-04,Elm,1.23456789e9"),
        "Elm",
        ReadOptions.defaults());
    compare(
        rows(
            "date,store,sales",
            "2023-01-01,Elm,5 kWh",
            "2023-01-02,Elm,0",
            "2023-01-03,Elm,7.5 kWh"),
        "Elm",
        ReadOptions.defaults());
  }

  @Test
  void rowsWithoutTimes() {
    compare(
        rows("store,sales", "Elm,3", "Elm,4", "Elm,5", "Oak,7"),
        "Elm",
        ReadOptions.defaults().withTime("none"));
  }

  @Test
  void theStoresOfTheCases() {
    Path file = Path.of("../../shared/cases/files/store_panel.csv");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(file));
    PanelTable panel =
        PanelReader.read(file, Panels.SALES, ReadOptions.defaults(), PanelPolicy.DEFAULT);
    assertThat(panel.series().size()).isGreaterThan(2);
    for (PanelSeries series : panel.series()) {
      TimeTable table =
          TableReader.read(
              file,
              List.of("sales"),
              ReadOptions.defaults().withWhere(new Where("store", series.id())));
      assertThat(series.values("sales").all()).containsExactly(table.column("sales"));
      assertThat(series.axis().local(series.rows())).isEqualTo(table.axis().local(table.rows()));
    }
  }
}
