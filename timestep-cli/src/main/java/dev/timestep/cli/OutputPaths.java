package dev.timestep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks of paths before long work starts. */
final class OutputPaths {
  private static final String GENERATOR = "<meta name=\"generator\" content=\"Timestep\">";

  /** Bytes of a page within which it says what made it. */
  private static final int START = 4096;

  private OutputPaths() {}

  /** Refuses to write over a file that is read, or to write two results to one place. */
  static void requireDistinct(String option, Path file, String otherName, Path other) {
    if (real(file).equals(real(other))) {
      throw new IllegalArgumentException(
          option
              + " expects a different file; "
              + file
              + " is "
              + otherName
              + ". Give another name.");
    }
    if (Files.isDirectory(other) && real(file).startsWith(real(other))) {
      throw new IllegalArgumentException(
          option
              + " expects a file elsewhere; "
              + file
              + " lies in "
              + other
              + ", "
              + otherName
              + ", and would be read as data next time. Give a name outside of it.");
    }
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return realFolder(file.toAbsolutePath().normalize());
    }
  }

  /** A file that is not there yet, in its real folder. */
  private static Path realFolder(Path file) {
    Path folder = file.getParent();
    try {
      return folder == null ? file : folder.toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      return file;
    }
  }

  /**
   * Refuses a path that cannot be written to, so that no training is lost at its end. Standard
   * output is not such a path: it would be mixed with other results.
   */
  static void requireWritable(String option, Path file) {
    if (file.toString().equals("-")) {
      throw new IllegalArgumentException(
          option + " expects a file; \"-\" stands for standard input, and only as DATA.");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          option + " expects a file; " + file + " is a folder. Give a name inside it.");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          option
              + " expects a file in a folder that exists; "
              + folder
              + " does not. Create it, or"
              + " give another path.");
    }
    if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
      throw new IllegalArgumentException(
          option + " expects a path that can be written; " + file + " cannot. Give another path.");
    }
  }

  /** Refuses a folder that holds something, is a file, or could not be made. */
  static void requireEmptyFolder(String option, Path folder, boolean overwrite) throws IOException {
    if (!Files.exists(folder)) {
      requireWritable(option, folder);
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          option + " expects a folder; " + folder + " is a file. Give another name.");
    }
    try (var files = Files.list(folder)) {
      if (!overwrite && files.findAny().isPresent()) {
        throw new IllegalArgumentException(
            option
                + " expects a folder that is empty or not there yet; "
                + folder
                + " holds files. Give another name, or --overwrite to replace the pictures in it.");
      }
    }
  }

  /** Makes a folder before the work begins, so that no work is lost where it cannot be made. */
  static void make(String option, Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          option
              + " expects a folder that can be made; "
              + folder
              + " cannot ("
              + e.getClass().getSimpleName()
              + "). Give another name.",
          e);
    }
  }

  /**
   * Refuses to write a page over a file that is not a page of this program. A page may be written
   * over, since it can be made again.
   */
  static void requirePage(String option, Path file, boolean overwrite) {
    if (overwrite || !Files.exists(file) || isPage(file)) {
      return;
    }
    throw new IllegalArgumentException(
        option
            + " expects a new file, or a page that this program wrote; "
            + file
            + " is neither. Give another name, or --overwrite to replace it.");
  }

  private static boolean isPage(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(START), StandardCharsets.UTF_8).contains(GENERATOR);
    } catch (IOException e) {
      return false;
    }
  }
}
