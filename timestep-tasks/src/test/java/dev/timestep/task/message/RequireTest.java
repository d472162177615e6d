package dev.timestep.task.message;

import static dev.timestep.task.message.Setting.setting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequireTest {
  @Test
  void acceptsWhatIsAtTheLimit() {
    assertThatCode(
            () -> {
              Require.atLeast(setting("batch"), 2, 2);
              Require.positive(setting("lr"), "0.004", Double.MIN_VALUE);
              Require.rate(setting("dropout"), 0);
              Require.rate(setting("dropout"), Math.nextDown(1.0));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void namesTheSettingWhatWasExpectedAndWhatWasReceived() {
    assertThatThrownBy(() -> Require.atLeast(setting("batch"), 2, 1))
        .isInstanceOfSatisfying(
            TaskException.class,
            e ->
                assertThat(e.text().with(name -> "--" + name))
                    .isEqualTo("--batch expects a whole number of 2 or more; received 1."))
        .hasMessage("batch expects a whole number of 2 or more; received 1.");
    for (double value : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Require.positive(setting("lr"), "0.004", value))
          .hasMessage("lr expects a number above 0, for example 0.004; received " + value + ".");
    }
    for (double value : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> Require.rate(setting("dropout"), value))
          .hasMessage(
              "dropout expects a rate from 0 up to, not including, 1; received " + value + ".");
    }
  }
}
