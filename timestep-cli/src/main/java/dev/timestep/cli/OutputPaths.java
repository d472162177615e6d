package dev.timestep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks of paths before long work is begun. */
final class OutputPaths {
  private OutputPaths() {}

  /** Refuses to write over a file that is read, or to write two results to one place. */
  static void requireDistinct(String option, Path file, String otherName, Path other) {
    if (real(file).equals(real(other))) {
      throw new IllegalArgumentException(
          option
              + " expects a file of its own; "
              + file
              + " is "
              + otherName
              + ". Give another name.");
    }
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }

  /** Refuses a path that cannot be written to, so that no training is lost at its end. */
  static void requireWritable(String option, Path file) {
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
              + " does not. Make it, or"
              + " give another path.");
    }
    if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
      throw new IllegalArgumentException(
          option + " expects a path that may be written to; " + file + " may not. Give another.");
    }
  }
}
