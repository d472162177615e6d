package dev.timestep.task.table.cells;

import dev.timestep.task.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The bytes of a source, of which any part can be read again: those of a file stay where they are.
 */
interface Bytes {

  /** What messages call them. */
  String name();

  /** How many there are. */
  long size();

  /** Some of them; fewer than {@code length} at the end. */
  byte[] part(long from, int length);

  /** All of them from a position on. */
  InputStream from(long position) throws IOException;

  /** The bytes of a source; one without a file is read at once. */
  static Bytes of(Source source) {
    return source
        .path()
        .<Bytes>map(OfFile::of)
        .orElseGet(() -> new Held(source.name(), source.bytes()));
  }

  /** Bytes of a file. */
  record OfFile(Path file, long size) implements Bytes {

    static OfFile of(Path file) {
      return new OfFile(file, TextFile.reading(file, () -> Files.size(file)));
    }

    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public byte[] part(long from, int length) {
      return TextFile.reading(
          file,
          () -> {
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
              ByteBuffer part = ByteBuffer.allocate((int) Math.min(length, size - from));
              channel.position(from);
              while (part.hasRemaining() && channel.read(part) >= 0) {
                // A channel may give fewer bytes than asked for.
              }
              return Arrays.copyOf(part.array(), part.position());
            }
          });
    }

    @Override
    public InputStream from(long position) throws IOException {
      InputStream stream = Files.newInputStream(file);
      stream.skipNBytes(position);
      return stream;
    }
  }

  /** Bytes that are at hand. */
  record Held(String name, byte[] bytes) implements Bytes {

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public byte[] part(long from, int length) {
      return Arrays.copyOfRange(bytes, (int) from, (int) Math.min(bytes.length, from + length));
    }

    @Override
    public InputStream from(long position) {
      int at = (int) position;
      return new java.io.ByteArrayInputStream(bytes, at, bytes.length - at);
    }
  }
}
