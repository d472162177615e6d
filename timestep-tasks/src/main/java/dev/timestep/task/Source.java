package dev.timestep.task;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where data come from, and how their reader was asked to read them.
 *
 * <pre>{@code
 * Source sales = Source.of(Path.of("sales.csv")).with(Map.of("decimal", ","));
 * }</pre>
 */
public interface Source {
  /** What messages, models and pages call it. */
  String name();

  /** The file or folder, where there is one. */
  Optional<Path> path();

  /** Opens the content; that of a stream can be read once only. */
  InputStream open() throws IOException;

  /** What was asked of the reader, by the names of its settings; what is not here is detected. */
  default Map<String, String> settings() {
    return Map.of();
  }

  /** The name without its folders. */
  default String shortName() {
    return path().map(Path::getFileName).map(Path::toString).orElse(name());
  }

  /** The whole content. */
  default byte[] bytes() {
    try (InputStream stream = open()) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file or folder. */
  static Source of(Path path) {
    return new Source() {
      @Override
      public String name() {
        return path.toString();
      }

      @Override
      public Optional<Path> path() {
        return Optional.of(path);
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(path);
      }
    };
  }

  /**
   * Content that is at hand.
   *
   * @param name what messages call it
   */
  static Source of(String name, byte[] content) {
    return new Source() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Optional<Path> path() {
        return Optional.empty();
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(content);
      }
    };
  }

  /** The same source with other settings. */
  default Source with(Map<String, String> settings) {
    Source source = this;
    Map<String, String> all = Map.copyOf(settings);
    return new Source() {
      @Override
      public String name() {
        return source.name();
      }

      @Override
      public Optional<Path> path() {
        return source.path();
      }

      @Override
      public InputStream open() throws IOException {
        return source.open();
      }

      @Override
      public Map<String, String> settings() {
        return all;
      }

      @Override
      public String shortName() {
        return source.shortName();
      }
    };
  }
}
