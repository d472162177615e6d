package dev.timestep.bench.vanish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.bench.compare.UsageException;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.PortableKernels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VanishRunTest {
  @Test
  void withoutArgumentsMeasuresEveryNetwork() {
    assertThat(VanishRun.parse().cases())
        .isEqualTo(VanishCase.all())
        .extracting(VanishCase::name)
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(8);
  }

  @Test
  void measuresTheNetworksThatAreNamed() {
    assertThat(VanishRun.parse("sru", "attention").cases())
        .extracting(VanishCase::name)
        .containsExactly("sru", "lstm, attention pooling");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"--fast | received \"--fast\"", "transformer | which is in none of them"})
  void saysWhatIsWrong(String argument, String message) {
    assertThatThrownBy(() -> VanishRun.parse(argument))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  /**
   * All networks train on sequences of which the gradient vanishes, on both families of kernels.
   */
  @Test
  void everyNetworkIsVerified() {
    Engine engine = Engine.withThreads(1);
    Engine plain = new Engine(new PortableKernels(), engine.workers());
    for (VanishCase test : VanishCase.all()) {
      new LongTraining(test, 150, engine).verify(new LongTraining(test, 150, plain));
    }
  }

  @Test
  void aRatioAboveTheGoalIsMissed() {
    VanishCase test = VanishCase.all().getFirst();
    assertThat(new GrowthOfStep.Result(test, List.of(1.0), 2.2).line())
        .endsWith("2.20 of 2.2  met");
    assertThat(new GrowthOfStep.Result(test, List.of(1.0), 2.21).line())
        .endsWith("2.21 of 2.2  MISSED");
  }
}
