package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The colours of both schemes can be read: contrasts as WCAG 2 reckons them. */
class PaletteTest {
  private static final double TEXT = 4.5;
  private static final double LINE = 3;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void textStandsOutFromItsGround(boolean dark) {
    Map<String, String> colours = colours(dark);
    for (String text : List.of("ink", "muted", "link")) {
      assertContrast(colours, text, "paper", TEXT);
      assertContrast(colours, text, "panel", TEXT);
    }
    for (String band : List.of("train", "validation", "test", "next")) {
      assertContrast(colours, "muted", "band-" + band, TEXT);
    }
    for (String verdict : List.of("good", "warn", "even")) {
      assertContrast(colours, verdict, verdict + "-ground", TEXT);
      assertContrast(colours, "ink", verdict + "-ground", TEXT);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void linesStandOutFromThePaper(boolean dark) {
    Map<String, String> colours = colours(dark);
    for (String line : List.of("truth", "outline", "network", "baseline", "train", "validation")) {
      assertContrast(colours, line, "paper", LINE);
    }
    for (int i = 1; i <= 6; i++) {
      assertContrast(colours, "other-" + i, "paper", LINE);
    }
  }

  private static void assertContrast(
      Map<String, String> colours, String front, String ground, double least) {
    double a = luminance(colours.get(front));
    double b = luminance(colours.get(ground));
    assertThat((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05))
        .as(
            "contrast of --%s %s on --%s %s",
            front, colours.get(front), ground, colours.get(ground))
        .isGreaterThanOrEqualTo(least);
  }

  /** Relative luminance of a colour such as "#1f64d6". */
  private static double luminance(String hex) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double c = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  private static Map<String, String> colours(boolean dark) {
    String css = Assets.text("page.css");
    int light = css.indexOf(":root {");
    int night = css.indexOf(":root:not(.printing) {");
    assertThat(night).isGreaterThan(light).isGreaterThan(0);
    int start = dark ? night : light;
    Map<String, String> colours = new HashMap<>();
    Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6});")
        .matcher(css.substring(start, css.indexOf('}', start)))
        .results()
        .forEach(found -> colours.put(found.group(1), found.group(2)));
    assertThat(colours).hasSizeGreaterThan(25);
    return colours;
  }
}
