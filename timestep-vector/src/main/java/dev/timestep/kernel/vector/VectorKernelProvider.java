package dev.timestep.kernel.vector;

import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Kernels;
import java.util.Optional;

/** Offers the vector kernels where the JVM was started with the module that they need. */
public final class VectorKernelProvider implements KernelProvider {

  private static final String MODULE = "jdk.incubator.vector";

  @Override
  public String family() {
    return "vector";
  }

  @Override
  public Optional<String> obstacle() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return Optional.of("start java with --add-modules " + MODULE);
    }
    String mode = System.getProperty("java.vm.info", "");
    if (mode.contains("interpreted") || mode.contains("emulated-client")) {
      return Optional.of(
          "start java without -Xint and without -XX:TieredStopAtLevel=1, so that the optimising"
              + " compiler C2 runs");
    }
    return Optional.empty();
  }

  @Override
  public Kernels create() {
    return new VectorKernels();
  }
}
