package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens pages in a headless Chromium, where the machine has one, and uses them as a reader does.
 */
class BrowserTest {
  private static final Pattern SAID = Pattern.compile("<p class=\"said\">(.*?)</p>");

  @TempDir static Path folder;

  private static String browser = "";

  /** Some installed browsers cannot start or read files here; that says nothing about the page. */
  @BeforeAll
  static void findBrowser() throws IOException, InterruptedException {
    Optional<String> found = browserOnPath();
    Assumptions.assumeTrue(found.isPresent(), "no Chromium or Chrome on the PATH");
    browser = found.orElseThrow();
    Path probe = folder.resolve("probe.html");
    Files.writeString(probe, "<p id=probe></p><script>probe.textContent = 6 * 7</script>");
    Assumptions.assumeTrue(dump(probe, "UTC").contains(">42<"), browser + " does not work here");
  }

  @Test
  void scriptsRunToTheirEndAndDrawEveryFigure() throws Exception {
    List<String> said =
        open(
            SampleReports.births(),
            """
            const blank = canvas => canvas.getContext('2d')
              .getImageData(0, 0, canvas.width, canvas.height).data.every(byte => byte === 0);
            setTimeout(() => say([...document.querySelectorAll('canvas')].map(blank).join()), 50);
            """,
            "UTC");
    assertThat(said).containsExactly("false,false,false,false,false,false");
  }

  @Test
  void theOriginSliderMovesTheForecast() throws Exception {
    List<String> said =
        open(
            SampleReports.births(),
            """
            const figure = Timestep.figures.find(f => f.figure.dataset.kind === 'forecast');
            const slider = document.querySelector('input[aria-label=Origin]');
            const seen = () => document.querySelector('output').textContent
              + '/' + figure.plot().data[3].findIndex(v => v !== null);
            say(seen());
            slider.value = 520;
            slider.dispatchEvent(new Event('input'));
            say(seen());
            """,
            "UTC");
    // 521 windows of 28 steps; 84 rows of history come before the first.
    assertThat(said).containsExactly("2013-07-02/84", "2014-12-04/604");
  }

  @Test
  void buttonsAndKeysZoomMoveAndReset() throws Exception {
    List<String> said =
        open(
            SampleReports.births(),
            """
            const figure = Timestep.figures.find(f => f.figure.dataset.kind === 'forecast');
            const days = () => {
              const { min, max } = figure.plot().scales.x;
              return Math.round((max - min) / 86400) + '@' + Math.round(min / 86400);
            };
            const press = name => figure.figure.querySelector('[aria-label="' + name + '"]').click();
            const settle = () => new Promise(done => setTimeout(done, 30));
            (async () => {
              await settle(); say(days());
              press('Zoom in'); await settle(); say(days());
              press('Move to later'); await settle(); say(days());
              figure.place.dispatchEvent(new KeyboardEvent('keydown', { key: '-' }));
              await settle(); say(days());
              press('Reset the view'); await settle(); say(days());
            })();
            """,
            "UTC");
    assertThat(said).containsExactly("112@15804", "56@15853", "56@15881", "112@15860", "112@15804");
  }

  @Test
  void theBrowsersZoneShiftsNoDate() throws Exception {
    String script =
        """
        const day = 86400, t = Timestep.timeTicks(15804 * day, 15916 * day, 8);
        say(Timestep.tickTexts(t.ticks, t.unit).join('|').replaceAll('\\n', ' '));
        say(document.querySelector('output').textContent);
        const hours = Timestep.timeTicks(16139 * day, 16139 * day + 12 * 3600, 12);
        say(Timestep.tickTexts(hours.ticks, hours.unit).join('|').replaceAll('\\n', ' '));
        """;
    List<String> west = open(SampleReports.births(), script, "America/New_York");
    List<String> east = open(SampleReports.births(), script, "Asia/Shanghai");
    assertThat(west).isEqualTo(east).hasSize(3);
    assertThat(west.get(0)).startsWith("15 Apr 2013|29 Apr|13 May|");
    assertThat(west.get(1)).isEqualTo("2013-07-02");
    // 2014-03-10 is the day after New York's clocks went forward.
    assertThat(west.get(2)).startsWith("00:00 10 Mar 2014|01:00|02:00|03:00|");
  }

  @Test
  void anHourThatComesTwiceKeepsItsName() throws Exception {
    List<String> said =
        open(
            OddReports.hours(),
            3,
            """
            const { plot } = Timestep.figures[0];
            say(plot().data[0].every((x, i, all) => i === 0 || x > all[i - 1]));
            const slider = document.querySelector('input[aria-label=Origin]');
            for (const origin of [169, 170, 171, 172]) {
              slider.value = origin;
              slider.dispatchEvent(new Event('input'));
              say(document.querySelector('output').textContent);
            }
            """,
            "America/New_York");
    assertThat(said)
        .containsExactly(
            "true", "2024-10-27 01:00", "2024-10-27 02:00", "2024-10-27 02:00", "2024-10-27 03:00");
  }

  @Test
  void nothingSticksOutOfANarrowPage() throws Exception {
    List<String> said =
        open(
            OddReports.hours(),
            3,
            """
            // The browser's narrowest window is 500 wide; the page is made narrower inside it.
            document.body.style.cssText = 'margin: 0; width: 360px';
            const right = e =>
              e.getBoundingClientRect().left + Math.max(e.offsetWidth, e.scrollWidth);
            const outside = () => [...document.querySelectorAll('body *')]
              .filter(e => !e.closest('.scroll, .skip, .u-over, .unseen'))
              .filter(e => right(e) > 360.5)
              .map(e => e.tagName + '.' + e.className);
            setTimeout(() => { say(innerWidth); say(outside().join()); }, 200);
            """,
            "UTC",
            "--window-size=500,800");
    assertThat(said).containsExactly("500", "");
  }

  @Test
  void theSmallestReportStillDraws() throws Exception {
    List<String> said =
        open(
            OddReports.smallest(),
            6,
            """
            say(document.querySelector('output').textContent);
            say(document.querySelector('.readout').textContent);
            """,
            "UTC");
    assertThat(said)
        .containsExactly("row 4", "row 4 to row 4: mean absolute error network –, naive –.");
  }

  @Test
  void hostileNamesRunNothing() throws Exception {
    String name = "</script><script>document.title='taken'</script><img src=x onerror=alert(1)>";
    SampleReports.Shape shape =
        new SampleReports.Shape(name, List.of(name, "b"), 900, 5, 120, false);
    List<String> said =
        open(
            shape,
            """
            say(document.images.length);
            say(document.title === NAME + ', b: 5 steps ahead');
            say(document.querySelector('#forecasts select').options[0].textContent === NAME);
            """
                .replace("NAME", Json.write(name)),
            "UTC");
    assertThat(said).containsExactly("0", "true", "true");
  }

  private static Optional<String> browserOnPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private List<String> open(SampleReports.Shape shape, String script, String zone)
      throws IOException, InterruptedException {
    return open(SampleReports.report(shape), 6, script, zone);
  }

  /**
   * Opens a page in the given zone, runs the script in it and returns what that said. Fails where
   * the page's own scripts did not run to their end or an error was seen.
   */
  private List<String> open(
      ForecastReport report, int figures, String script, String zone, String... options)
      throws IOException, InterruptedException {
    String page = ForecastPage.render(report);
    String more =
        "<script>{const say = text => { const p = document.createElement('p');"
            + " p.className = 'said'; p.textContent = text; document.body.append(p); };\n"
            + script
            + "}</script></body>";
    Path file = folder.resolve("page.html");
    Files.writeString(file, page.replace("</body>", more));
    String document = dump(file, zone, options);
    assertThat(document).as("document of %s", browser).contains("<head>");
    String root = document.substring(0, document.indexOf("<head>"));
    assertThat(root).contains("data-ready=\"" + figures + "\"").doesNotContain("data-error");
    return SAID.matcher(document).results().map(result -> result.group(1)).toList();
  }

  /** The document after its scripts have run; empty where the browser failed. */
  private static String dump(Path file, String zone, String... options)
      throws IOException, InterruptedException {
    Path output = folder.resolve("dom.html");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(browser, "--headless", "--no-sandbox", "--disable-gpu"));
    // Not in the temporary folder: late writes must not disturb its removal.
    command.add("--user-data-dir=" + Path.of("target", "browser-profile").toAbsolutePath());
    command.addAll(List.of(options));
    command.addAll(List.of("--virtual-time-budget=5000", "--dump-dom", file.toUri().toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("TZ", zone);
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return process.exitValue() == 0 ? Files.readString(output, StandardCharsets.UTF_8) : "";
  }
}
