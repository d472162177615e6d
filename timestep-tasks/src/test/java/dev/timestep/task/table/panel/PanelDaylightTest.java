package dev.timestep.task.table.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.table.ReadOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hourly series over both changes of the clock, in local times and with offsets. */
class PanelDaylightTest {

  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final int HOURS = 72;

  @TempDir Path directory;
  Panels panels;

  @BeforeEach
  void setUp() {
    panels = new Panels(directory);
  }

  /** Two series whose hours are numbered; the second begins five hours later. */
  private Path hourly(ZoneId zone, LocalDateTime start, DateTimeFormatter formatter) {
    List<String> lines = new ArrayList<>(List.of("time,store,sales"));
    ZonedDateTime first = start.atZone(zone);
    for (int hour = 0; hour < HOURS; hour++) {
      lines.add(formatter.format(first.plusHours(hour)) + ",Elm," + hour);
      if (hour >= 5) {
        lines.add(formatter.format(first.plusHours(hour)) + ",Oak," + hour);
      }
    }
    return panels.write(lines);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2023-03-25T00:00",
    "Europe/Berlin, 2023-10-28T00:00",
    "America/New_York, 2023-03-11T00:00",
    "America/New_York, 2023-11-04T00:00"
  })
  void everyHourHasOneRow(ZoneId zone, LocalDateTime start) {
    for (DateTimeFormatter formatter : List.of(LOCAL, DateTimeFormatter.ISO_OFFSET_DATE_TIME)) {
      PanelTable table =
          Panels.read(hourly(zone, start, formatter), ReadOptions.defaults().withTimeZone(zone));

      assertThat(table.frequency().code()).isEqualTo("h");
      for (PanelSeries series : table.series()) {
        int first = series.id().equals("Elm") ? 0 : 5;
        assertThat(series.rows()).isEqualTo(HOURS - first);
        assertThat(series.missingCells()).containsEntry("sales", 0);
        for (int row = 0; row < series.rows() + 30; row++) {
          assertThat(series.axis().local(row))
              .isEqualTo(start.atZone(zone).plusHours((long) row + first).toLocalDateTime());
          if (row < series.rows()) {
            assertThat(series.value("sales", row)).isEqualTo(row + first);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2023-03-25T00:00",
    "Europe/Berlin, 2023-10-28T00:00",
    "America/New_York, 2023-03-11T00:00",
    "America/New_York, 2023-11-04T00:00"
  })
  void aChangeOfTheClockIsNoMissingRow(ZoneId zone, LocalDateTime start) {
    Path file = hourly(zone, start, LOCAL);
    String refusal = panels.refusal(file);

    assertThat(refusal)
        .contains("as happens when the clock changes for daylight saving time")
        .contains("Give time-zone with the zone of these times, such as time-zone " + zone + ".");
  }

  @Test
  void daysOfTwentyThreeHoursAreDays() {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    List<String> lines = new ArrayList<>(List.of("time,store,sales"));
    for (String store : List.of("Elm", "Oak")) {
      for (int day = 0; day < 30; day++) {
        ZonedDateTime time = LocalDateTime.of(2023, 3, 10, 0, 0).plusDays(day).atZone(zone);
        lines.add(time.toInstant() + "," + store + "," + day);
      }
    }
    PanelTable table = Panels.read(panels.write(lines), ReadOptions.defaults().withTimeZone(zone));

    assertThat(table.frequency().code()).isEqualTo("d");
    PanelSeries oak = table.series().getLast();
    assertThat(oak.axis().local(29)).isEqualTo(LocalDateTime.of(2023, 4, 8, 0, 0));
    assertThat(
            Duration.between(oak.axis().local(16).atZone(zone), oak.axis().local(17).atZone(zone)))
        .isEqualTo(Duration.ofHours(23));
  }
}
