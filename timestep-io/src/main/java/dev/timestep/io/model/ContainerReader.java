package dev.timestep.io.model;

import com.google.gson.JsonObject;
import dev.timestep.io.file.Sha256;
import dev.timestep.io.json.Json;
import dev.timestep.io.json.JsonFormatException;
import dev.timestep.io.model.Manifest.Digest;
import dev.timestep.io.model.ModelFileException.Problem;
import dev.timestep.io.model.StoredZip.Part;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file that {@link Container} wrote. {@link #open} returns only when every byte of the file
 * was checked: those of the entries against the manifest's SHA-256, those of the manifest against
 * its CRC-32, all others against what {@link StoredZip} writes.
 *
 * <p>Not through a channel: an interrupt of the thread would close it.
 */
final class ContainerReader implements AutoCloseable {
  /** Far more than any JSON entry needs. */
  static final int LARGEST_JSON = 64 << 20;

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

  private static final String COPY_AGAIN =
      " Copy the file again from where it was made, or make it again.";

  private final Path path;
  private final Format format;
  private final RandomAccessFile file;
  private final Map<String, Part> parts = new HashMap<>();

  private ContainerReader(Path path, Format format, RandomAccessFile file) {
    this.path = path;
    this.format = format;
    this.file = file;
  }

  /**
   * Opens and checks a file.
   *
   * @throws ModelFileException when it is not a sound file of this format; see {@link Problem}
   */
  static ContainerReader open(Path path, Format format) {
    try {
      if (Files.isDirectory(path)) {
        throw new FileNotFoundException("it is a folder");
      }
      if (!Files.exists(path)) {
        throw new FileNotFoundException("it does not exist");
      }
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
      ContainerReader reader = new ContainerReader(path, format, file);
      boolean sound = false;
      try {
        reader.check();
        sound = true;
      } finally {
        if (!sound) {
          file.close();
        }
      }
      return reader;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static ModelFileException unreadable(Path path, IOException e) {
    return new ModelFileException(
        path,
        Problem.UNREADABLE,
        "cannot be read: " + Container.reason(e) + ". Check the name and its permissions.",
        e);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** An entry that holds JSON. */
  JsonObject json(String name) {
    Part part = part(name);
    if (part.size() > LARGEST_JSON) {
      throw tooLarge(name, part.size());
    }
    try {
      return Json.parseObject(StoredZip.read(file, part.start(), (int) part.size()).array(), name);
    } catch (JsonFormatException e) {
      throw problem(Problem.INVALID, "cannot be used: " + e.getMessage());
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** What reads an entry from its first byte to its last. */
  @FunctionalInterface
  interface Reading<T> {
    T from(InputStream in, long size, String name) throws IOException;
  }

  /** Reads an entry as a stream. */
  <T> T stream(String name, Reading<T> reading) {
    Part part = part(name);
    try {
      file.seek(part.start());
      return reading.from(
          new BufferedInputStream(new Section(file, part.size()), 1 << 16), part.size(), name);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private Part part(String name) {
    Part part = parts.get(name);
    if (part == null) {
      throw new IllegalStateException(format + " has no entry " + name);
    }
    return part;
  }

  // ---------------------------------------------------------------- checks

  private void check() throws IOException {
    if (file.length() == 0) {
      throw problem(Problem.TRUNCATED, "is truncated: it is empty." + COPY_AGAIN);
    }
    Optional<String> first = StoredZip.firstName(file);
    boolean ours = first.filter(Manifest.NAME::equals).isPresent();
    long end = findEnd(first, ours);
    List<Part> found = StoredZip.entries(file, end);
    ours |= found.stream().anyMatch(part -> part.name().equals(Manifest.NAME));
    if (!ours) {
      List<String> names = found.stream().limit(5).map(part -> plain(part.name())).toList();
      throw foreign("it is a zip file without " + Manifest.NAME + ", with the entries " + names);
    }
    JsonObject manifest = manifest(found, end);
    checkVersion(manifest);
    checkFrame(found, end);
    checkEntries(found, manifest);
  }

  private long findEnd(Optional<String> first, boolean ours) throws IOException {
    Optional<Long> end =
        file.length() < StoredZip.END_SIZE ? Optional.empty() : StoredZip.findEnd(file);
    if (end.isPresent()) {
      return end.get();
    }
    byte[] head = StoredZip.read(file, 0, (int) Math.min(8, file.length())).array();
    byte[] mark = {'P', 'K', 3, 4};
    int known = Math.min(head.length, mark.length);
    if (!Arrays.equals(head, 0, known, mark, 0, known)) {
      throw foreign("it begins with \"" + plain(latin(head)) + "\" which no zip file does");
    }
    if (first.isPresent() && !ours) {
      throw foreign("it is a zip file that begins with the entry " + plain(first.get()));
    }
    throw problem(
        Problem.TRUNCATED,
        "is truncated: it ends after " + file.length() + " bytes, before its end." + COPY_AGAIN);
  }

  private JsonObject manifest(List<Part> found, long end) throws IOException {
    Part part =
        found.stream()
            .filter(p -> p.name().equals(Manifest.NAME))
            .findFirst()
            .orElseThrow(() -> corrupted("its directory does not name " + Manifest.NAME));
    if (part.size() < 0 || part.end() > end) {
      throw corrupted(Manifest.NAME + " is not stored as it is written");
    }
    if (part.size() > LARGEST_JSON) {
      throw tooLarge(Manifest.NAME, part.size());
    }
    byte[] bytes = StoredZip.read(file, part.start(), (int) part.size()).array();
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if ((int) crc.getValue() != part.crc()) {
      throw corrupted("the CRC-32 of " + Manifest.NAME + " is not the one that it states");
    }
    try {
      return Json.parseObject(bytes, Manifest.NAME);
    } catch (JsonFormatException e) {
      throw foreign(e.getMessage());
    }
  }

  private void checkVersion(JsonObject json) {
    Manifest head;
    try {
      head = Manifest.head(json);
    } catch (JsonFormatException e) {
      throw foreign(e.getMessage());
    }
    if (!head.format().equals(format.id())) {
      String is =
          Format.of(head.format()).map(f -> "a Timestep " + f.noun()).orElse(plain(head.format()));
      throw foreign("it is " + is);
    }
    if (head.major() > format.major()) {
      throw problem(
          Problem.NEWER,
          "was written by a newer Timestep, in format "
              + head.major()
              + "."
              + head.minor()
              + "; this one reads up to "
              + format.major()
              + ".x. Update Timestep, or make the file with this version.");
    }
  }

  /** Everything around the entries must be what would be written for these entries. */
  private void checkFrame(List<Part> found, long end) throws IOException {
    SequencedMap<String, Digest> digests = new LinkedHashMap<>();
    for (Part part : found) {
      if (part.size() < 0) {
        throw corrupted("the entry " + plain(part.name()) + " is compressed");
      }
      if (digests.put(part.name(), new Digest(part.size(), part.crc(), "")) != null) {
        throw corrupted("the entry " + plain(part.name()) + " comes twice");
      }
    }
    List<Part> expected = Container.layout(digests);
    byte[] directory = StoredZip.directory(expected);
    long start = expected.getLast().end();
    if (start + directory.length != file.length()) {
      throw corrupted(
          "it has "
              + file.length()
              + " bytes, and its entries make "
              + (start + directory.length)
              + (end + StoredZip.END_SIZE < file.length() ? "; other bytes follow its end" : ""));
    }
    for (Part part : expected) {
      compare(part.offset(), StoredZip.localHeader(part));
    }
    compare(start, directory);
  }

  private void compare(long from, byte[] expected) throws IOException {
    byte[] found = StoredZip.read(file, from, expected.length).array();
    int at = Arrays.mismatch(expected, found);
    if (at >= 0) {
      throw corrupted("byte " + (from + at) + ", in the structure of the zip, is not as written");
    }
  }

  private void checkEntries(List<Part> found, JsonObject json) throws IOException {
    Manifest manifest;
    try {
      manifest = Manifest.of(json);
    } catch (JsonFormatException e) {
      throw problem(Problem.INVALID, "cannot be used: " + e.getMessage());
    }
    for (Part part : found) {
      if (!PLAIN_NAME.matcher(part.name()).matches()) {
        throw problem(
            Problem.INVALID,
            "has an entry named \""
                + plain(part.name())
                + "\", which is not a plain name; the file may be malicious. Do not use it.");
      }
    }
    found.forEach(part -> parts.put(part.name(), part));
    for (String name : format.entries()) {
      if (!parts.containsKey(name) || !manifest.entries().containsKey(name)) {
        throw problem(
            Problem.INCOMPLETE,
            "lacks the entry "
                + name
                + ", so it is not a complete "
                + format.noun()
                + "."
                + COPY_AGAIN);
      }
    }
    for (Part part : found) {
      Digest digest = manifest.entries().get(part.name());
      if (digest != null) {
        checkBytes(part, digest);
      } else if (!part.name().equals(Manifest.NAME)) {
        throw corrupted("the entry " + plain(part.name()) + " is not in " + Manifest.NAME);
      }
    }
    for (String name : manifest.entries().keySet()) {
      if (!parts.containsKey(name)) {
        throw problem(Problem.INCOMPLETE, "lacks the entry " + plain(name) + "." + COPY_AGAIN);
      }
    }
  }

  private void checkBytes(Part part, Digest digest) throws IOException {
    MessageDigest sha = Sha256.digest();
    CRC32 crc = new CRC32();
    byte[] bytes = new byte[1 << 16];
    file.seek(part.start());
    for (long left = part.size(); left > 0; ) {
      int count = file.read(bytes, 0, (int) Math.min(bytes.length, left));
      if (count < 0) {
        throw corrupted("it became shorter while it was read");
      }
      sha.update(bytes, 0, count);
      crc.update(bytes, 0, count);
      left -= count;
    }
    boolean sound =
        part.size() == digest.size()
            && (int) crc.getValue() == part.crc()
            && HexFormat.of().formatHex(sha.digest()).equals(digest.sha256());
    if (!sound) {
      throw corrupted("the bytes of the entry " + part.name() + " are not those that were written");
    }
  }

  // ---------------------------------------------------------------- what is wrong

  private ModelFileException problem(Problem problem, String what) {
    return new ModelFileException(path.toString(), problem, what);
  }

  private ModelFileException corrupted(String what) {
    return problem(
        Problem.CORRUPTED,
        "is corrupted, or was changed by another program: " + what + "." + COPY_AGAIN);
  }

  private ModelFileException foreign(@Nullable String what) {
    return problem(
        Problem.FOREIGN,
        "is not a Timestep "
            + format.noun()
            + ": "
            + what
            + ". Give a file that Timestep wrote as a "
            + format.noun()
            + ".");
  }

  private ModelFileException tooLarge(String name, long size) {
    return problem(
        Problem.TOO_LARGE,
        "has an entry "
            + name
            + " of "
            + size
            + " bytes; at most "
            + LARGEST_JSON
            + " are expected. It was not written by Timestep.");
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Text from a file whose origin is not known, safe to print. */
  private static String plain(String text) {
    String ascii = text.replaceAll("[^\\x20-\\x7e]", "?");
    return ascii.length() <= 60 ? ascii : ascii.substring(0, 57) + "...";
  }

  /** The next bytes of a file; an empty stream after them. */
  private static final class Section extends InputStream {
    private final RandomAccessFile file;
    private long left;

    Section(RandomAccessFile file, long size) {
      this.file = file;
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = file.read(bytes, from, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }
  }
}
