package dev.timestep.task.forecast.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.judge.Part;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
  @Test
  void fractionsAndCountsNameTheSameBorders() {
    Split fractions = Split.parse("0.8/0.1/0.1", 5479);
    assertThat(fractions).isEqualTo(Split.parse("4383/548/548", 5479));
    assertThat(fractions.begin(Part.VALIDATION)).isEqualTo(4383);
    assertThat(fractions.end(Part.VALIDATION)).isEqualTo(4931);
    assertThat(fractions.end(Part.TEST)).isEqualTo(5479);
    assertThat(fractions.unused()).isZero();
  }

  @Test
  void partsFollowEachOtherWithoutGapForAnyLength() {
    Random random = new Random(7);
    for (int trial = 0; trial < 500; trial++) {
      int rows = 10 + random.nextInt(20_000);
      Split split = Split.parse(" 0.7/0.2 /0.1", rows);
      assertThat(split.begin(Part.TRAIN)).isZero();
      assertThat(split.end(Part.TRAIN)).isEqualTo(split.begin(Part.VALIDATION));
      assertThat(split.end(Part.VALIDATION)).isEqualTo(split.begin(Part.TEST));
      assertThat(split.end(Part.TEST)).isEqualTo(rows);
      assertThat(split.test()).isCloseTo((int) (0.1 * rows), within(1));
    }
  }

  @Test
  void countsMayLeaveLastRowsUnused() {
    Split split = Split.parse("8640/2880/2880", 17_420);
    assertThat(split.end(Part.TEST)).isEqualTo(14_400);
    assertThat(split.unused()).isEqualTo(3020);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0.8/0.2",
        "0.8/0.1/0.1/0",
        "0.8/0.1/0.2",
        "0.8/-0.1/0.3",
        "1/0/0",
        "0.8/x/0.1",
        "NaN/0.1/0.1",
        "900/90/20",
        "800/0.1/0.1",
        "1.0/0.0/0.0",
        "99999999999/1/1",
        "80/10/10"
      })
  void whatIsNoSplitIsRefusedWithTheWayToWriteOne(String text) {
    assertThatThrownBy(() -> Split.parse(text, 1000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Split ")
        .hasMessageContaining("split 0.8/0.1/0.1");
  }

  @Test
  void fractionsThatLeaveAPartEmptyAreRefused() {
    assertThatThrownBy(() -> Split.parse("0.8/0.1/0.1", 4))
        .hasMessage(
            "The series has 4 rows, too few for the split 0.8/0.1/0.1: each part needs at least one"
                + " row. Give a longer series.");
    assertThatThrownBy(() -> Split.parse("0.998/0.001/0.001", 300))
        .hasMessageEndingWith("Give a longer series, or larger fractions with split.");
    assertThat(Split.parse("0.98/0.01/0.01", 300).test()).isEqualTo(3);
  }

  @Test
  void percentagesAreToldFromRowCounts() {
    assertThatThrownBy(() -> Split.parse("80/10/10", 5479)).hasMessageContaining("percentages");
    assertThat(Split.parse("80/10/10", 100).train()).isEqualTo(80);
  }
}
