package dev.timestep.arch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A source file and the packages of the house that it names. Unlike a class file it shows what only
 * Javadoc uses, by an import or by a full name.
 *
 * @param name of its class, with the package
 * @param uses other packages, below {@code dev.timestep}
 */
record SourceFile(String name, Set<String> uses) {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

  /** A type by its full name: the package is all before the first capital letter. */
  private static final Pattern TYPE =
      Pattern.compile("\\b(dev\\.timestep(?:\\.[a-z]\\w*)*)\\.[A-Z]");

  /** What a text of Java names. */
  static SourceFile of(String fileName, String text) {
    Matcher own = PACKAGE.matcher(text);
    if (!own.find()) {
      throw new IllegalArgumentException(fileName + " has no package");
    }
    Set<String> uses = new TreeSet<>();
    Matcher types = TYPE.matcher(text);
    while (types.find()) {
      uses.add(types.group(1));
    }
    uses.remove(own.group(1));
    return new SourceFile(own.group(1) + "." + fileName.replace(".java", ""), uses);
  }

  String packageName() {
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** All files of the modules beside this one that are published or run. */
  static List<SourceFile> ofTheHouse() {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      return modules
          .filter(module -> module.getFileName().toString().startsWith("timestep-"))
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .flatMap(SourceFile::under)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<SourceFile> under(Path sources) {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .map(SourceFile::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SourceFile read(Path file) {
    try {
      return of(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
