package dev.timestep.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Scripts and styles that are copied into each page. */
final class Assets {
  private Assets() {}

  /** The text of a file that lies beside this class, for example "page.css". */
  static String text(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "timestep-report expects its resource "
                + name
                + " in its jar; it is not there. The jar is incomplete: build it again.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
