package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThinningTest {
  @Test
  void evenlyKeepsBothEndsAndAscends() {
    int[] chosen = Thinning.evenly(20_000, 300);
    assertThat(chosen)
        .hasSize(300)
        .startsWith(0)
        .endsWith(19_999)
        .isSorted()
        .doesNotHaveDuplicates();
    int widest = 0;
    for (int i = 1; i < chosen.length; i++) {
      widest = Math.max(widest, chosen[i] - chosen[i - 1]);
    }
    assertThat(widest).isLessThanOrEqualTo(20_000 / 299 + 1);
  }

  @Test
  void evenlyKeepsAllWhereTheyFit() {
    assertThat(Thinning.evenly(3, 300)).containsExactly(0, 1, 2);
    assertThat(Thinning.evenly(3, 1)).containsExactly(0);
  }

  @Test
  void outlineKeepsTheExtremesOfALongSeries() {
    Random random = new Random(5);
    double[] values = random.doubles(100_000).toArray();
    values[54_321] = 7;
    values[98_765] = -7;
    values[10] = Double.NaN;
    int[] kept = Thinning.outline(Numbers.of(values), 2_000);
    assertThat(kept).hasSizeLessThanOrEqualTo(2_000).contains(54_321, 98_765).isSorted();
    assertThat(kept).startsWith(0).endsWith(99_999);
  }

  @Test
  void outlineOfMissingValuesIsNotEmpty() {
    double[] values = new double[5_000];
    Arrays.fill(values, Double.NaN);
    assertThat(Thinning.outline(Numbers.of(values), 100)).startsWith(0).endsWith(4_999);
  }

  @Test
  void coverMarksWhereAHoleBegins() {
    Thinning.Covered covered = Thinning.cover(new int[] {-1, 1, 6}, 3, 20);
    assertThat(covered.rows()).containsExactly(0, 1, 2, 3, 4, 6, 7, 8, 9);
    assertThat(covered.shown())
        .containsExactly(true, true, true, true, false, true, true, true, false);
  }
}
