package dev.timestep.task.table.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a form prints, it reads as the same time: random times from 1950 to 2050. */
class TimeRoundTripTest {

  private static final long SECONDS = 100L * 365 * 86_400;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2021-03-04 09:30:15",
        "2021-03-04T09:30:15.250",
        "4.3.2021 9:05:07",
        "3/4/2021 9:30:15 PM",
        "2021/3/4 下午9:30:15",
        "Thu 2021-03-04 09:30:15",
        "Donnerstag, 04.03.2021 09:30:15",
        "jeudi 4 mars 2021 09:30:15",
        "Thu, 04 Mar 2021 09:30:15 GMT",
        "Thu Mar 4 09:30:15 2021",
        "4 de marzo de 2021 09:30:15",
        "2021年3月4日 星期四 09:30:15",
        "20210304T093015Z",
        "20210304 093015",
        "March 4th, 2021 9:30:15 a.m.",
        "04-MAR-2021 09:30:15"
      })
  void anySecond(String example) {
    roundTrip(example, 1, example.contains(".250") ? 250_000_000 : 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2021-03-04",
        "04.03.2021",
        "4-Mar-2021",
        "Fr 05.03.2021",
        "2021-W09-4",
        "2021-063",
        "1er mars 2021",
        "20210304T00",
        "周四 2021-03-04",
        "2021 Mar 4",
        "Sept. 4, 2021"
      })
  void anyDay(String example) {
    roundTrip(example, 86_400, 0);
  }

  private static void roundTrip(String example, long step, int nanos) {
    TimeForm form =
        TimeShapes.of(example).orElseThrow().forms().getFirst().spelledLike(new String[] {example});
    Random random = new Random(20211231);
    LocalDateTime start = LocalDateTime.of(1950, 1, 1, 0, 0);
    for (int i = 0; i < 400; i++) {
      long seconds = (long) (random.nextDouble() * SECONDS) / step * step;
      LocalDateTime time = start.plusSeconds(seconds).plusNanos(nanos);
      String text = form.print(time, ZoneOffset.UTC);
      assertThat(form.read(text)).as("%s as %s", time, text).isPresent();
      assertThat(form.read(text).orElseThrow().stamp(0).local()).as(text).isEqualTo(time);
      assertThat(TimeShapes.of(text)).as("%s is found again", text).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SERIAL", "SERIAL_1904", "SECONDS", "MILLISECONDS", "MICROSECONDS"})
  void anyCount(CountForm.Unit unit) {
    CountForm form = new CountForm(unit, 10, '.', false);
    Random random = new Random(7);
    for (int i = 0; i < 400; i++) {
      LocalDateTime time =
          LocalDateTime.of(1971, 1, 1, 0, 0).plusSeconds((long) (random.nextDouble() * SECONDS));
      String text = form.print(time, ZoneOffset.UTC);
      assertThat(form.read(text).orElseThrow().stamp(0).local()).as(text).isEqualTo(time);
    }
  }
}
