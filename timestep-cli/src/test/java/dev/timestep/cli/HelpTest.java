package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Help texts are kept as files. After a change, write them again, look at the difference, commit
 * it:
 *
 * <pre>mvn -pl timestep-cli -am test -Dtest=HelpTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dtimestep.golden=write</pre>
 */
final class HelpTest {
  private static final Path FOLDER = Path.of("src/test/resources/help");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "train",
        "train forecast",
        "train classify",
        "evaluate",
        "predict",
        "inspect",
        "backtest",
        "benchmark",
        "benchmark gift",
        "completion"
      })
  void is_the_text_that_was_agreed(String command) throws IOException {
    Object[] arguments =
        Stream.concat(Stream.of(command.split(" ")), Stream.of("--help"))
            .filter(part -> !part.isEmpty())
            .toArray();
    Cli help = Cli.run(arguments);
    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    String name = command.isEmpty() ? "timestep" : command.replace(' ', '-');
    Path file = FOLDER.resolve(name + ".txt");
    if ("write".equals(System.getProperty("timestep.golden"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, help.out());
    }
    assertThat(help.out()).isEqualTo(Files.readString(file));
  }
}
