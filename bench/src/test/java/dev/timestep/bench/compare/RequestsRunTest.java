package dev.timestep.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequestsRunTest {

  @Test
  void measuresItsOwnShapesUnlessOthersAreNamed() {
    assertThat(RequestsRun.parse()).hasSizeGreaterThan(2);
    assertThat(RequestsRun.parse("gru:T=3,F=2,H=4,B=1"))
        .containsExactly(ShapeSpec.parse("gru:T=3,F=2,H=4,B=1"));
  }

  @Test
  void refusesWhatIsNoPredictionOfASequence() {
    assertThatThrownBy(() -> RequestsRun.parse("lstm:T=1,F=8,H=8,B=1,stream=1"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("stream=1")
        .hasMessageContaining("Write for example lstm:T=24,F=7,H=64,B=1");
    assertThatThrownBy(() -> RequestsRun.parse("lstm:T"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("lstm:T");
  }
}
