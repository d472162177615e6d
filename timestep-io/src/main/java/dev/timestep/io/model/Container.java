package dev.timestep.io.model;

import dev.timestep.io.file.AtomicFile;
import dev.timestep.io.file.Sha256;
import dev.timestep.io.model.Manifest.Digest;
import dev.timestep.io.model.ModelFileException.Problem;
import dev.timestep.io.model.StoredZip.Part;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes a file of entries with a manifest before them; {@link ContainerReader} reads it. */
final class Container {
  private Container() {}

  /**
   * Writes a file, or replaces it.
   *
   * @param previous where the old file goes; null for nowhere
   * @throws ModelFileException when it cannot be written; the old file is then as before
   */
  static void write(
      Path file,
      @Nullable Path previous,
      Format format,
      SequencedMap<String, AtomicFile.Content> contents) {
    write(file, previous, format.id(), format.major(), format.minor(), contents);
  }

  static void write(
      Path file,
      @Nullable Path previous,
      String format,
      int major,
      int minor,
      SequencedMap<String, AtomicFile.Content> contents) {
    try {
      SequencedMap<String, Digest> digests = new LinkedHashMap<>();
      for (Map.Entry<String, AtomicFile.Content> entry : contents.entrySet()) {
        digests.put(entry.getKey(), digest(entry.getValue()));
      }
      byte[] manifest = new Manifest(format, major, minor, digests).bytes();
      SequencedMap<String, AtomicFile.Content> all = new LinkedHashMap<>();
      all.put(Manifest.NAME, out -> out.write(manifest));
      all.putAll(contents);
      digests.putFirst(Manifest.NAME, digest(all.get(Manifest.NAME)));
      List<Part> parts = layout(digests);
      checkSize(file, parts);
      AtomicFile.replace(file, previous, out -> write(out, parts, all));
    } catch (IOException e) {
      throw new ModelFileException(
          file,
          Problem.UNWRITABLE,
          "cannot be written: "
              + reason(e)
              + ". What was there before is untouched. Check the folder, its permissions and the"
              + " space on the disk.",
          e);
    }
  }

  private static void write(
      OutputStream out, List<Part> parts, Map<String, AtomicFile.Content> contents)
      throws IOException {
    for (Part part : parts) {
      out.write(StoredZip.localHeader(part));
      contents.getOrDefault(part.name(), o -> {}).writeTo(out);
    }
    out.write(StoredZip.directory(parts));
  }

  private static Digest digest(AtomicFile.Content content) throws IOException {
    MessageDigest sha = Sha256.digest();
    CRC32 crc = new CRC32();
    var counted = new CountingStream();
    try (OutputStream out =
        new BufferedOutputStream(
            new CheckedOutputStream(new DigestOutputStream(counted, sha), crc), 1 << 16)) {
      content.writeTo(out);
    }
    return new Digest(counted.count, (int) crc.getValue(), HexFormat.of().formatHex(sha.digest()));
  }

  private static final class CountingStream extends OutputStream {
    private long count;

    @Override
    public void write(int value) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      count += length;
    }
  }

  /** The entries one after the other. */
  static List<Part> layout(SequencedMap<String, Digest> digests) {
    List<Part> parts = new ArrayList<>();
    long at = 0;
    for (Map.Entry<String, Digest> entry : digests.entrySet()) {
      Digest digest = entry.getValue();
      Part part = new Part(entry.getKey(), digest.size(), digest.crc(), at);
      parts.add(part);
      at = part.end();
    }
    return parts;
  }

  private static void checkSize(Path file, List<Part> parts) {
    long size = parts.getLast().end() + StoredZip.directory(parts).length;
    if (size > StoredZip.LARGEST) {
      throw new ModelFileException(
          file.toString(),
          Problem.TOO_LARGE,
          "would have "
              + size
              + " bytes; such a file has at most "
              + StoredZip.LARGEST
              + ", about a billion weights. Use a smaller model.");
    }
  }

  /** The system's own word, without the class of the exception where it has one. */
  static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException _ -> "it does not exist";
      case java.nio.file.AccessDeniedException _ -> "permission denied";
      case java.nio.file.FileSystemException f when f.getReason() != null ->
          String.valueOf(f.getReason());
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
