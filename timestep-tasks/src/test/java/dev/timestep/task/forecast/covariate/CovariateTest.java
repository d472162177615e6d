package dev.timestep.task.forecast.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CovariateTest {
  private static float[] written(Covariate one, double value, boolean missing) {
    float[] to = new float[one.width() + 2];
    to[0] = 9;
    assertThat(one.write(value, missing, to, 1)).isEqualTo(1 + one.width());
    assertThat(to[0]).isEqualTo(9);
    assertThat(to[to.length - 1]).isZero();
    return Arrays.copyOfRange(to, 1, 1 + one.width());
  }

  @Test
  void aNumberIsReadFromItsCentreInItsScale() {
    Covariate price = new Covariate("price", true, 5, 2, List.of(), List.of(), false);

    assertThat(written(price, 9, false)).containsExactly(2);
  }

  @Test
  void aCodeIsReadAsANumberAndByItself() {
    Covariate day = new Covariate("day", true, 2, 1, List.of(), List.of(1.0, 2.0, 3.0), false);

    assertThat(written(day, 3, false)).containsExactly(1, 0, 0, 1);
    assertThat(written(day, 7, false)).containsExactly(5, 0, 0, 0);
  }

  @Test
  void ofThreeTextsEachHasAnInput() {
    Covariate kind = new Covariate("kind", true, 0, 1, List.of("a", "b", "c"), List.of(), true);

    assertThat(written(kind, 1, false)).containsExactly(0, 1, 0, 0);
    assertThat(written(kind, 2, true)).containsExactly(0, 0, 1, 1);
    assertThat(written(kind, -1, false)).containsExactly(0, 0, 0, 0);
  }

  @Test
  void aTextThatIsNeitherOfTwoLiesBetweenThem() {
    Covariate promo = new Covariate("promo", true, 0, 1, List.of("no", "yes"), List.of(), false);

    assertThat(written(promo, 0, false)).containsExactly(0);
    assertThat(written(promo, 1, false)).containsExactly(1);
    assertThat(written(promo, -1, false)).containsExactly(.5f);
  }

  @Test
  void aScaleOfZeroAndOneCategoryAreRefused() {
    assertThatThrownBy(() -> new Covariate("x", true, 0, 0, List.of(), List.of(), false))
        .hasMessageContaining("a scale above 0");
    assertThatThrownBy(() -> new Covariate("x", true, 0, 1, List.of("a"), List.of(), false))
        .hasMessageContaining("two different categories or more");
  }
}
