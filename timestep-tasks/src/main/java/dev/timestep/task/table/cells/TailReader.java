package dev.timestep.task.table.cells;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Set;

/**
 * The text after the head of a file: without the characters that cannot be seen, and with blank
 * lines in place of those that the user leaves out.
 */
final class TailReader extends FilterReader {

  private final Set<Integer> skipped;
  private final int lastSkipped;
  private int line;
  private boolean afterReturn;

  /**
   * Reads on.
   *
   * @param line the number of the first line of the tail
   */
  TailReader(Reader tail, int line, Set<Integer> skipped) {
    super(tail);
    this.line = line;
    this.skipped = skipped;
    this.lastSkipped = skipped.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int kept = 0;
    while (kept == 0) {
      int read = in.read(buffer, offset, length);
      if (read <= 0) {
        return read;
      }
      kept = withoutUnseen(buffer, offset, read);
      kept = line <= lastSkipped ? withoutLines(buffer, offset, kept) : kept;
    }
    return kept;
  }

  private static int withoutUnseen(char[] buffer, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end && buffer[at] < TextFile.FIRST_UNSEEN) {
      at++;
    }
    int kept = at;
    for (; at < end; at++) {
      if (!TextFile.isUnseen(buffer[at])) {
        buffer[kept++] = buffer[at];
      }
    }
    return kept - offset;
  }

  private int withoutLines(char[] buffer, int offset, int length) {
    int kept = offset;
    for (int at = offset; at < offset + length; at++) {
      char c = buffer[at];
      boolean end = c == '\n' || c == '\r';
      if (end || !skipped.contains(line)) {
        buffer[kept++] = c;
      }
      line += c == '\r' || c == '\n' && !afterReturn ? 1 : 0;
      afterReturn = c == '\r';
    }
    return kept - offset;
  }
}
