import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Leads the links of docs/equations.md to their lines again after code has moved: {@code java
 * tools/EquationLinks.java}, at the root. A link goes to the line with its code that is nearest to
 * where it led before; code that is gone is named, and has to be seen to by hand.
 */
final class EquationLinks {
  private static final Path PAGE = Path.of("docs/equations.md");
  private static final Pattern LINK = Pattern.compile("\\[`([^`]+)`]\\(([^)#]+)#L(\\d+)\\)");

  private EquationLinks() {}

  static void main() throws IOException {
    Matcher link = LINK.matcher(Files.readString(PAGE));
    StringBuilder page = new StringBuilder();
    while (link.find()) {
      int line = nearest(link.group(1), link.group(2), Integer.parseInt(link.group(3)));
      String now = "[`%s`](%s#L%d)".formatted(link.group(1), link.group(2), line);
      link.appendReplacement(page, Matcher.quoteReplacement(now));
    }
    link.appendTail(page);
    Files.writeString(PAGE, page);
  }

  private static int nearest(String code, String file, int before) throws IOException {
    List<String> lines = Files.readAllLines(PAGE.resolveSibling(file).normalize());
    return IntStream.rangeClosed(1, lines.size())
        .filter(line -> lines.get(line - 1).contains(code))
        .boxed()
        .min((a, b) -> Integer.compare(Math.abs(a - before), Math.abs(b - before)))
        .orElseGet(
            () -> {
              IO.println("Not found in " + file + ": " + code);
              return before;
            });
  }
}
