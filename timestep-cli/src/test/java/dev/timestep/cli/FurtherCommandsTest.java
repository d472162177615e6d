package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.message.Setting;
import dev.timestep.task.message.TaskException;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  /** A verb of the same name. */
  public static final class Again implements CommandProvider {
    @Override
    public Object command() {
      return new EchoCommand();
    }
  }

  /** It cannot be made. */
  public static final class Broken implements CommandProvider {
    /** Fails. */
    public Broken() {
      throw new IllegalStateException("no licence");
    }

    @Override
    public Object command() {
      return new EchoCommand();
    }
  }

  /** A library that it needs is not there. */
  public static final class Thrower implements CommandProvider {
    @Override
    public Object command() {
      throw new NoClassDefFoundError("a/Library");
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

  @Test
  void a_verb_and_a_job_are_run() {
    assertThat(Cli.runWith(registered(), "echo", "--times", "2"))
        .isEqualTo(new Cli(0, "echo echo" + System.lineSeparator(), ""));
    assertThat(Cli.runWith(registered(), "train", "copy", "-").out()).isEqualTo("standard input\n");
    assertThat(Cli.runWith(registered(), "--help").out()).contains("echo", "Says a number again.");
    assertThat(Cli.runWith(registered(), "train", "--help").out())
        .contains("copy", "Learns nothing.");
  }

  @Test
  void they_have_what_every_command_has() {
    assertThat(Cli.runWith(registered(), "echo", "--help").out()).contains("--times", "--version");
    assertThat(Cli.runWith(registered(), "echo", "--version").out()).startsWith("timestep ");
    Cli word = Cli.runWith(registered(), "echo", "--times", "often");
    assertThat(word.code()).isEqualTo(2);
    assertThat(word.err()).contains("expected a whole number, received \"often\"");
    Cli many = Cli.runWith(registered(), "echo", "--times", "10");
    assertThat(many.code()).isEqualTo(2);
    assertThat(many.err()).isEqualTo("timestep: Give --times up to 9." + System.lineSeparator());
    assertThat(Cli.runWith(registered(), "train", "copi", "-").err())
        .contains("did you mean copy?", "Try: timestep train copy -");
  }

  @Test
  void without_the_module_there_is_no_such_command() {
    assertThat(Cli.run("echo").code()).isEqualTo(2);
    assertThat(Cli.run("--help").out()).doesNotContain("echo");
  }

  private static URL services(Path folder, String... providers) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(services.resolve(CommandProvider.class.getName()), List.of(providers));
    return folder.toUri().toURL();
  }

  /** The program goes on: the version is said, and so is what is missing. */
  private static void goesOnWithout(URL further, String... texts) {
    Cli version = Cli.runWith(further, "--version");
    assertThat(version.code()).isZero();
    assertThat(version.out()).startsWith("timestep ").hasLineCount(2);
    assertThat(version.err()).contains(texts).doesNotContain("\tat ").hasLineCount(1);
    Cli asked = Cli.runWith(further, "nowhere");
    assertThat(asked.code()).isEqualTo(2);
    assertThat(asked.err()).contains(texts).contains("Unknown command nowhere.");
    assertThat(Cli.runWith(further, "train", "--help").out()).contains("forecast", "classify");
  }

  @Test
  void a_parent_that_is_not_there_is_refused(@TempDir Path folder) throws IOException {
    goesOnWithout(
        services(folder, Lost.class.getName()),
        "timestep: The command of dev.timestep.cli.FurtherCommandsTest$Lost expects one of the"
            + " commands train, ",
        "received \"nothing\"");
  }

  @Test
  void a_name_that_is_taken_is_refused(@TempDir Path folder) throws IOException {
    URL twice = services(folder, Again.class.getName(), Echo.class.getName());
    goesOnWithout(
        twice,
        "FurtherCommandsTest$",
        "expects a name that is not taken; received \"echo\". Give its @Command another name.");
    assertThat(Cli.runWith(twice, "echo").out()).isEqualToNormalizingNewlines("echo\n");
  }

  @Test
  void a_class_that_is_missing_or_throws_costs_its_own_command_only(@TempDir Path folder)
      throws IOException {
    goesOnWithout(
        services(folder.resolve("a"), "org.example.Missing"),
        "timestep: A module cannot be loaded: ",
        "Provider org.example.Missing not found. Remove its module from the class path");
    goesOnWithout(
        services(folder.resolve("b"), Broken.class.getName()),
        "FurtherCommandsTest$Broken could not be instantiated",
        "no licence",
        "Remove its module");
    goesOnWithout(
        services(folder.resolve("c"), Thrower.class.getName()),
        "The command of dev.timestep.cli.FurtherCommandsTest$Thrower cannot be used: "
            + "java.lang.NoClassDefFoundError: a/Library. Remove its module");
    URL both = services(folder.resolve("d"), "org.example.Missing", Echo.class.getName());
    assertThat(Cli.runWith(both, "echo").out()).isEqualToNormalizingNewlines("echo\n");
  }
}
