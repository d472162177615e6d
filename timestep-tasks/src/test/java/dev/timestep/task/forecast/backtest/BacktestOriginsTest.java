package dev.timestep.task.forecast.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.judge.BlockResampling;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacktestOriginsTest {
  private static BacktestOrigins usual(int rows, int season, int horizon) {
    return BacktestOrigins.choose(rows, season, horizon, OptionalInt.empty(), OptionalInt.empty());
  }

  private static BacktestOrigins asked(int rows, int horizon, int count, int step) {
    return BacktestOrigins.choose(rows, 1, horizon, OptionalInt.of(count), OptionalInt.of(step));
  }

  @Test
  void aLongSeriesHasTwentyWindowsInItsLastFifth() {
    BacktestOrigins births = usual(5479, 7, 28);
    assertThat(births.count()).isEqualTo(20);
    assertThat(births.step()).isEqualTo((5479 - 28 - 4383) / 19);
    assertThat(births.last()).isEqualTo(5479 - 28);
    assertThat(births.first()).isGreaterThanOrEqualTo(4383);
  }

  @Test
  void aShortSeriesHasAsManyAsAVerdictNeeds() {
    BacktestOrigins airline = usual(144, 12, 12);
    assertThat(airline.first()).isBetween(48, 72);
    assertThat(airline.count())
        .isGreaterThanOrEqualTo(BlockResampling.leastWindows((12 - 1) / airline.step() + 1));
    assertThat(airline.last()).isEqualTo(132);
  }

  @Test
  void fortyMonthsKeepTwoSeasonsBeforeTheFirstOrigin() {
    assertThat(usual(40, 12, 12).rows()).containsExactly(24, 25, 26, 27, 28);
  }

  @ParameterizedTest
  @CsvSource({"15, 12, 5", "8, 1, 2", "4, 1, 1", "30, 12, 10", "60, 52, 13", "1000, 1, 900"})
  void thereIsAlwaysAWindowAndTheLastEndsWithTheLastRow(int rows, int season, int horizon) {
    BacktestOrigins origins = usual(rows, season, horizon);
    assertThat(origins.count()).isPositive();
    assertThat(origins.first()).isGreaterThanOrEqualTo(3);
    assertThat(origins.last() + horizon).isEqualTo(rows);
    assertThat(origins.rows()).hasSize(origins.count()).isSorted();
  }

  @Test
  void whatIsAskedForIsGiven() {
    assertThat(asked(100, 5, 4, 10).rows()).containsExactly(65, 75, 85, 95);
    assertThat(BacktestOrigins.choose(100, 1, 5, OptionalInt.empty(), OptionalInt.of(5)).rows())
        .containsExactly(80, 85, 90, 95);
    assertThat(BacktestOrigins.choose(100, 1, 5, OptionalInt.of(4), OptionalInt.empty()).rows())
        .containsExactly(80, 85, 90, 95);
    assertThat(BacktestOrigins.choose(100, 1, 5, OptionalInt.of(1), OptionalInt.empty()).rows())
        .containsExactly(95);
  }

  @Test
  void whatDoesNotFitIsRefusedWithTheRowsThatItNeeds() {
    assertThat(asked(48, 5, 5, 10).first()).isEqualTo(3);
    assertThatThrownBy(() -> asked(47, 5, 5, 10))
        .hasMessageContaining("5 origins of horizon 5, 10 rows apart, need 48 rows")
        .hasMessageContaining("the table has 47");
    assertThatThrownBy(() -> usual(5, 1, 3))
        .hasMessageContaining("needs 6 rows or more; the table has 5");
  }

  @Test
  void adviceForAVerdictHelpsWhenItIsFollowed() {
    BacktestOrigins few = asked(200, 7, 5, 7);
    Matcher told = Pattern.compile("origins (\\d+) and .?step (\\d+)").matcher(few.advice(1));
    assertThat(told.find()).as(few.advice(1)).isTrue();
    BacktestOrigins more =
        asked(200, 7, Integer.parseInt(told.group(1)), Integer.parseInt(told.group(2)));
    assertThat(more.count()).isGreaterThanOrEqualTo(more.leastForVerdict());
    assertThat(asked(40, 12, 5, 1).advice(12)).contains("a longer series");
  }

  @Test
  void adviceKeepsTwoSeasonsBeforeTheFirstOriginOrSaysThatItDoesNot() {
    // 96 months: with 24 rows before the first origin 16 windows are 4 rows apart at most.
    BacktestOrigins years = asked(96, 12, 16, 4);
    assertThat(years.advice(12))
        .contains("20 and")
        .endsWith(
            "models that need more rows than lie before the first of these origins are then left"
                + " out. A longer series keeps them.");
    assertThat(years.advice(1)).doesNotContain("left out");
  }

  @Test
  void overlapIsCountedInWindows() {
    assertThat(asked(200, 7, 5, 7).overlap()).isEqualTo(1);
    assertThat(asked(200, 7, 5, 3).overlap()).isEqualTo(3);
    assertThat(asked(200, 7, 5, 1).overlap()).isEqualTo(7);
    assertThat(asked(200, 7, 5, 30).overlap()).isEqualTo(1);
  }

  /** Numbers near the largest one do not turn negative on the way. */
  @Test
  void theLargestNumbersAreCountedAndRefusedAsTheyAre() {
    BacktestOrigins one = asked(400, 28, 1, Integer.MAX_VALUE);
    assertThat(one.overlap()).isEqualTo(1);
    assertThat(one.rows()).containsExactly(372);
    assertThat(one.advice(7)).startsWith("For a verdict give");
    assertThatThrownBy(() -> usual(400, 7, Integer.MAX_VALUE))
        .hasMessageContaining("needs 2147483650 rows or more; the table has 400");
  }

  @Test
  void refitNamesTheOriginOfAFit() {
    assertThat(Refit.parse("each")).isEqualTo(Refit.EACH);
    assertThat(Refit.parse("never")).isEqualTo(Refit.NEVER);
    Refit third = Refit.parse("3");
    assertThat(new int[] {third.fitOf(0), third.fitOf(2), third.fitOf(3), third.fitOf(7)})
        .containsExactly(0, 0, 3, 6);
    assertThat(third.words()).isEqualTo("at every 3rd origin");
    for (String wrong : new String[] {"0", "-1", "sometimes", "", "1.5"}) {
      assertThatThrownBy(() -> Refit.parse(wrong))
          .hasMessageContaining("refit expects each, never");
    }
  }
}
