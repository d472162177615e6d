package dev.timestep.cli;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import picocli.CommandLine;

/** Runs the command in this process and keeps what it says. */
record Cli(int code, String out, String err) {

  static Cli run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setOut(Flags.writer(out)).setErr(Flags.writer(err));
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int code = line.execute(texts);
    return new Cli(code, out.toString(), err.toString());
  }

  /**
   * The same with what a folder of the test's resources, or another one, registers in its {@code
   * META-INF/services}.
   */
  static Cli runWith(URL further, Object... arguments) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new URLClassLoader(new URL[] {further}, before));
    try {
      return run(arguments);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
