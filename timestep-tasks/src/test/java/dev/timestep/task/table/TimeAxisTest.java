package dev.timestep.task.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Times that follow by steps are not held, and come back all the same. */
class TimeAxisTest {

  private static final TimeStyle ISO = (local, offset) -> local.toString();
  private static final LocalDateTime START = LocalDateTime.of(2023, 3, 20, 0, 0);

  private static void comesBack(List<Stamp> stamps, Optional<ZoneId> zone, Frequency step) {
    Stamp[] given = stamps.toArray(Stamp[]::new);
    TimeAxis axis = TimeAxis.of("time", given, zone, step, ISO);
    for (int row = 0; row < given.length; row++) {
      assertThat(axis.stamp(row)).as("row %s", row).isEqualTo(given[row]);
    }
    for (int ahead = 1; ahead < 50; ahead++) {
      assertThat(axis.stamp(given.length - 1 + ahead))
          .isEqualTo(TimeAxis.plus(given[given.length - 1], zone, step, ahead));
    }
    for (int cut : new int[] {0, 1, given.length / 2, given.length - 1}) {
      TimeAxis rest = axis.without(cut);
      assertThat(rest.size()).isEqualTo(given.length - cut);
      for (int row = cut; row < given.length + 20; row++) {
        assertThat(rest.stamp(row - cut)).as("row %s", row).isEqualTo(axis.stamp(row));
      }
    }
    assertThat(axis.first(2).size()).isEqualTo(2);
    assertThat(axis.first(2).stamp(given.length - 1)).isEqualTo(given[given.length - 1]);
  }

  @Test
  void weekdaysWithHolidays() {
    List<Stamp> stamps = new ArrayList<>();
    Frequency weekdays = Frequency.parse("b");
    for (int day = 0; day < 60; day++) {
      if (day != 3 && day != 40 && day != 41) {
        stamps.add(Stamp.local(weekdays.plus(START, day)));
      }
    }
    comesBack(stamps, Optional.empty(), weekdays);
  }

  @Test
  void hoursOverAChangeOfTheClock() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    List<Stamp> stamps = new ArrayList<>();
    for (int hour = 0; hour < 300; hour++) {
      var time = START.atZone(berlin).plusHours(hour);
      stamps.add(new Stamp(time.toLocalDateTime(), Optional.of(time.getOffset())));
    }
    comesBack(stamps, Optional.of(berlin), Frequency.parse("h"));
    // Without a zone the offset of the last row is that of the axis, and each row keeps its own.
    comesBack(stamps, Optional.of(ZoneOffset.ofHours(2)), Frequency.parse("h"));
  }

  @Test
  void monthsOnTheirLastTradingDay() {
    Frequency monthly = new Frequency(Frequency.Unit.MONTH, 1, Frequency.LAST_WEEKDAY);
    List<Stamp> stamps = new ArrayList<>();
    for (int month = 0; month < 24; month++) {
      LocalDateTime day = monthly.plus(START, month);
      stamps.add(Stamp.local(month % 5 == 3 || month == 23 ? day.minusDays(1) : day));
    }
    comesBack(stamps, Optional.empty(), monthly);
  }

  @Test
  void rowsWithoutTimes() {
    assertThat(TimeAxis.ofRows(5).without(2).size()).isEqualTo(3);
    assertThat(TimeAxis.ofRows(5).without(2).hasTime()).isFalse();
  }
}
