package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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

  /** One message, code 2, and only {@code kept} in the folder. */
  void refused(Path folder, Path... kept) {
    assertThat(code).as(err).isEqualTo(2);
    assertThat(out).isEmpty();
    assertThat(err)
        .contains("timestep: ")
        .doesNotContain("\tat ", "Exception", "should not have happened");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(kept);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
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
