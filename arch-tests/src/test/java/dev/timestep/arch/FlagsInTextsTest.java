package dev.timestep.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Only the command line knows its options: a library class names the setting {@code fill}, never
 * the flag. All texts of the class files are searched, those of joined strings too.
 */
class FlagsInTextsTest {

  /** An option of this program; those of the JVM are no settings. */
  private static final Pattern FLAG =
      Pattern.compile("(?<![\\w-])--(?!add-modules|enable-native-access)[a-z]");

  private static final int FEWEST_CLASSES = 200;

  @Test
  void noLibraryClassNamesAFlag() {
    List<String> found = new ArrayList<>();
    int classes = 0;
    for (JavaClass type : Scan.HOUSE) {
      if (!type.getPackageName().startsWith("dev.timestep.cli")) {
        classes++;
        texts(type).stream()
            .filter(text -> FLAG.matcher(text).find())
            .forEach(text -> found.add(type.getName() + ": " + text.strip()));
      }
    }
    assertThat(classes).isGreaterThan(FEWEST_CLASSES);
    assertThat(found).as("write setting(\"fill\") in place of --fill").isEmpty();
  }

  @Test
  void findsAFlagInTheCommandLineItself() {
    List<String> texts = new ArrayList<>();
    for (JavaClass type : Scan.HOUSE) {
      if (type.getPackageName().equals("dev.timestep.cli")) {
        texts.addAll(texts(type));
      }
    }
    assertThat(texts).anyMatch(text -> FLAG.matcher(text).find());
    assertThat(FLAG.matcher("joined \u0001. Give --fill \u0001").find()).isTrue();
    assertThat(FLAG.matcher("start java with --add-modules x").find()).isFalse();
  }

  private static List<String> texts(JavaClass type) {
    try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      List<String> texts = new ArrayList<>();
      for (PoolEntry entry : ClassFile.of().parse(in.readAllBytes()).constantPool()) {
        if (entry instanceof Utf8Entry text) {
          texts.add(text.stringValue());
        }
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
