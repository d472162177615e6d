import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs google-java-format over every Java file below a folder.
 *
 * <p>{@code apply} rewrites the files. {@code check} writes what is wrong into the file {@code
 * COMPLAINT}, for the build to fail with; where nothing is, it leaves {@code STAMP}, and the next
 * check looks only at files younger than that.
 *
 * <p>Maven starts this file on the JDK of the toolchain, since the formatter parses with the
 * compiler of the JVM it runs in, and Maven's own may be too old for the language level used here.
 */
final class Format {

  public static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    Path root = Path.of(args[1]);
    Path stamp = Path.of(args[2]);
    Path complaint = Path.of(args[3]);

    Files.deleteIfExists(complaint);
    FileTime since =
        !apply && Files.exists(stamp) ? Files.getLastModifiedTime(stamp) : FileTime.fromMillis(0);
    FileTime start = FileTime.fromMillis(System.currentTimeMillis());
    List<String> files = filesYoungerThan(since, root);
    String wrong = files.isEmpty() ? "" : run(apply, root, files);
    if (!wrong.isEmpty()) {
      Files.writeString(complaint, wrong);
    } else if (!apply) {
      Files.writeString(stamp, "Java files older than this stamp are formatted\n");
      Files.setLastModifiedTime(stamp, start);
    }
  }

  private static String run(boolean apply, Path root, List<String> files) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(apply ? "--replace" : "--dry-run");
    command.addAll(files);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    new Main(new PrintWriter(out, true), new PrintWriter(err, true), System.in)
        .format(command.toArray(String[]::new));

    StringBuilder wrong = new StringBuilder(err.toString());
    List<String> unformatted = out.toString().lines().sorted().toList();
    if (!unformatted.isEmpty()) {
      wrong.append("not formatted (" + unformatted.size() + " files):\n");
      unformatted.forEach(f -> wrong.append("  " + root.relativize(Path.of(f)) + "\n"));
      wrong.append("Mend them with bin/format, or leave the checks out with mvn -Dquick ...");
    }
    return wrong.toString();
  }

  private static List<String> filesYoungerThan(FileTime since, Path root) throws IOException {
    List<String> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean skip = !folder.equals(root) && (name.equals("target") || name.startsWith("."));
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean young = attributes.lastModifiedTime().compareTo(since) >= 0;
            if (young && file.toString().endsWith(".java")) {
              files.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private Format() {}
}
