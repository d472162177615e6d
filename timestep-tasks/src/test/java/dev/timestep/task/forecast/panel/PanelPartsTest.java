package dev.timestep.task.forecast.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.forecast.window.Split;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PanelPartsTest {
  private static final PanelParts PARTS = new PanelParts(20, 10, 7, 28);

  @Test
  void noTrainingWindowReachesTheValidationRows() {
    int rows = 100;
    int last = PARTS.firstOrigin(rows) + PARTS.trainOrigins(rows) - 1;

    assertThat(PARTS.firstOrigin(rows)).isEqualTo(28);
    assertThat(last + 7).isEqualTo(70).isEqualTo(PARTS.validationFrom(rows));
    assertThat(PARTS.testFrom(rows)).isEqualTo(90);
  }

  @Test
  void aShortSeriesIsTrainedOnFromTheMiddleOfWhatItHas() {
    assertThat(PARTS.train(50)).isEqualTo(20);
    assertThat(PARTS.firstOrigin(50)).isEqualTo(10);
    assertThat(PARTS.trainOrigins(50)).isEqualTo(20 - 7 - 10 + 1);
    assertThat(PARTS.trainOrigins(34)).isZero();
    assertThat(PARTS.isJudged(31)).isTrue();
    assertThat(PARTS.isJudged(30)).isFalse();
  }

  @Test
  void partsThatAreAskedForMustHoldAHorizon() {
    assertThat(PanelParts.of(Split.DEFAULT, 100, 7, 28)).isEqualTo(new PanelParts(10, 10, 7, 28));
    assertThat(PanelParts.of(Split.DEFAULT, 50, 7, 28)).isEqualTo(new PanelParts(7, 7, 7, 28));
    assertThatThrownBy(() -> PanelParts.of("40/5/5", 50, 7, 28))
        .hasMessageContaining("at least the 7 rows of the horizon")
        .hasMessageContaining("received 5 and 5");
  }

  @Test
  void allWindowsAreTakenWhereTheyAreFew() {
    PanelWindows windows = PanelWindows.of(3, s -> new int[] {10 * s, s}, 100, 1);

    assertThat(windows.series()).containsExactly(1, 2, 2);
    assertThat(windows.origins()).containsExactly(10, 20, 21);
  }

  @Test
  void ofManyWindowsEachSeriesGivesItsShareWithinItsRows() {
    PanelWindows windows = PanelWindows.of(4, s -> new int[] {100, 250 * (s + 1)}, 500, 7);

    assertThat(windows.count()).isBetween(496, 504);
    for (int s = 0; s < 4; s++) {
      int series = s;
      int[] own =
          IntStream.range(0, windows.count())
              .filter(w -> windows.series()[w] == series)
              .map(w -> windows.origins()[w])
              .toArray();
      assertThat(own.length).isBetween(50 * (s + 1) - 1, 50 * (s + 1) + 1);
      assertThat(Arrays.stream(own).min().orElseThrow()).isBetween(100, 105);
      assertThat(Arrays.stream(own).max().orElseThrow())
          .isBetween(100 + 250 * (s + 1) - 6, 100 + 250 * (s + 1) - 1);
    }
  }

  @Test
  void spacedWindowsEndWithTheLast() {
    PanelWindows windows = PanelWindows.spaced(new int[] {3, 5}, s -> new int[] {50, 11}, 3);

    assertThat(windows.series()).containsExactly(3, 3, 3, 5, 5, 5);
    assertThat(windows.origins()).containsExactly(50, 55, 60, 50, 55, 60);
    assertThat(PanelWindows.spaced(new int[] {0}, s -> new int[] {50, 11}, 1).origins())
        .containsExactly(60);
  }
}
