package dev.timestep.data;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Identifies data in descriptions; no protection against intent. */
final class Checksum {
  private static final int CHUNK = 4096;

  private Checksum() {}

  static void add(CRC32 crc, Lengths lengths) {
    ByteBuffer buffer = ByteBuffer.allocate(lengths.batch() * Integer.BYTES);
    buffer.asIntBuffer().put(lengths.toArray());
    crc.update(buffer);
  }

  static void add(CRC32 crc, Tensor tensor) {
    float[] data = tensor.data();
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (int from = 0; from < data.length; from += CHUNK) {
      buffer.clear();
      for (int at = from; at < Math.min(from + CHUNK, data.length); at++) {
        buffer.putFloat(data[at]);
      }
      crc.update(buffer.flip());
    }
  }
}
