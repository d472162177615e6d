package dev.timestep.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;

/**
 * Says which contributed commands are missing, before the answer to any command line: who asks for
 * one of them sees why it is unknown, and all other commands work as ever.
 *
 * @param texts one for each
 */
record BrokenModules(List<String> texts) {
  /** Says it before a command is run. */
  IExecutionStrategy before(IExecutionStrategy inner) {
    return parsed -> {
      print(parsed.commandSpec().commandLine().getErr());
      return inner.execute(parsed);
    };
  }

  /** Says it before a wrong command line is answered. */
  IParameterExceptionHandler before(IParameterExceptionHandler inner) {
    return (wrong, arguments) -> {
      print(wrong.getCommandLine().getErr());
      return inner.handleParseException(wrong, arguments);
    };
  }

  private void print(PrintWriter err) {
    texts.forEach(text -> err.println(Program.NAME + ": " + text));
    err.flush();
  }
}
