package dev.timestep.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountTextTest {
  @Test
  void thousandsStandApart() {
    assertThat(CountText.grouped(999)).isEqualTo("999");
    assertThat(CountText.grouped(1_234_567)).isEqualTo("1,234,567");
    assertThat(CountText.grouped(-4321)).isEqualTo("-4,321");
  }

  @Test
  void onlyOneIsSingular() {
    assertThat(CountText.of(0, "epoch")).isEqualTo("0 epochs");
    assertThat(CountText.of(1, "epoch")).isEqualTo("1 epoch");
    assertThat(CountText.of(2000, "test case")).isEqualTo("2,000 test cases");
  }
}
