package dev.timestep.task.table.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntLogTest {

  private static IntLog log(int... values) {
    IntLog log = new IntLog();
    Arrays.stream(values).forEach(log::add);
    return log;
  }

  @Test
  void givesBackWhatItWasGiven() {
    Random random = new Random(1);
    for (int[] values :
        new int[][] {
          {},
          {5},
          {5, 5},
          {0, 0, 0, 1, 2, 3},
          {9, 8, 7, 7, 7, 2_000_000_000, -2_000_000_000, 0},
          random.ints(1000).toArray(),
          random.ints(1000, 0, 3).toArray(),
        }) {
      IntLog log = log(values);
      assertThat(log.values()).containsExactly(values);
      assertThat(log.size()).isEqualTo(values.length);
    }
  }

  @Test
  void equalStepsTakeNoMemory() {
    IntLog log = new IntLog();
    for (int i = 0; i < 100_000; i++) {
      log.add(2 + 17 * i);
    }
    assertThat(log.key().changes().length).isLessThan(10);
    assertThat(log.values()[99_999]).isEqualTo(2 + 17 * 99_999);
  }

  @Test
  void keysAreEqualForEqualNumbersOnly() {
    assertThat(log(1, 2, 3, 7).key()).isEqualTo(log(1, 2, 3, 7).key());
    assertThat(log(1, 2, 3, 7).key()).hasSameHashCodeAs(log(1, 2, 3, 7).key());
    assertThat(log(1, 2, 3, 7).key()).isNotEqualTo(log(1, 3, 3, 7).key());
    assertThat(log(1, 2, 3).key()).isNotEqualTo(log(1, 2, 3, 4).key());
  }
}
