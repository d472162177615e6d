package dev.timestep.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.kernel.KernelProvider;
import org.junit.jupiter.api.Test;

/** The vector kernels must be what runs wherever they can. */
class SelectionTest {

  @Test
  void vectorKernelsAreChosenHere() {
    String bits = System.getProperty(Lanes.PROPERTY, String.valueOf(Lanes.SPECIES.vectorBitSize()));
    assertThat(KernelProvider.chosen().name()).isEqualTo("vector-" + bits);
    assertThat(KernelProvider.chosen()).isSameAs(KernelProvider.chosen());
  }

  @Test
  void aFamilyCanBeForced() {
    assertThat(KernelProvider.named("portable").name()).isEqualTo("portable");
    assertThat(KernelProvider.named("vector").name()).startsWith("vector-");
    assertThat(KernelProvider.named("auto").name()).startsWith("vector-");
  }

  @Test
  void anUnknownFamilyIsRefused() {
    assertThatThrownBy(() -> KernelProvider.named("cuda"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("portable, vector or auto")
        .hasMessageContaining("\"cuda\"");
  }
}
