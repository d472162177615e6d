package dev.timestep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/equations.md to the code: a link whose text is code leads to a line with that code.
 * Line numbers move; {@code java tools/EquationLinks.java} leads the links there again.
 */
class EquationsPageTest {
  private static final Path PAGE = Path.of("../docs/equations.md");
  private static final Pattern LINK = Pattern.compile("\\[`([^`]+)`]\\(([^)#]+)#L(\\d+)\\)");

  /** Fewer would mean that the pattern no longer finds them. */
  private static final int LINKS_AT_LEAST = 50;

  @Test
  void everyEquationLeadsToItsLine() throws IOException {
    Matcher link = LINK.matcher(Files.readString(PAGE));
    List<String> astray = new ArrayList<>();
    int links = 0;
    while (link.find()) {
      links++;
      check(link.group(1), link.group(2), Integer.parseInt(link.group(3)), astray);
    }
    assertThat(links).isGreaterThanOrEqualTo(LINKS_AT_LEAST);
    assertThat(astray)
        .as("links of docs/equations.md that lead astray; run: java tools/EquationLinks.java")
        .isEmpty();
  }

  private static void check(String code, String file, int line, List<String> astray)
      throws IOException {
    List<String> lines = Files.readAllLines(PAGE.resolveSibling(file).normalize());
    if (line <= lines.size() && lines.get(line - 1).contains(code)) {
      return;
    }
    List<Integer> found = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).contains(code)) {
        found.add(at + 1);
      }
    }
    astray.add("`%s` in %s is not on line %d but on %s".formatted(code, file, line, found));
  }
}
