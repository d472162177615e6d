package dev.timestep.cli;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * The user's standard error, where the launcher put a filter in its place.
 *
 * <p>The JVM writes a warning about the incubating vector module to standard error before any Java
 * code runs, and no flag turns it off. The launcher therefore gives the JVM a filter as standard
 * error, and the real one under another number, which it names in {@code TIMESTEP_STDERR}. Here the
 * real one is put back in its place by the system call {@code dup2}. Opening it again by its name
 * does not work: a file would then have two positions, and one output would overwrite the other.
 */
final class StandardError {
  private static final int NUMBER = 2;

  private StandardError() {}

  /** Puts the user's standard error back in its place; does nothing where there is no filter. */
  static void restore() {
    String real = System.getenv().getOrDefault("TIMESTEP_STDERR", "");
    if (real.matches("\\d")) {
      try {
        int ignored = (int) duplicate().invokeExact(Integer.parseInt(real), NUMBER);
      } catch (Throwable e) {
        // The filter stays and passes everything on.
        return;
      }
    }
  }

  /** {@code int dup2(int from, int to)}; the launcher allows this one call into the C library. */
  @SuppressWarnings("restricted")
  private static MethodHandle duplicate() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("dup2"),
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  }
}
