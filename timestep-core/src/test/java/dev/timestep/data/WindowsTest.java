package dev.timestep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WindowsTest {
  @Test
  void originsAreThoseThatACountByHandFinds() {
    SplittableRandom random = new SplittableRandom(7);
    int tried = 0;
    while (tried < 300) {
      int lookback = random.nextInt(1, 12);
      int horizon = random.nextInt(1, 8);
      int stride = random.nextInt(1, 5);
      int earliest = random.nextInt(0, 5);
      int from = earliest + random.nextInt(0, 20);
      int to = from + random.nextInt(0, 30);
      List<Integer> expected = new ArrayList<>();
      for (int origin = from, next = -1; origin + horizon <= to; origin++) {
        boolean seen = origin - lookback >= earliest;
        if (seen && (next < 0 || origin == next)) {
          expected.add(origin);
          next = origin + stride;
        }
      }
      if (expected.isEmpty()) {
        assertThatThrownBy(() -> new Windows(lookback, horizon, stride, earliest, from, to))
            .hasMessageContaining("room for one window");
      } else {
        Windows windows = new Windows(lookback, horizon, stride, earliest, from, to);
        List<Integer> origins = new ArrayList<>();
        for (int index = 0; index < windows.count(); index++) {
          origins.add(windows.origin(index));
        }
        assertThat(origins).isEqualTo(expected);
      }
      tried++;
    }
  }

  @Test
  void lookbackMayReachOverTheBorderButTargetsMayNot() {
    // Column 0 is the row number, column 1 its negative.
    Tensor series = Tensor.zeros(20, 2);
    for (int row = 0; row < 20; row++) {
      series.set(row, row, 0);
      series.set(-row, row, 1);
    }
    Windows train = Windows.over(0, 12, 4, 3);
    Windows test = Windows.over(12, 20, 4, 3);
    assertThat(train.count()).isEqualTo(12 - 4 - 3 + 1);
    assertThat(test.count()).isEqualTo(8 - 3 + 1);
    Batch last =
        new WindowDataset(series, train, new int[] {0}, new int[] {1})
            .batch(new int[] {train.count() - 1});
    assertThat(last.targets()).isEqualTo(Tensor.of(new float[] {-9, -10, -11}, 1, 3));
    Batch first =
        new WindowDataset(series, test, new int[] {1, 0}, new int[] {0, 1}).batch(new int[] {0});
    assertThat(first.inputs())
        .isEqualTo(Tensor.of(new float[] {-8, 8, -9, 9, -10, 10, -11, 11}, 1, 4, 2));
    assertThat(first.targets()).isEqualTo(Tensor.of(new float[] {12, -12, 13, -13, 14, -14}, 1, 6));
    assertThat(test.notBefore(12).origin(0)).isEqualTo(16);
  }

  @Test
  void strideThinsWindowsOut() {
    Windows windows = Windows.over(0, 20, 4, 3).every(5);
    assertThat(windows.count()).isEqualTo(3);
    assertThat(windows.origin(2)).isEqualTo(14);
  }

  @Test
  void refusalsSayWhatToChange() {
    assertThatThrownBy(() -> Windows.over(0, 10, 8, 3))
        .hasMessageContaining("lookback 8 and horizon 3")
        .hasMessageContaining("shorter lookback or horizon, or more rows");
    assertThatThrownBy(() -> Windows.over(0, 10, 0, 3)).hasMessageContaining("1 or more");
    assertThatThrownBy(() -> Windows.over(5, 4, 1, 1)).hasMessageContaining("from <= to");
    Windows windows = Windows.over(0, 10, 2, 1);
    assertThatThrownBy(() -> windows.origin(8)).hasMessageContaining("0 to 7");
    assertThatThrownBy(
            () -> new WindowDataset(Tensor.zeros(9, 1), windows, new int[] {0}, new int[] {0}))
        .hasMessageContaining("at least 10 rows");
    assertThatThrownBy(
            () -> new WindowDataset(Tensor.zeros(10, 1), windows, new int[] {0}, new int[] {1}))
        .hasMessageContaining("target columns from 0 to 0; received 1");
  }

  @Test
  void originsAreThoseOfAllWindows() {
    assertThat(Windows.over(10, 20, 4, 3).origins())
        .containsExactly(10, 11, 12, 13, 14, 15, 16, 17);
    assertThat(Windows.over(10, 20, 4, 3).every(3).origins()).containsExactly(10, 13, 16);
    assertThat(Windows.over(0, 7, 4, 3).origins()).containsExactly(4);
  }
}
