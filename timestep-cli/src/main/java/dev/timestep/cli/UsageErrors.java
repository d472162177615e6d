package dev.timestep.cli;

import dev.timestep.task.message.TaskException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Answers a wrong command line with what is wrong and what to do next: the line that was meant, or
 * where to read more.
 */
final class UsageErrors implements IParameterExceptionHandler {
  /** Columns that a message names at most. */
  private static final int MOST_COLUMNS = 12;

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    CommandLine root = command.getCommandSpec().root().commandLine();
    Optional<Mistake> mistake = Mistakes.first(root, List.of(args));
    if (e instanceof MissingCommandException) {
      err.println(Program.NAME + ": " + e.getMessage());
      command.usage(err);
    } else if (mistake.isPresent()) {
      err.println(Program.NAME + ": " + mistake.get().message());
      if (mistake.get().meant().isEmpty()) {
        help(commandOf(root, args), err);
      } else {
        err.println("Try: " + Program.line(mistake.get().meant()));
      }
    } else {
      err.println(Program.NAME + ": " + message(e));
      help(command, err);
    }
    err.flush();
    return ExitCodes.BAD_INPUT;
  }

  /** The command that the first words name. */
  private static CommandLine commandOf(CommandLine root, String[] args) {
    CommandLine command = root;
    for (String word : args) {
      CommandLine next = command.getSubcommands().get(word);
      command = next == null ? command : next;
    }
    return command;
  }

  private static void help(CommandLine command, PrintWriter err) {
    err.println("For help: " + Program.call(command.getCommandSpec()) + " --help");
  }

  private static String message(ParameterException e) {
    return switch (e) {
      case MissingParameterException missing when said(e).startsWith("Missing required") ->
          missing(missing.getMissing(), e.getCommandLine());
      case UnmatchedArgumentException surplus -> surplus(surplus.getUnmatched());
      default -> said(e);
    };
  }

  private static String said(ParameterException e) {
    return e.getCause() instanceof TaskException cause
        ? String.valueOf(e.getMessage())
            .replace(String.valueOf(cause.getMessage()), Flags.in(cause))
        : String.valueOf(e.getMessage());
  }

  private static String missing(List<ArgSpec> arguments, CommandLine command) {
    ArgSpec argument =
        arguments.stream().filter(ArgSpec::isPositional).findFirst().orElse(arguments.getFirst());
    if (argument instanceof OptionSpec option && option.longestName().equals("--target")) {
      return "Missing option --target: say which column to forecast." + columns(command);
    }
    return argument.paramLabel().equals("DATA")
        ? "Missing DATA: give a CSV file, or - for standard input."
        : "Missing " + argument.paramLabel() + ": give a model file.";
  }

  /** The columns of the file that the command line names. */
  private static String columns(CommandLine command) {
    for (PositionalParamSpec argument : command.getCommandSpec().positionalParameters()) {
      if (argument.getValue() instanceof DataSource data && !data.columns().isEmpty()) {
        List<String> columns = data.columns();
        return " The columns of "
            + data.name()
            + " are: "
            + String.join(", ", columns.subList(0, Math.min(MOST_COLUMNS, columns.size())))
            + (columns.size() > MOST_COLUMNS ? "…" : ".");
      }
    }
    return "";
  }

  private static String surplus(List<String> arguments) {
    return "Unexpected argument "
        + Shell.quote(arguments.getFirst())
        + ". Names with blanks need quotes, and options begin with --.";
  }
}
