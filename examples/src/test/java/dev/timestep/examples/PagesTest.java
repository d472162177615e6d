package dev.timestep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the pages that newcomers read to the repository: links lead to files and headings that are
 * there, and both languages of the README show the same commands and the same output.
 */
class PagesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path ENGLISH = ROOT.resolve("README.md");
  private static final Path CHINESE = ROOT.resolve("README.zh-CN.md");

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
  private static final Pattern BLOCK = Pattern.compile("(?s)\n```\\w*\n(.*?)\n```");
  private static final Pattern OPTIONS = Pattern.compile("`(examples/data/[^`]+)`");

  /** Fewer would mean that the pattern no longer finds them. */
  private static final int LINKS_AT_LEAST = 100;

  @Test
  void everyLinkLeadsToAFileAndAHeading() throws IOException {
    List<String> astray = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      for (String link : all(LINK, Files.readString(page))) {
        if (link.contains("://")) {
          continue;
        }
        links++;
        if (!leadsSomewhere(page, link)) {
          astray.add(ROOT.relativize(page) + ": " + link);
        }
      }
    }
    assertThat(links).isGreaterThanOrEqualTo(LINKS_AT_LEAST);
    assertThat(astray).as("links that lead nowhere").isEmpty();
  }

  @Test
  void anAnchorIsWhatTheHeadingIsOnTheWeb() {
    assertThat(anchor("`model.json` of a `Sequential`")).isEqualTo("modeljson-of-a-sequential");
    assertThat(anchor("Does the network win?")).isEqualTo("does-the-network-win");
    assertThat(anchor("网络真的更好吗")).isEqualTo("网络真的更好吗");
  }

  @Test
  void bothLanguagesShowTheSameCommandsAndTheSameOutput() throws IOException {
    List<String> english = blocks(ENGLISH);
    assertThat(english).hasSizeGreaterThanOrEqualTo(6);
    assertThat(blocks(CHINESE)).isEqualTo(english);
    List<String> rows = all(OPTIONS, Files.readString(ENGLISH));
    assertThat(rows).hasSizeGreaterThanOrEqualTo(6);
    assertThat(all(OPTIONS, Files.readString(CHINESE))).isEqualTo(rows);
  }

  @Test
  void theMainCommandOfTheReadmeIsTheOneThatEachChangeHasToPass() throws IOException {
    String main = blocks(ENGLISH).getFirst();
    assertThat(main).startsWith("./timestep train forecast examples/data/");
    assertThat(Files.readAllLines(ROOT.resolve(".ci/run"))).contains(main);
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> documents = Files.walk(ROOT.resolve("docs"))) {
      Stream.concat(top, documents)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .forEach(pages::add);
    }
    pages.add(ROOT.resolve("examples/README.md"));
    assertThat(pages).contains(ENGLISH, CHINESE);
    return pages;
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    int mark = link.indexOf('#');
    String file = mark < 0 ? link : link.substring(0, mark);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    // #L40 is a line of code, which EquationsPageTest holds.
    if (mark < 0 || !target.toString().endsWith(".md")) {
      return true;
    }
    return all(HEADING, Files.readString(target)).stream()
        .map(PagesTest::anchor)
        .anyMatch(link.substring(mark + 1)::equals);
  }

  /** The anchor that GitHub gives a heading. */
  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\-_ ]", "")
        .strip()
        .replace(' ', '-');
  }

  /**
   * Code blocks without what stands behind their comment signs, which is in the page's language.
   */
  private static List<String> blocks(Path page) throws IOException {
    return BLOCK
        .matcher(Files.readString(page))
        .results()
        .map(block -> block.group(1).replaceAll("(?m) +(#|//).*$", ""))
        .toList();
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }
}
