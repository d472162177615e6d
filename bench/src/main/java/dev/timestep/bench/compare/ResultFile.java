package dev.timestep.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that results will be written to. That this can be done is tried before anything is
 * measured, and what is in the file is always whole: new results take the place of older ones at
 * once.
 */
public final class ResultFile {
  private final Path file;

  private ResultFile(Path file) {
    this.file = file;
  }

  /**
   * Checks a file named on the command line.
   *
   * @param option that names it
   * @param text as given, relative to the caller's folder, in which the scripts do not stay
   */
  public static ResultFile of(String option, String text) {
    Path file = ofCaller(text);
    Path folder = file.getParent();
    if (text.isBlank() || folder == null || Files.isDirectory(file)) {
      throw new UsageException(
          option
              + " expects the name of a file; received \""
              + text
              + "\", which is "
              + (text.isBlank() ? "empty" : "a folder")
              + ". Write for example "
              + option
              + " out.json.");
    }
    if (!Files.isDirectory(folder)) {
      throw new UsageException(
          option
              + " expects a file in a folder that exists; received \""
              + text
              + "\", and there is no folder "
              + folder
              + ". Make it, or name another file.");
    }
    ResultFile result = new ResultFile(file);
    try {
      result.tryToWrite();
    } catch (IOException e) {
      throw new UsageException(
          option
              + " expects a file that can be written; received \""
              + text
              + "\": "
              + e
              + ". Name another file.");
    }
    return result;
  }

  /** A path on the command line, as its author meant it. */
  static Path ofCaller(String text) {
    return Path.of(System.getProperty("bench.folder", "")).resolve(text).toAbsolutePath();
  }

  Path path() {
    return file;
  }

  private void tryToWrite() throws IOException {
    if (isSpecial()) {
      if (!Files.isWritable(file)) {
        throw new IOException("it is not writable");
      }
    } else {
      Path part = part();
      Files.writeString(part, "");
      Files.delete(part);
      if (Files.exists(file) && !Files.isWritable(file)) {
        throw new IOException("it is not writable");
      }
    }
  }

  /** Writes results in place of what the file holds. */
  public void write(String text) throws IOException {
    if (isSpecial()) {
      Files.writeString(file, text);
      return;
    }
    Path part = part();
    try {
      Files.writeString(part, text);
      Path target = Files.exists(file) ? file.toRealPath() : file;
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** A device such as /dev/stdout, which nothing may take the place of. */
  private boolean isSpecial() {
    return Files.exists(file) && !Files.isRegularFile(file);
  }

  private Path part() throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file;
    return target.resolveSibling("." + target.getFileName() + ".part");
  }
}
