package dev.timestep.task.table.cells;

import dev.timestep.task.table.ReadOptions;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is looked at of a file that is too long to be held: its head, line by line as it is, and
 * rows of its other parts, whose line numbers nobody knows.
 *
 * @param head the table that the head is; the whole file where it is short
 * @param rows the head with rows of the other parts
 * @param charset of the file
 * @param bytes that the head takes
 * @param lines of the head
 */
record HeadSample(CsvTable head, CsvTable rows, Charset charset, int bytes, int lines) {

  /** Some 25,000 rows of five columns. */
  static final int HEAD_BYTES = 1 << 20;

  private static final int PARTS = 16;
  private static final int PART_BYTES = 1 << 16;

  /**
   * Looks at the file.
   *
   * @throws dev.timestep.task.table.TableException when its head is no table
   */
  static HeadSample of(Bytes file, ReadOptions options, int headBytes) {
    byte[] start = file.part(0, headBytes);
    boolean whole = start.length == file.size();
    byte[] head = whole ? start : upToLastLine(start);
    TextFile.Text text = TextFile.of(file.name(), head, options.charset());
    List<byte[]> parts = whole ? List.of() : parts(file, head.length);
    boolean utf = text.charset().equals(StandardCharsets.UTF_8);
    if (utf && options.charset().isEmpty() && !parts.stream().allMatch(HeadSample::isUtf)) {
      text = TextFile.of(file.name(), head, Optional.of(TextFile.WINDOWS_LATIN));
    }
    int lines = lines(text.content());
    // Lines further down are left out when they are read.
    Set<Integer> skipped = new TreeSet<>(options.skipLines());
    skipped.removeIf(line -> line > lines);
    CsvTable table = CsvTable.whole(file.name(), text, options.withSkipLines(skipped));
    List<CsvRow> rows = new ArrayList<>(table.lines());
    rows.addAll(rows(file.name(), parts, text.charset(), table, lines));
    return new HeadSample(
        table, whole ? table : table.ofRows(rows), text.charset(), head.length, lines);
  }

  /** The bytes up to the last end of a line that is in no quoted cell; all where there is none. */
  private static byte[] upToLastLine(byte[] bytes) {
    int end = 0;
    boolean quoted = false;
    // In UTF-16 a byte of zero stands before or after the end of a line.
    boolean wide =
        bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0 || (bytes[0] & 0xFE) == 0xFE);
    for (int i = 0; i < bytes.length; i++) {
      quoted ^= bytes[i] == '"';
      boolean after = wide && i % 2 == 0;
      if (bytes[i] == '\n' && !quoted && i + (after ? 1 : 0) < bytes.length) {
        end = i + (after ? 2 : 1);
      }
    }
    return end == 0 ? bytes : Arrays.copyOf(bytes, end);
  }

  private static int lines(String content) {
    int lines = 0;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      boolean pair = c == '\n' && i > 0 && content.charAt(i - 1) == '\r';
      lines += (c == '\n' || c == '\r') && !pair ? 1 : 0;
    }
    return lines;
  }

  /** Whole lines from all parts of the rest. */
  private static List<byte[]> parts(Bytes file, int from) {
    List<byte[]> parts = new ArrayList<>();
    long rest = file.size() - from;
    for (int part = 0; part < PARTS; part++) {
      byte[] bytes = file.part(from + rest * part / PARTS, PART_BYTES);
      int start = 0;
      int end = bytes.length;
      while (start < end && bytes[start] != '\n') {
        start++;
      }
      while (end > start && bytes[end - 1] != '\n') {
        end--;
      }
      parts.add(Arrays.copyOfRange(bytes, start, end));
    }
    return parts;
  }

  private static boolean isUtf(byte[] bytes) {
    try {
      TextFile.decoder(StandardCharsets.UTF_8).decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Those of the lines that are rows, where lines can be told apart. */
  private static List<CsvRow> rows(
      String name, List<byte[]> parts, Charset charset, CsvTable head, int lines) {
    List<CsvRow> rows = new ArrayList<>();
    for (byte[] part : isByteWise(charset) ? parts : List.<byte[]>of()) {
      TextFile.seen(new String(part, charset))
          .lines()
          .forEach(line -> row(name, line, head, lines).ifPresent(rows::add));
    }
    return rows;
  }

  /** Whether an end of a line is one byte that is part of no other character. */
  private static boolean isByteWise(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8)
        || charset.equals(StandardCharsets.US_ASCII)
        || charset.equals(StandardCharsets.ISO_8859_1)
        || charset.equals(TextFile.WINDOWS_LATIN);
  }

  private static Optional<CsvRow> row(String name, String line, CsvTable head, int lines) {
    boolean broken = line.chars().filter(c -> c == '"').count() % 2 != 0;
    if (broken || line.isBlank()) {
      return Optional.empty();
    }
    String[] cells = CsvDialect.rows(name, line, head.delimiter()).getFirst().cells();
    return Optional.of(new CsvRow(lines + 1, cells)).filter(head.kinds()::isRow);
  }
}
