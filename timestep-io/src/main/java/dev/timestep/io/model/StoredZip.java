package dev.timestep.io.model;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The frame of a zip file whose entries are stored as they are, one after the other, with a fixed
 * time: what lies around the entries' bytes, written, and read back.
 *
 * <p>Every zip program reads such a file. This class reads no other: where every byte of the frame
 * follows from names, sizes and checksums, a changed one can be told, and there is nothing to
 * unpack, so nothing that unpacks to more than it is. (Why not {@code java.util.zip}: it skips over
 * most of the frame, and its bytes depend on the version of zlib where it compresses.)
 */
final class StoredZip {
  /** 4 GiB − 1; more needs another form of zip. */
  static final long LARGEST = 0xFFFF_FFFFL;

  static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  static final int LOCAL_SIZE = 30;
  private static final int CENTRAL_SIZE = 46;
  static final int END_SIZE = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final short VERSION = 10;
  private static final short JANUARY_1980 = 1 << 5 | 1;

  private StoredZip() {}

  /**
   * An entry.
   *
   * @param name of ASCII letters
   * @param size in bytes
   * @param crc CRC-32 of the bytes
   * @param offset where its local header begins
   */
  record Part(String name, long size, int crc, long offset) {
    /** Where its bytes begin. */
    long start() {
      return offset + LOCAL_SIZE + name.length();
    }

    long end() {
      return start() + size;
    }
  }

  /** What comes before an entry's bytes. */
  static byte[] localHeader(Part part) {
    byte[] name = part.name().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes = buffer(LOCAL_SIZE + name.length).putInt(LOCAL);
    common(bytes, part, name.length);
    return bytes.put(name).array();
  }

  /** What comes after the last entry: the directory and its end record. */
  static byte[] directory(List<Part> parts) {
    int size = parts.stream().mapToInt(part -> CENTRAL_SIZE + part.name().length()).sum();
    ByteBuffer bytes = buffer(size + END_SIZE);
    for (Part part : parts) {
      byte[] name = part.name().getBytes(StandardCharsets.US_ASCII);
      bytes.putInt(CENTRAL).putShort(VERSION);
      common(bytes, part, name.length);
      // No comment, first disk, no attributes.
      bytes.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
      bytes.putInt((int) part.offset()).put(name);
    }
    long start = parts.isEmpty() ? 0 : parts.getLast().end();
    short count = (short) parts.size();
    bytes.putInt(END).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
    return bytes.putInt(size).putInt((int) start).putShort((short) 0).array();
  }

  /** The fields that local header and directory share, in one order. */
  private static void common(ByteBuffer bytes, Part part, int nameLength) {
    bytes.putShort(VERSION).putShort((short) 0).putShort((short) 0);
    bytes.putShort((short) 0).putShort(JANUARY_1980).putInt(part.crc());
    bytes.putInt((int) part.size()).putInt((int) part.size());
    bytes.putShort((short) nameLength).putShort((short) 0);
  }

  // ---------------------------------------------------------------- reading

  /**
   * Where the end record begins, if there is one: at the end, or before a comment or other bytes
   * that follow it.
   */
  static Optional<Long> findEnd(RandomAccessFile file) throws IOException {
    int length = (int) Math.min(file.length(), END_SIZE + LONGEST_COMMENT);
    ByteBuffer tail = read(file, file.length() - length, length);
    for (int at = length - END_SIZE; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        return Optional.of(file.length() - length + at);
      }
    }
    return Optional.empty();
  }

  /**
   * The entries that the directory names, as far as it can be read; nothing of it is checked, and
   * compressed entries have size −1.
   */
  static List<Part> entries(RandomAccessFile file, long end) throws IOException {
    ByteBuffer record = read(file, end, END_SIZE);
    long size = Integer.toUnsignedLong(record.getInt(12));
    long start = Integer.toUnsignedLong(record.getInt(16));
    List<Part> parts = new ArrayList<>();
    if (start + size > end || size > (1 << 24)) {
      return parts;
    }
    ByteBuffer bytes = read(file, start, (int) size);
    while (bytes.remaining() >= CENTRAL_SIZE && bytes.getInt(bytes.position()) == CENTRAL) {
      int at = bytes.position();
      int nameLength = Short.toUnsignedInt(bytes.getShort(at + 28));
      int more =
          Short.toUnsignedInt(bytes.getShort(at + 30))
              + Short.toUnsignedInt(bytes.getShort(at + 32));
      if (CENTRAL_SIZE + nameLength + more > bytes.remaining()) {
        break;
      }
      byte[] name = new byte[nameLength];
      bytes.get(at + CENTRAL_SIZE, name);
      boolean stored = bytes.getShort(at + 10) == 0;
      parts.add(
          new Part(
              new String(name, StandardCharsets.ISO_8859_1),
              stored ? Integer.toUnsignedLong(bytes.getInt(at + 24)) : -1,
              bytes.getInt(at + 16),
              Integer.toUnsignedLong(bytes.getInt(at + 42))));
      bytes.position(at + CENTRAL_SIZE + nameLength + more);
    }
    return parts;
  }

  /** The name in the local header at the start of the file, if it is one. */
  static Optional<String> firstName(RandomAccessFile file) throws IOException {
    if (file.length() < LOCAL_SIZE) {
      return Optional.empty();
    }
    ByteBuffer head = read(file, 0, LOCAL_SIZE);
    int length = Short.toUnsignedInt(head.getShort(26));
    if (head.getInt(0) != LOCAL || LOCAL_SIZE + length > file.length()) {
      return Optional.empty();
    }
    byte[] name = read(file, LOCAL_SIZE, length).array();
    return Optional.of(new String(name, StandardCharsets.ISO_8859_1));
  }

  static ByteBuffer read(RandomAccessFile file, long from, int count) throws IOException {
    ByteBuffer bytes = buffer(count);
    file.seek(from);
    file.readFully(bytes.array());
    return bytes;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
