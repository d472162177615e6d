package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.message.Setting;
import dev.timestep.task.message.TaskException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Commands of a module, registered under {@code further} in the test's resources. */
final class FurtherCommandsTest {
  /** A verb. */
  public static final class Echo implements CommandProvider {
    @Override
    public Object command() {
      return new EchoCommand();
    }
  }

  /** A job. */
  public static final class Copy implements CommandProvider {
    @Override
    public Object command() {
      return new CopyCommand();
    }

    @Override
    public String parent() {
      return "train";
    }
  }

  /** A job of a command that is not there. */
  public static final class Lost implements CommandProvider {
    @Override
    public Object command() {
      return new CopyCommand();
    }

    @Override
    public String parent() {
      return "nothing";
    }
  }

  @Command(name = "echo", description = "Says a number again.")
  static final class EchoCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--times", description = "How often.")
    private int times = 1;

    @Override
    public Integer call() {
      if (times > 9) {
        throw new TaskException("Give " + Setting.setting("times") + " up to 9.");
      }
      spec.commandLine().getOut().println("echo ".repeat(times).strip());
      return 0;
    }
  }

  @Command(name = "copy", description = "Learns nothing.", sortOptions = false)
  static final class CopyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DATA")
    private DataSource data;

    @Override
    public Integer call() {
      spec.commandLine().getOut().println(data.name());
      return 0;
    }
  }

  private static URL registered() {
    return FurtherCommandsTest.class.getResource("/further/");
  }

  private static Cli run(URL further, Object... arguments) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new URLClassLoader(new URL[] {further}, before));
    try {
      return Cli.run(arguments);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void a_verb_and_a_job_are_run() {
    assertThat(run(registered(), "echo", "--times", "2"))
        .isEqualTo(new Cli(0, "echo echo" + System.lineSeparator(), ""));
    assertThat(run(registered(), "train", "copy", "-").out()).isEqualTo("standard input\n");
    assertThat(run(registered(), "--help").out()).contains("echo", "Says a number again.");
    assertThat(run(registered(), "train", "--help").out()).contains("copy", "Learns nothing.");
  }

  @Test
  void they_have_what_every_command_has() {
    assertThat(run(registered(), "echo", "--help").out()).contains("--times", "--version");
    assertThat(run(registered(), "echo", "--version").out()).startsWith("timestep ");
    Cli word = run(registered(), "echo", "--times", "often");
    assertThat(word.code()).isEqualTo(2);
    assertThat(word.err()).contains("expected a whole number, received \"often\"");
    Cli many = run(registered(), "echo", "--times", "10");
    assertThat(many.code()).isEqualTo(2);
    assertThat(many.err()).isEqualTo("timestep: Give --times up to 9." + System.lineSeparator());
    assertThat(run(registered(), "train", "copi", "-").err())
        .contains("did you mean copy?", "Try: timestep train copy -");
  }

  @Test
  void without_the_module_there_is_no_such_command() {
    assertThat(Cli.run("echo").code()).isEqualTo(2);
    assertThat(Cli.run("--help").out()).doesNotContain("echo");
  }

  @Test
  void a_parent_that_is_not_there_is_refused(@TempDir Path folder) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(CommandProvider.class.getName()), Lost.class.getName() + "\n");
    URL further = folder.toUri().toURL();
    assertThatThrownBy(() -> run(further, "--help"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("FurtherCommandsTest$Lost expects one of the commands train, ")
        .hasMessageContaining("received \"nothing\"");
  }
}
