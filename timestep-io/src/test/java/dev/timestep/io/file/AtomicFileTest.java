package dev.timestep.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  private static AtomicFile.Content text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private void assertOnly(Path... expected) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(expected);
    }
  }

  @Test
  void theOldFileStaysUntilTheNewOneIsWhole() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.replace(file, text("one"));
    AtomicFile.replace(
        file,
        out -> {
          out.write('t');
          out.flush();
          assertThat(file).hasContent("one");
        });
    assertThat(file).hasContent("t");
    assertThatThrownBy(
            () ->
                AtomicFile.replace(
                    file,
                    out -> {
                      out.write('x');
                      throw new IOException("full");
                    }))
        .hasMessage("full");
    assertThat(file).hasContent("t");
    assertOnly(file);
  }

  @Test
  void theFileBeforeIsKeptWhereAsked() throws IOException {
    Path file = folder.resolve("a.txt");
    Path before = folder.resolve("a.txt.previous");
    for (String content : new String[] {"one", "two", "three"}) {
      AtomicFile.replace(file, before, text(content));
    }
    assertThat(file).hasContent("three");
    assertThat(before).hasContent("two");
  }

  @Test
  void partsOfDeadProcessesAreRemovedAndNoOthers() throws IOException {
    Path file = folder.resolve("a.txt");
    Path dead = Files.createFile(folder.resolve(".a.txt.999999999-1.part"));
    long alive = ProcessHandle.current().parent().orElseThrow().pid();
    Path running = Files.createFile(folder.resolve(".a.txt." + alive + "-1.part"));
    Path other = Files.createFile(folder.resolve(".b.txt.999999999-1.part"));
    AtomicFile.replace(file, text("one"));
    assertThat(dead).doesNotExist();
    assertOnly(file, running, other);
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path file = folder.resolve("a.txt");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    AtomicFile.replace(file, text("one"));
    AtomicFile.replace(link, text("two"));
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(file).hasContent("two");
  }

  /** A thread that was interrupted, by Ctrl-C for one, must still be able to save. */
  @Test
  void anInterruptedThreadCanWrite() throws IOException {
    Path file = folder.resolve("a.txt");
    Thread.currentThread().interrupt();
    try {
      AtomicFile.replace(file, text("one"));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(file).hasContent("one");
  }

  @Test
  void aFolderInTheWayIsRefused() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    assertThatThrownBy(() -> AtomicFile.replace(in, text("x"))).hasMessage("it is a folder");
    assertThatThrownBy(() -> AtomicFile.replace(folder.resolve("no/x"), text("x")))
        .hasMessageContaining("does not exist");
    assertOnly(in);
  }
}
