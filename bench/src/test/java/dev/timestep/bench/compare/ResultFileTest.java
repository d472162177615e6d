package dev.timestep.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
  @TempDir private Path folder;

  private ResultFile of(String name) {
    return ResultFile.of("--json", folder.resolve(name).toString());
  }

  @Test
  void tryingLeavesNothingBehind() throws IOException {
    of("out.json");
    assertThat(folder).isEmptyDirectory();
    Path old = Files.writeString(folder.resolve("old.json"), "old");
    of("old.json");
    assertThat(folder).isDirectoryContaining(old::equals);
    assertThat(old).hasContent("old");
  }

  @Test
  void writesInPlaceOfWhatIsThere() throws IOException {
    ResultFile file = of("out.json");
    file.write("a long first text");
    file.write("second");
    assertThat(folder.resolve("out.json")).hasContent("second");
    assertThat(names()).containsExactly("out.json");
  }

  @Test
  void whatIsThereStaysWhereWritingFails() throws IOException {
    ResultFile file = of("out.json");
    file.write("first");
    // The new text cannot be put beside it.
    Files.createDirectories(folder.resolve(".out.json.part").resolve("taken"));
    assertThatThrownBy(() -> file.write("second")).isInstanceOf(IOException.class);
    assertThat(folder.resolve("out.json")).hasContent("first");
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path real = Files.writeString(folder.resolve("real.json"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), real);
    of("link.json").write("new");
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
  }

  @Test
  void saysWhatIsWrong() {
    refused("", "expects the name of a file; received \"\"");
    refused(folder.toString(), "which is a folder");
    refused(folder.resolve("none/out.json").toString(), "there is no folder " + folder);
    refused("/dev/null/out.json", "there is no folder /dev/null");
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> ResultFile.of("--json", text))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--json expects")
        .hasMessageContaining(message);
  }

  private Stream<String> names() throws IOException {
    return Files.list(folder).map(path -> path.getFileName().toString());
  }
}
