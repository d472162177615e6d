package dev.timestep.io.safetensors;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.io.file.AtomicFile;
import dev.timestep.io.json.Json;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Reads and writes named tensors in the safetensors format: eight bytes with the length of a JSON
 * header, the header, then the numbers, all little-endian.
 *
 * <p>Written are 32-bit floats, in the order of the map; the same tensors give the same bytes. Read
 * are F32, F16, BF16, I16, I8, U8 and BOOL exactly, F64 rounded to the nearest float, and I64 and
 * I32 where every number is exact as a float. A header that lies about the file is refused before
 * anything is allocated.
 *
 * <pre>{@code
 * Safetensors.write(Path.of("weights.safetensors"), TensorFile.of(tensors));
 * Tensor kernel = Safetensors.read(Path.of("weights.safetensors")).tensors().get("0.lstm.kernel");
 * }</pre>
 */
public final class Safetensors {
  private static final int PREFIX = 8;
  private static final int ALIGNMENT = 8;
  private static final int LONGEST_HEADER = 100_000_000;
  private static final int BUFFER = 1 << 16;

  private Safetensors() {}

  /**
   * Reads a file.
   *
   * @throws SafetensorsException when it cannot be read; the message names it and what is wrong
   */
  public static TensorFile read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, Files.size(file), file.toString());
    } catch (IOException e) {
      throw new SafetensorsException(file + " cannot be read: " + e, e);
    }
  }

  /**
   * Reads from a stream, which is left open.
   *
   * @param size how many bytes there are
   * @param file named in messages
   */
  public static TensorFile read(InputStream in, long size, String file) throws IOException {
    if (size < PREFIX) {
      throw new SafetensorsException(file, "it has " + size + " bytes; it is truncated or empty.");
    }
    long length = little(readFully(in, PREFIX, file)).getLong();
    if (length < 0 || length > LONGEST_HEADER) {
      throw new SafetensorsException(
          file,
          "its header claims "
              + Long.toUnsignedString(length)
              + " bytes; at most "
              + LONGEST_HEADER
              + " are expected.");
    }
    if (length > size - PREFIX) {
      throw new SafetensorsException(
          file,
          "its header claims "
              + length
              + " bytes of "
              + size
              + "; it is truncated or not such a file.");
    }
    Header header = Header.parse(file, readFully(in, (int) length, file), size - PREFIX - length);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (Header.Entry entry : header.entries()) {
      tensors.put(entry.name(), tensor(in, entry, file));
    }
    return new TensorFile(tensors, header.metadata());
  }

  private static Tensor tensor(InputStream in, Header.Entry entry, String file) throws IOException {
    float[] data = new float[entry.shape().size()];
    byte[] bytes = new byte[(int) Math.min(BUFFER, entry.end() - entry.begin())];
    int at = 0;
    while (at < data.length) {
      int count = Math.min(data.length - at, bytes.length / entry.type().bytes);
      if (in.readNBytes(bytes, 0, count * entry.type().bytes) < count * entry.type().bytes) {
        throw new SafetensorsException(
            file, "it ends within the tensor \"" + entry.name() + "\"; it is truncated.");
      }
      decode(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), entry, file, data, at, count);
      at += count;
    }
    return Tensor.of(entry.shape(), data);
  }

  private static void decode(
      ByteBuffer bytes, Header.Entry entry, String file, float[] data, int from, int count) {
    if (entry.type() == ElementType.F32) {
      bytes.asFloatBuffer().get(data, from, count);
      return;
    }
    for (int at = from; at < from + count; at++) {
      try {
        data[at] = entry.type().read(bytes);
      } catch (ArithmeticException e) {
        throw new SafetensorsException(
            file
                + " cannot be read: number "
                + at
                + " of the tensor \""
                + entry.name()
                + "\": "
                + e.getMessage()
                + ".",
            e);
      }
    }
  }

  private static byte[] readFully(InputStream in, int count, String file) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new SafetensorsException(file, "it ends within its header; it is truncated.");
    }
    return bytes;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Writes a file, or replaces it as {@link AtomicFile} does.
   *
   * @throws SafetensorsException when it cannot be written
   */
  public static void write(Path file, TensorFile content) {
    try {
      AtomicFile.replace(file, out -> write(out, content));
    } catch (IOException e) {
      throw new SafetensorsException(file + " cannot be written: " + e.getMessage() + ".", e);
    }
  }

  /** Writes to a stream, which is left open. */
  public static void write(OutputStream out, TensorFile content) throws IOException {
    byte[] header = header(content);
    out.write(little(new byte[PREFIX]).putLong(header.length).array());
    out.write(header);
    byte[] bytes = new byte[BUFFER];
    int most = BUFFER / Float.BYTES;
    for (Tensor tensor : content.tensors().values()) {
      float[] data = tensor.data();
      for (int at = 0; at < data.length; at += most) {
        int count = Math.min(most, data.length - at);
        little(bytes).asFloatBuffer().put(data, at, count);
        out.write(bytes, 0, count * Float.BYTES);
      }
    }
  }

  /** How many bytes {@link #write} writes. */
  public static long size(TensorFile content) {
    long size = (long) PREFIX + header(content).length;
    for (Tensor tensor : content.tensors().values()) {
      size += (long) tensor.shape().size() * Float.BYTES;
    }
    return size;
  }

  /** Padded with spaces so that the numbers begin at a multiple of eight bytes. */
  private static byte[] header(TensorFile content) {
    JsonObject header = new JsonObject();
    if (!content.metadata().isEmpty()) {
      JsonObject metadata = new JsonObject();
      content.metadata().forEach(metadata::addProperty);
      header.add(Header.METADATA, metadata);
    }
    long at = 0;
    for (Map.Entry<String, Tensor> entry : content.tensors().entrySet()) {
      if (entry.getKey().equals(Header.METADATA)) {
        throw new IllegalArgumentException(
            "A tensor cannot be called "
                + Header.METADATA
                + ", which safetensors reserves for texts.");
      }
      Shape shape = entry.getValue().shape();
      long end = at + (long) shape.size() * Float.BYTES;
      JsonObject tensor = new JsonObject();
      tensor.addProperty("dtype", ElementType.F32.name());
      tensor.add("shape", array(Arrays.stream(shape.toArray()).asLongStream().toArray()));
      tensor.add("data_offsets", array(at, end));
      header.add(entry.getKey(), tensor);
      at = end;
    }
    byte[] json = Json.compact(header).getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] bytes = Arrays.copyOf(json, padded);
    Arrays.fill(bytes, json.length, padded, (byte) ' ');
    return bytes;
  }

  private static JsonArray array(long... numbers) {
    JsonArray array = new JsonArray();
    for (long number : numbers) {
      array.add(number);
    }
    return array;
  }
}
