package dev.timestep.io.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces files so that a reader, even after a power failure, finds the old one or the new one,
 * never half of either.
 *
 * <p>The new bytes go to a hidden file beside the target ({@code .NAME.PROCESS-THREAD.part}), are
 * forced to the disk, and the file is moved over the target in one operation of the file system. A
 * failed write removes the hidden file; those that a killed process left are removed by the next
 * write.
 */
public final class AtomicFile {
  private static final Pattern PART = Pattern.compile("\\.(.+)\\.([0-9]{1,18})-[0-9]+\\.part");
  private static final int BUFFER = 1 << 16;

  private AtomicFile() {}

  /** What writes the new bytes. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of them; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces {@code target}, or makes it.
   *
   * @throws IOException when the new bytes cannot be written; the old file is then as before
   */
  public static void replace(Path target, Content content) throws IOException {
    replace(target, null, content);
  }

  /**
   * Replaces {@code target} and keeps its old bytes as {@code previous}.
   *
   * <p>Both are on the disk in full before either moves, so that at every moment {@code target} or
   * {@code previous} is a whole file.
   *
   * @param previous where the old bytes go; null for nowhere
   */
  public static void replace(Path target, @Nullable Path previous, Content content)
      throws IOException {
    // A link stays a link: what it points at is replaced.
    Path real = Files.isSymbolicLink(target) ? target.toRealPath() : target.toAbsolutePath();
    Path folder = real.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("the folder " + folder + " does not exist");
    }
    if (Files.isDirectory(real)) {
      throw new IOException("it is a folder");
    }
    removeLeftovers(folder, real.getFileName().toString());
    Path part = folder.resolve(partName(real));
    try {
      writeAndForce(part, content);
      if (previous != null && Files.exists(real)) {
        Files.move(real, previous, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(part, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    forceFolder(folder);
  }

  private static String partName(Path file) {
    return "."
        + file.getFileName()
        + "."
        + ProcessHandle.current().pid()
        + "-"
        + Thread.currentThread().threadId()
        + ".part";
  }

  /** Not through a channel: an interrupt of the thread would close it. */
  private static void writeAndForce(Path part, Content content) throws IOException {
    Files.deleteIfExists(part);
    Files.createFile(part);
    try (FileOutputStream file = new FileOutputStream(part.toFile())) {
      BufferedOutputStream out = new BufferedOutputStream(file, BUFFER);
      content.writeTo(out);
      out.flush();
      file.getFD().sync();
    }
  }

  /** Makes the moves last through a power cut, where the system lets a folder be forced. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      System.getLogger(AtomicFile.class.getName())
          .log(System.Logger.Level.DEBUG, "The folder " + folder + " cannot be forced to disk", e);
    }
  }

  private static void removeLeftovers(Path folder, String name) throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*.part")) {
      for (Path part : parts) {
        Matcher matcher = PART.matcher(part.getFileName().toString());
        if (matcher.matches()
            && matcher.group(1).equals(name)
            && ProcessHandle.of(Long.parseLong(matcher.group(2))).isEmpty()) {
          Files.deleteIfExists(part);
        }
      }
    }
  }
}
