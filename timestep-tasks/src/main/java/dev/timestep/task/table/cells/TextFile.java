package dev.timestep.task.table.cells;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.Names;
import dev.timestep.task.table.TableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a text file whose encoding is not known, and refuses what is not text. */
public final class TextFile {

  static final Charset WINDOWS_LATIN = Charset.forName("windows-1252");

  /**
   * Byte-order marks, which files joined end to end have in their middle, and the blanks without
   * width and marks of direction that web pages and spreadsheets leave in copied cells.
   */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\uFEFF\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069]");

  /** The first of them; nearly all characters of most files come before it. */
  static final char FIRST_UNSEEN = '\u200B';

  private TextFile() {}

  /** The text without byte-order mark, and the encoding that it was read with. */
  public record Text(String content, Charset charset) {}

  /**
   * Reads the file in the given encoding, or in the one detected: a byte-order mark, UTF-16 by its
   * zero bytes, UTF-8 if it decodes, else Windows Latin-1.
   *
   * @throws TableException when there is no such file, it cannot be read, is empty or binary
   */
  static Text read(Path file, Optional<Charset> asked) {
    return of(file.toString(), bytes(file), asked);
  }

  /** The same from bytes that were read before; {@code file} is what messages call them. */
  public static Text of(String file, byte[] bytes, Optional<Charset> asked) {
    if (bytes.length == 0) {
      throw new TableException(file + ": the file is empty. Give a table with a header and rows.");
    }
    known(bytes)
        .ifPresent(
            kind -> {
              throw new TableException(
                  file
                      + ": this is "
                      + kind
                      + ", not a text table. Export or unpack it to CSV first.");
            });
    Charset charset = asked.orElseGet(() -> charset(file, bytes));
    String content = decode(file, bytes, charset);
    content = seen(content);
    if (content.isBlank()) {
      throw new TableException(
          file + ": the file holds only blanks. Give a table with a header and rows.");
    }
    return new Text(content, charset);
  }

  /** The text without characters that cannot be seen. */
  static String seen(String content) {
    return hasUnseen(content) ? UNSEEN.matcher(content).replaceAll("") : content;
  }

  /** Whether a character cannot be seen. */
  static boolean isUnseen(char c) {
    boolean near = c >= FIRST_UNSEEN && (c <= '\u2069' || c == '\uFEFF');
    return near && UNSEEN.matcher(String.valueOf(c)).matches();
  }

  /** Whether the pattern has to be tried: all its characters are beyond those of most files. */
  private static boolean hasUnseen(String content) {
    for (int i = 0; i < content.length(); i++) {
      if (content.charAt(i) >= FIRST_UNSEEN) {
        return true;
      }
    }
    return false;
  }

  /**
   * The bytes of a file.
   *
   * @throws TableException when there is no such file, it is a directory, or it cannot be read
   */
  public static byte[] bytes(Path file) {
    return reading(
        file,
        () -> {
          if (Files.size(file) > Integer.MAX_VALUE - 16L) {
            throw new TableException(
                file
                    + ": the file is larger than 2 GiB. Split it, or keep only the columns"
                    + " needed.");
          }
          return Files.readAllBytes(file);
        });
  }

  /** What is done with a file that may not be there. */
  interface Access<T> {
    T get() throws IOException;
  }

  /**
   * The result of an access to a file.
   *
   * @throws TableException when there is no such file, it is a directory, or it cannot be read
   */
  static <T> T reading(Path file, Access<T> access) {
    if (Files.isDirectory(file)) {
      throw new TableException(
          file + ": this is a directory" + listing(file) + ". Give the path of one CSV file.");
    }
    try {
      return access.get();
    } catch (NoSuchFileException e) {
      throw new TableException(file + ": no such file" + neighbour(file) + ".", e);
    } catch (AccessDeniedException e) {
      throw new TableException(
          file + ": no permission to read this file. Change its permissions or copy it.", e);
    } catch (IOException e) {
      throw new TableException(file + ": cannot be read (" + e.getMessage() + ").", e);
    }
  }

  private static String listing(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      String tables =
          files
              .map(path -> path.getFileName().toString())
              .filter(name -> name.endsWith(".csv") || name.endsWith(".tsv"))
              .sorted()
              .limit(5)
              .collect(Collectors.joining(", "));
      return tables.isEmpty() ? "" : " (with " + tables + ")";
    } catch (IOException e) {
      return "";
    }
  }

  private static String neighbour(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || file.getFileName() == null) {
      return "";
    }
    if (!Files.isDirectory(directory)) {
      return ", and no such directory " + directory;
    }
    try (Stream<Path> files = Files.list(directory)) {
      var names = files.map(path -> path.getFileName().toString()).sorted().toList();
      return Names.nearest(file.getFileName().toString(), names)
          .map(name -> ". The nearest name there is " + name)
          .orElse(". Check the path");
    } catch (IOException e) {
      return "";
    }
  }

  /** Names the binary formats that people hand over in place of a CSV file. */
  private static Optional<String> known(byte[] bytes) {
    String kind =
        starts(bytes, 'P', 'K', 3, 4)
            ? "a zip or Excel (.xlsx) file"
            : starts(bytes, 0xD0, 0xCF, 0x11, 0xE0)
                ? "an old Excel (.xls) file"
                : starts(bytes, 0x1F, 0x8B)
                    ? "a gzip file"
                    : starts(bytes, 'P', 'A', 'R', '1')
                        ? "a Parquet file"
                        : starts(bytes, '%', 'P', 'D', 'F')
                            ? "a PDF file"
                            : starts(bytes, 0x89, 'H', 'D', 'F') ? "an HDF5 file" : markup(bytes);
    return kind.isEmpty() ? Optional.empty() : Optional.of(kind);
  }

  private static String markup(byte[] bytes) {
    String start =
        new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1).strip();
    if (start.startsWith("<")) {
      return "an HTML or XML page";
    }
    return start.matches("(?s)\\{\\s*\".*|\\[\\s*[\\[{].*") ? "JSON" : "";
  }

  private static boolean starts(byte[] bytes, int... signature) {
    if (bytes.length < signature.length) {
      return false;
    }
    for (int i = 0; i < signature.length; i++) {
      if ((bytes[i] & 0xFF) != signature[i]) {
        return false;
      }
    }
    return true;
  }

  private static Charset charset(String file, byte[] bytes) {
    if (starts(bytes, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    if (starts(bytes, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    int sample = Math.min(bytes.length, 4096) & ~1;
    int evenZeros = 0;
    int oddZeros = 0;
    for (int i = 0; i < sample; i += 2) {
      evenZeros += bytes[i] == 0 ? 1 : 0;
      oddZeros += bytes[i + 1] == 0 ? 1 : 0;
    }
    // Mostly ASCII text in UTF-16 has a zero in nearly every other byte, always on one side.
    if (evenZeros == 0 && oddZeros > sample * 0.4) {
      return StandardCharsets.UTF_16LE;
    }
    if (oddZeros == 0 && evenZeros > sample * 0.4) {
      return StandardCharsets.UTF_16BE;
    }
    if (isBinary(bytes)) {
      throw new TableException(
          file + ": this is a binary file, not a text table. Export it to CSV first.");
    }
    try {
      strict(bytes, StandardCharsets.UTF_8);
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return WINDOWS_LATIN;
    }
  }

  /** A zero byte, or more than one control character in a hundred. */
  private static boolean isBinary(byte[] bytes) {
    int control = 0;
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
      if (b > 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
        control++;
      }
    }
    return control * 100L > bytes.length;
  }

  private static String decode(String file, byte[] bytes, Charset charset) {
    try {
      return strict(bytes, charset);
    } catch (CharacterCodingException e) {
      throw notValid(file, charset, e);
    }
  }

  /** The refusal of bytes that are no text in an encoding. */
  static TableException notValid(String file, Charset charset, Exception cause) {
    return new TableException(
        file
            + ": the file is not valid "
            + charset
            + ". Leave out "
            + setting("encoding")
            + " to have it detected, or give another.",
        cause);
  }

  private static String strict(byte[] bytes, Charset charset) throws CharacterCodingException {
    return decoder(charset).decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** A decoder that refuses what is no text; Windows Latin-1 has few bytes that are none. */
  static CharsetDecoder decoder(Charset charset) {
    CodingErrorAction action =
        charset.equals(WINDOWS_LATIN) ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
    return charset.newDecoder().onMalformedInput(action).onUnmappableCharacter(action);
  }
}
