package dev.timestep.task.forecast.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.judge.NumberText;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalGridTest {

  @Test
  void bareSumsAreNotRightToTheLastDigit() {
    Hierarchy two = hierarchy(2);
    double[][] leaves = {{0.1}, {0.2}};
    assertThat(leaves[0][0] + leaves[1][0]).isNotEqualTo(0.3);
    assertThat(new DecimalGrid(1).addUp(two, leaves)[0][0]).isEqualTo(0.3);
  }

  @ParameterizedTest(name = "{0} leaves of {1}, {2} decimals wanted")
  @CsvSource({
    "1, 100, 2",
    "7, 1, 4",
    "20, 1e3, 6",
    "100, 1e-6, 12",
    "100, 1e9, 6",
    "1000, 250, 15",
    "1000, 1e60, 2",
    "20000, 30, 6"
  })
  void writtenLeavesAddUpToWrittenGroups(int count, double size, int wanted) {
    var random = new SplittableRandom(count);
    double[][] leaves = new double[count][2];
    for (double[] leaf : leaves) {
      leaf[0] = size * random.nextGaussian();
      leaf[1] = size * Math.exp(2 * random.nextGaussian());
    }
    Hierarchy hierarchy = hierarchy(count);
    DecimalGrid grid = DecimalGrid.fitting(leaves, wanted);
    assertThat(grid.decimals()).isLessThanOrEqualTo(wanted);
    double[][] all = grid.addUp(hierarchy, leaves);
    double unit = Math.pow(10, -grid.decimals());
    for (int node = 0; node < all.length; node++) {
      for (int step = 0; step < 2; step++) {
        BigDecimal written = BigDecimal.ZERO;
        double forwards = 0;
        double backwards = 0;
        int[] members = hierarchy.leaves(node);
        for (int at = 0; at < members.length; at++) {
          double leaf = all[hierarchy.groups() + members[at]][step];
          written = written.add(NumberText.decimal(leaf));
          forwards += leaf;
          backwards += all[hierarchy.groups() + members[members.length - 1 - at]][step];
        }
        assertThat(NumberText.decimal(all[node][step])).isEqualByComparingTo(written);
        assertThat(written.stripTrailingZeros().scale()).isLessThanOrEqualTo(grid.decimals());
        assertThat(all[node][step]).isEqualTo(written.doubleValue());
        assertThat(grid.rounded(forwards)).isEqualTo(all[node][step]);
        assertThat(grid.rounded(backwards)).isEqualTo(all[node][step]);
      }
    }
    for (int leaf = 0; leaf < count; leaf++) {
      double kept = all[hierarchy.groups() + leaf][1];
      assertThat(Math.abs(kept - leaves[leaf][1])).isLessThanOrEqualTo(0.5001 * unit);
    }
  }

  @Test
  void theFinestGridIsTakenThatAddsUp() {
    // 15 digits in all: 1e9 leaves room for 5 decimals, since K stays below 10^15.
    assertThat(DecimalGrid.fitting(new double[][] {{2e9}}, 9).decimals()).isEqualTo(5);
    assertThat(DecimalGrid.fitting(new double[][] {{2e9}}, 3).decimals()).isEqualTo(3);
    assertThat(DecimalGrid.fitting(new double[][] {{3e20}}, 3).decimals()).isEqualTo(-6);
  }

  @Test
  void aLeafOfMiddleSizeHasSevenDigits() {
    assertThat(DecimalGrid.fitting(new double[][] {{0.0123}, {123.4}, {51234}}).decimals())
        .isEqualTo(4);
    assertThat(DecimalGrid.fitting(new double[][] {{0}, {0}}).decimals()).isZero();
    double[][] zeros = DecimalGrid.fitting(new double[1][1]).addUp(hierarchy(1), new double[1][1]);
    assertThat(zeros).isDeepEqualTo(new double[][] {{0}, {0}, {0}});
  }

  private static Hierarchy hierarchy(int leaves) {
    List<String> ids = IntStream.range(0, leaves).mapToObj(leaf -> "s" + leaf).toList();
    List<String> groups = IntStream.range(0, leaves).mapToObj(leaf -> "g" + leaf % 7).toList();
    return Hierarchy.nested(ids, List.of(new Grouping("group", groups)));
  }
}
