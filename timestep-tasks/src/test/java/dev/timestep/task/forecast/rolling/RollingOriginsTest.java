package dev.timestep.task.forecast.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RollingOriginsTest {
  @Test
  void halfOfTheRowsOrThreeSeasonsComeFirst() {
    assertThat(RollingOrigins.of(2, 12, 12)).isEqualTo(new RollingOrigins(1, 1, 1));
    assertThat(RollingOrigins.of(3, 12, 12)).isEqualTo(new RollingOrigins(1, 2, 1));
    assertThat(RollingOrigins.of(40, 12, 12)).isEqualTo(new RollingOrigins(20, 9, 12));
    assertThat(RollingOrigins.of(60, 12, 12)).isEqualTo(new RollingOrigins(36, 13, 12));
    assertThat(RollingOrigins.of(120, 12, 24)).isEqualTo(new RollingOrigins(60, 37, 24));
    // 72 windows of 12 rows are what a verdict needs; half of the rows would leave 61.
    assertThat(RollingOrigins.of(144, 12, 12)).isEqualTo(new RollingOrigins(61, 72, 12));
  }

  @Test
  void theLastWindowEndsWithTheLastRowWhateverIsAsked() {
    for (int rows = 2; rows <= 300; rows++) {
      for (int season : new int[] {1, 4, 12, 52}) {
        for (int horizon : new int[] {1, 8, 28}) {
          RollingOrigins some = RollingOrigins.of(rows, season, horizon);
          int[] all = some.rows();
          assertThat(all[0]).isPositive();
          assertThat(all[all.length - 1] + some.horizon()).isEqualTo(rows);
          assertThat(Math.ceilDiv(all.length, some.fitEvery())).isLessThanOrEqualTo(8);
        }
      }
    }
  }

  @Test
  void theAdviceHelpsWhenItIsFollowed() {
    String advice = RollingOrigins.of(105, 12, 12).advice(105, 12);
    Matcher matcher = Pattern.compile(" of (\\d+) or less").matcher(advice);
    assertThat(matcher.find()).as(advice).isTrue();
    int horizon = Integer.parseInt(matcher.group(1));
    for (int h = horizon; h >= 1; h--) {
      RollingOrigins some = RollingOrigins.of(105, 12, h);
      assertThat(some.count()).isGreaterThanOrEqualTo(some.leastForVerdict());
    }
    assertThat(RollingOrigins.of(10, 12, 3).advice(10, 12))
        .isEqualTo("For a verdict give a longer series.");
  }
}
