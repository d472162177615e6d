package dev.timestep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Without the module timestep-vector on the class path, as here. */
class KernelProviderTest {

  @Test
  void portableKernelsAreChosenAndTheHintNamesWhatIsMissing() {
    KernelChoice choice = KernelChoice.named("auto");
    assertThat(choice.kernels().name()).isEqualTo("portable");
    assertThat(choice.hint().orElseThrow()).contains("timestep-vector");
  }

  @Test
  void forcedPortableGivesNoHint() {
    assertThat(KernelChoice.named("portable").hint()).isEmpty();
  }

  @Test
  void forcedVectorSaysWhyItCannotBe() {
    assertThatThrownBy(() -> KernelProvider.named("vector"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("vector")
        .hasMessageContaining("timestep-vector is not on the class path");
  }
}
