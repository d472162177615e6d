package dev.timestep.kernel;

import java.util.Optional;

/**
 * One family of kernels, found by {@link java.util.ServiceLoader}, and the place where a family is
 * chosen.
 *
 * <p>{@link #chosen()} is what the engine uses: the fastest family that runs here, decided once per
 * process and logged once. The system property {@value #PROPERTY} forces it: {@code portable},
 * {@code vector} or {@code auto} (the default).
 */
public interface KernelProvider {

  /** The system property that forces a family, read once. */
  String PROPERTY = "timestep.kernels";

  /** The family's name, by which it can be forced: {@code vector}. */
  String family();

  /**
   * Why this family cannot run in this process, in words that say what to do about it; empty when
   * it can run. Must not load a class that may be missing.
   */
  Optional<String> obstacle();

  /** The kernels. Called only when there is no obstacle. */
  Kernels create();

  /** The kernels of this process, chosen on the first call; always the same object after it. */
  static Kernels chosen() {
    return KernelChoice.chosen();
  }

  /**
   * The kernels of a named family, whatever {@link #chosen()} is.
   *
   * @param family {@code portable}, {@code vector} or {@code auto}
   * @throws IllegalStateException if that family cannot run here; the message says why and what
   *     would help
   */
  static Kernels named(String family) {
    return KernelChoice.named(family).kernels();
  }
}
