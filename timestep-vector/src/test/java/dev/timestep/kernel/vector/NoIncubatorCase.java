package dev.timestep.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.kernel.KernelProvider;
import org.junit.jupiter.api.Test;

/** Run by the build in a JVM without the incubator module: it must work, and say what it lacks. */
class NoIncubatorCase {

  @Test
  void portableKernelsRunWithoutTheModule() {
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isEmpty();
    assertThat(KernelProvider.chosen().name()).isEqualTo("portable");
  }

  @Test
  void forcingVectorNamesTheFlag() {
    assertThatThrownBy(() -> KernelProvider.named("vector"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("--add-modules jdk.incubator.vector");
  }
}
