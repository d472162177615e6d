package dev.timestep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each file of examples/data names its source and is, to the byte, what {@code recreate} made of
 * it. The terms of the exchange rates ask for both.
 */
class ExampleDataTest {
  private static final Path FOLDER = Path.of("data");

  @Test
  void everyFileHasASourceAndIsUnchanged() throws Exception {
    List<String> measured = new ArrayList<>();
    for (String name : tables()) {
      byte[] bytes = Files.readAllBytes(FOLDER.resolve(name));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      measured.add(HexFormat.of().formatHex(digest) + "  " + name);
      Path source = FOLDER.resolve(name.replace(".csv", ".SOURCE.txt"));
      assertThat(source).exists();
      assertThat(Files.readString(source)).startsWith(name + ":").contains("Package", "Changed");
    }
    assertThat(measured).hasSizeGreaterThanOrEqualTo(3);
    assertThat(measured).isEqualTo(Files.readAllLines(FOLDER.resolve("checksums.txt")));
  }

  @Test
  void theCentralBankIsNamedAsTheSource() throws Exception {
    assertThat(Files.readString(FOLDER.resolve("euro-rates.SOURCE.txt")))
        .contains("Source: European Central Bank");
    assertThat(Files.readString(Path.of("../NOTICE"))).contains("European Central Bank");
  }

  private static List<String> tables() throws Exception {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".csv"))
          .sorted()
          .toList();
    }
  }
}
