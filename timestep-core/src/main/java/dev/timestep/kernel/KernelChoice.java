package dev.timestep.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * How kernels are chosen.
 *
 * @param kernels the kernels
 * @param hint what would make them faster, if anything
 */
record KernelChoice(Kernels kernels, Optional<String> hint) {

  private static final String AUTO = "auto";
  private static final String PORTABLE = "portable";
  private static final String VECTOR = "vector";

  /** Loaded, and so decided and logged, on the first request. */
  private static final class Holder {
    static final Kernels CHOSEN = log(named(System.getProperty(KernelProvider.PROPERTY, AUTO)));
  }

  static Kernels chosen() {
    return Holder.CHOSEN;
  }

  static KernelChoice named(String family) {
    return switch (family) {
      case PORTABLE -> new KernelChoice(new PortableKernels(), Optional.empty());
      case VECTOR -> vector(true);
      case AUTO -> vector(false);
      default ->
          throw new IllegalStateException(
              "%s expects portable, vector or auto; received \"%s\""
                  .formatted(KernelProvider.PROPERTY, family));
    };
  }

  private static KernelChoice vector(boolean forced) {
    String obstacle =
        "timestep-vector is not on the class path; add the artifact dev.timestep:timestep-vector";
    for (KernelProvider provider :
        ServiceLoader.load(KernelProvider.class, KernelProvider.class.getClassLoader())) {
      if (!provider.family().equals(VECTOR)) {
        continue;
      }
      Optional<String> reason = provider.obstacle();
      if (reason.isEmpty()) {
        return new KernelChoice(provider.create(), Optional.empty());
      }
      obstacle = reason.get();
    }
    if (forced) {
      throw new IllegalStateException(
          "Kernels \"vector\" were requested but cannot run here: " + obstacle);
    }
    return new KernelChoice(new PortableKernels(), Optional.of(obstacle));
  }

  private static Kernels log(KernelChoice choice) {
    Logger logger = System.getLogger(KernelProvider.class.getName());
    if (choice.hint().isPresent()) {
      logger.log(
          Level.INFO,
          "Kernels: {0}. The vector kernels are several times faster: {1}.",
          choice.kernels().name(),
          choice.hint().get());
    } else {
      logger.log(Level.DEBUG, "Kernels: {0}.", choice.kernels().name());
    }
    return choice.kernels();
  }
}
