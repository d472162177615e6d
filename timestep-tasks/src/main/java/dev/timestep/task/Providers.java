package dev.timestep.task;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * What modules contribute, and what could not be loaded of it: a broken module costs what it
 * contributes, and nothing else.
 *
 * <pre>{@code
 * Providers<CommandProvider> commands = Providers.of(CommandProvider.class);
 * commands.found().forEach(this::add);
 * commands.broken().forEach(System.err::println);
 * }</pre>
 *
 * @param found in the order of the class path
 * @param broken a text for each that could not be loaded; it names the class and says what to do
 * @param <T> the service
 */
public record Providers<T>(List<T> found, List<String> broken) {
  /** What to do about a module that does not work. */
  public static final String ADVICE =
      "Remove its module from the class path, or use the version of it for this Timestep.";

  /** A loader that fails without end is left alone after so many failures. */
  private static final int MOST_FAILURES = 100;

  /** Takes copies. */
  public Providers {
    found = List.copyOf(found);
    broken = List.copyOf(broken);
  }

  /** All that {@link ServiceLoader} finds of a service. */
  public static <T> Providers<T> of(Class<T> service) {
    List<T> found = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    Iterator<T> all = ServiceLoader.load(service).iterator();
    boolean more = true;
    while (more && broken.size() < MOST_FAILURES) {
      try {
        more = all.hasNext();
        if (more) {
          found.add(all.next());
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        broken.add("A module cannot be loaded: " + reason(e) + ". " + ADVICE);
      }
    }
    return new Providers<>(found, broken);
  }

  private static String reason(Error e) {
    String message =
        e instanceof ServiceConfigurationError ? String.valueOf(e.getMessage()) : e.toString();
    return e.getCause() == null ? message : message + " (" + e.getCause() + ")";
  }
}
