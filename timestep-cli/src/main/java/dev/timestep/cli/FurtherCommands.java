package dev.timestep.cli;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;

/** The commands that modules contribute. */
final class FurtherCommands {
  private FurtherCommands() {}

  /**
   * Adds all that are on the class path, in order of their names: the order of a class path is an
   * accident.
   *
   * @throws IllegalStateException when one has no name, one that is taken, or a parent that is not
   *     there
   */
  static void addTo(CommandLine root) {
    record Further(CommandProvider provider, CommandLine command) {}
    List<Further> all =
        ServiceLoader.load(CommandProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .map(provider -> new Further(provider, new CommandLine(provider.command())))
            .sorted(Comparator.comparing(one -> one.command().getCommandName()))
            .toList();
    all.forEach(one -> add(root, one.provider(), one.command()));
  }

  private static void add(CommandLine root, CommandProvider provider, CommandLine command) {
    CommandLine parent = parent(root, provider);
    String name = command.getCommandName();
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw refused(provider, "a name such as serve", name, "Give its @Command a name.");
    }
    if (parent.getSubcommands().containsKey(name)) {
      throw refused(provider, "a name that is not taken", name, "Give its @Command another name.");
    }
    CommandSpec spec = command.getCommandSpec();
    if (!spec.mixinStandardHelpOptions()) {
      spec.mixinStandardHelpOptions(true);
    }
    IVersionProvider version = root.getCommandSpec().versionProvider();
    if (version != null && spec.versionProvider() == null && spec.version().length == 0) {
      spec.versionProvider(version);
    }
    parent.addSubcommand(command);
  }

  private static CommandLine parent(CommandLine root, CommandProvider provider) {
    String name = provider.parent();
    if (name.isEmpty()) {
      return root;
    }
    CommandLine parent = root.getSubcommands().get(name);
    if (parent == null) {
      String known = String.join(", ", root.getSubcommands().keySet());
      throw refused(provider, "one of the commands " + known + " as parent", name, "Correct it.");
    }
    return parent;
  }

  private static IllegalStateException refused(
      CommandProvider provider, String expected, String received, String fix) {
    return new IllegalStateException(
        "The command of "
            + provider.getClass().getName()
            + " expects "
            + expected
            + "; received \""
            + received
            + "\". "
            + fix);
  }
}
