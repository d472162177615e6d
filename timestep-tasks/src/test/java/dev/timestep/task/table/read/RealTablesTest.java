package dev.timestep.task.table.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.timestep.task.table.CalendarFeatures;
import dev.timestep.task.table.CalendarSpec;
import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.Frequency.Unit;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Real files, as their publishers wrote them. Those beside the repository are read where they are
 * there; the figures were counted by an independent script.
 */
class RealTablesTest {

  private final ReadOptions plain = ReadOptions.defaults();

  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.isDirectory(directory.resolve("examples"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  private static Path example(String name) {
    return root().resolve("examples/data").resolve(name);
  }

  /** A file of the folder "shared" beside the repository; the test is skipped without it. */
  private static Path shared(String name) {
    String given = System.getenv("TIMESTEP_SHARED");
    Path directory = root();
    Path file = given == null ? null : Path.of(given, "data", name);
    while (file == null || (!Files.exists(file) && directory != null)) {
      assumeTrue(directory != null, "no folder shared/data beside the repository");
      file = directory.resolve("shared/data").resolve(name);
      directory = directory.getParent();
    }
    assumeTrue(Files.exists(file), file + " is not there");
    return file;
  }

  private static Frequency every(Unit unit) {
    return Frequency.of(unit, 1);
  }

  @Test
  void birthsInTheUnitedStates() {
    TimeTable table = TableReader.read(example("us-births.csv"), List.of("births"), plain);
    assertThat(table.rows()).isEqualTo(5479);
    assertThat(table.axis().frequency()).isEqualTo(every(Unit.DAY));
    assertThat(table.axis().text(5479)).isEqualTo("2015-01-01");
    CalendarFeatures inputs =
        new CalendarFeatures(CalendarSpec.choose(table.axis(), 4931, Optional.of("US")));
    double[] births = table.column("births");
    int dayAfter = inputs.names().indexOf("holiday=THANKSGIVING+1");
    float[][] rows = inputs.rows(table.axis(), 0, table.rows());
    double fridays = 0;
    double afterThanksgiving = 0;
    int fridayCount = 0;
    int count = 0;
    for (int i = 0; i < births.length; i++) {
      if (rows[i][dayAfter] == 1) {
        afterThanksgiving += births[i];
        count++;
      } else if (table.axis().local(i).getDayOfWeek().getValue() == 5) {
        fridays += births[i];
        fridayCount++;
      }
    }
    assertThat(count).isEqualTo(15);
    assertThat(afterThanksgiving / count)
        .as("planned births avoid the long weekend")
        .isLessThan(0.85 * fridays / fridayCount);
  }

  @Test
  void exchangeRatesOfBusinessDays() {
    TimeTable table = TableReader.read(example("euro-rates.csv"), List.of(), plain);
    assertThat(table.rows()).isEqualTo(6184);
    assertThat(table.axis().frequency()).isEqualTo(every(Unit.BUSINESS_DAY));
    assertThat(table.notes())
        .contains(
            "113 weekdays have no row and are taken as holidays, on which nothing is recorded.");
  }

  @Test
  void weatherInSeattle() {
    TimeTable table = TableReader.read(example("seattle-weather.csv"), List.of(), plain);
    assertThat(table.names()).containsExactly("precipitation", "temp_max", "temp_min", "wind");
    assertThat(table.rows()).isEqualTo(1461);
  }

  @Test
  void electricityTransformer() {
    TimeTable table = TableReader.read(shared("etth1/ETTh1.csv"), List.of("OT"), plain);
    assertThat(table.rows()).isEqualTo(17_420);
    assertThat(table.axis().frequency()).isEqualTo(every(Unit.HOUR));
  }

  @Test
  void householdPower() {
    Path file = shared("household_power/household_power_consumption_hourly.csv");
    TimeTable table = TableReader.read(file, List.of("Global_active_power"), plain);
    assertThat(table.rows()).isEqualTo(34_589);
    assertThat(table.axis().text(34_589)).isEqualTo("2010-11-26 22:00:00");
  }

  @Test
  void airInBeijing() {
    Path file = shared("beijing_pm25/pollution.csv");
    assertThatThrownBy(() -> TableReader.read(file, List.of("pm2.5"), plain))
        .isInstanceOf(TableException.class)
        .hasMessageEndingWith(
            "pollution.csv, row 2, column pm2.5: the value is missing (\"NA\"); 2,067 values in all"
                + " are missing. Give fill linear, previous, zero or seasonal to fill them.");
    TimeTable table = TableReader.read(file, List.of("pm2.5", "TEMP"), plain.withFill(Fill.LINEAR));
    assertThat(table.rows()).isEqualTo(43_824);
    assertThat(table.filledCells()).containsEntry("pm2.5", 2067).containsEntry("TEMP", 0);
    assertThat(table.axis().local(0)).isEqualTo(LocalDateTime.of(2010, 1, 1, 0, 0));
  }

  @Test
  void rentedBicycles() {
    TimeTable table =
        TableReader.read(
            shared("bike_sharing/hour.csv"), List.of("cnt"), plain.withFill(Fill.ZERO));
    assertThat(table.rows()).isEqualTo(17_544);
    assertThat(table.insertedRows()).isEqualTo(165);
    assertThat(table.axis().column()).isEqualTo("dteday+hr");
  }

  @Test
  void trafficInMinnesota() {
    Path file = shared("metro_traffic/Metro_Interstate_Traffic_Volume.csv");
    List<String> columns = List.of("traffic_volume", "temp");
    assertThatThrownBy(() -> TableReader.read(file, columns, plain))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("rows 180 and 181, column date_time: both have the time")
        .hasMessageContaining("7,629 rows in all repeat a time");
    ReadOptions options = plain.withDuplicates(Duplicates.FIRST);
    assertThatThrownBy(() -> TableReader.read(file, columns, options))
        .hasMessageContaining("2,588 gaps lack 11,976 rows in all");
    TimeTable table =
        TableReader.read(
            file,
            columns,
            options.withFill(Fill.SEASONAL).withTimeZone(ZoneId.of("America/Chicago")));
    assertThat(table.rows()).isEqualTo(52_551);
  }

  @Test
  void cloudMachines() {
    Path counted = shared("datacenter/vm_cpu_readings_month_aggregated_cpu_mem.csv");
    assertThat(TableReader.read(counted, List.of("cpu_usage"), plain).axis().frequency())
        .isEqualTo(Frequency.parse("5min"));
    Path bare = shared("datacenter/machine_usage_days_1_to_8_grouped_300_seconds.csv");
    TimeTable table = TableReader.read(bare, List.of("cpu_util_percent"), plain);
    assertThat(table.axis().hasTime()).isFalse();
    assertThat(table.rows()).isEqualTo(2243);
  }

  @Test
  void oil() {
    TimeTable wti = TableReader.read(shared("oil_price/wti-daily.csv"), List.of("Price"), plain);
    assertThat(wti.axis().frequency()).isEqualTo(every(Unit.BUSINESS_DAY));
    assertThat(wti.rows()).isEqualTo(10_226);
    TimeTable brent =
        TableReader.read(shared("oil_price/brent-daily.csv"), List.of("Price"), plain);
    assertThat(brent.rows()).isEqualTo(9958);
  }

  @Test
  void serversWithGapsAndRepeatedTimes() {
    Path file = shared("nab/data/realAWSCloudwatch/ec2_disk_write_bytes_1ef3de.csv");
    assertThatThrownBy(() -> TableReader.read(file, List.of("value"), plain))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("both have the time");
    TimeTable table =
        TableReader.read(
            file,
            List.of("value"),
            plain
                .withDuplicates(Duplicates.MEAN)
                .withFrequency(Frequency.parse("5min"))
                .withFill(Fill.LINEAR));
    assertThat(table.axis().frequency()).isEqualTo(Frequency.parse("5min"));
    Path taxi = shared("nab/data/realKnownCause/nyc_taxi.csv");
    assertThat(TableReader.read(taxi, List.of("value"), plain).axis().frequency())
        .isEqualTo(Frequency.parse("30min"));
  }
}
