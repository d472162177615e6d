package dev.timestep.cli;

import dev.timestep.task.Providers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;

/** The commands that modules contribute. */
final class FurtherCommands {
  private FurtherCommands() {}

  private record Further(CommandProvider provider, CommandLine command) {}

  /**
   * Adds all that are on the class path, in order of their names: the order of a class path is an
   * accident. One that cannot be loaded, or has no name, one that is taken, or a parent that is not
   * there, is left out.
   */
  static BrokenModules addTo(CommandLine root) {
    Providers<CommandProvider> providers = Providers.of(CommandProvider.class);
    List<String> broken = new ArrayList<>(providers.broken());
    List<Further> all = new ArrayList<>();
    for (CommandProvider one : providers.found()) {
      guarded(one, broken, () -> all.add(new Further(one, new CommandLine(one.command()))));
    }
    all.sort(Comparator.comparing(one -> one.command().getCommandName()));
    for (Further one : all) {
      guarded(one.provider(), broken, () -> add(root, one.provider(), one.command()));
    }
    return new BrokenModules(broken);
  }

  /** The code of a module may fail in any way, and the program is to go on without it. */
  private static void guarded(CommandProvider provider, List<String> broken, Runnable work) {
    try {
      work.run();
    } catch (RefusedException e) {
      broken.add(e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      broken.add(
          "The command of "
              + provider.getClass().getName()
              + " cannot be used: "
              + e
              + ". "
              + Providers.ADVICE);
    }
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

  private static RefusedException refused(
      CommandProvider provider, String expected, String received, String fix) {
    return new RefusedException(
        "The command of "
            + provider.getClass().getName()
            + " expects "
            + expected
            + "; received \""
            + received
            + "\". "
            + fix
            + " Until then the program goes on without it.");
  }

  /** A command that the program cannot have. */
  private static final class RefusedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }
}
