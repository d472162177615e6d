package dev.timestep.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of tiles are what {@link TileWriter} writes; -Dtimestep.golden=write renews them. */
class TileWriterTest {

  private static final Path FOLDER = Path.of("src/main/java/dev/timestep/kernel/vector");

  @ParameterizedTest
  @MethodSource("dev.timestep.kernel.vector.TileWriter#all")
  void wroteTheFile(TileWriter writer) throws IOException {
    Path file = FOLDER.resolve(writer.name() + ".java");
    if ("write".equals(System.getProperty("timestep.golden"))) {
      Files.writeString(file, writer.text());
    }
    assertThat(Files.readString(file)).isEqualTo(writer.text());
  }
}
