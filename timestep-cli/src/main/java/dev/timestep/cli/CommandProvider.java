package dev.timestep.cli;

/**
 * A further command, contributed by a module of its own, such as a server or the tables of a
 * database. Whoever puts the module on the class path has the command; nobody else pays for it.
 *
 * <p>The module names its class in {@code META-INF/services/dev.timestep.cli.CommandProvider}, for
 * {@link java.util.ServiceLoader}. The command is a class with picocli's annotations. It gets what
 * every command has: {@code --help} and {@code --version}, numbers refused in plain words, messages
 * that name options, and the exit codes of {@link Main}. A command that trains extends {@link
 * TrainJob} and stands under {@code train}.
 *
 * <p>A command that cannot be made, or whose name is taken, is left out: the program names the
 * provider on standard error and does what else it is asked for.
 *
 * <pre>{@code
 * public final class ServeProvider implements CommandProvider {
 *   public Object command() {
 *     return new ServeCommand();   // @Command(name = "serve") class ... implements Callable<Integer>
 *   }
 * }
 * }</pre>
 */
public interface CommandProvider {
  /** A new object of the command's class; its annotation gives the name. */
  Object command();

  /**
   * The command that it stands under: nothing for a verb such as {@code timestep serve}, {@code
   * "train"} for a job such as {@code timestep train tag}.
   */
  default String parent() {
    return "";
  }
}
