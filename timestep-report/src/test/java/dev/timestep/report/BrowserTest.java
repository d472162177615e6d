package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses pages as a reader does. */
class BrowserTest {
  @TempDir static Path folder;

  private static Browser browser;

  @BeforeAll
  static void findBrowser() throws IOException, InterruptedException {
    browser = Browser.find(folder);
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
    assertThat(said).containsExactly(String.join(",", Collections.nCopies(11, "false")));
  }

  /** A picture may be taken of the very frame in which the width changes. */
  @Test
  void plotsFollowTheWidthInTheSameFrame() throws Exception {
    List<String> said =
        browser.openForFrames(
            SampleReports.report(SampleReports.births()),
            11,
            """
            const fits = () => Timestep.figures.every(f => f.plot().width === f.place.clientWidth);
            const frame = () => new Promise(requestAnimationFrame);
            (async () => {
              await frame(); say(fits());
              document.body.style.maxWidth = '420px';
              await frame(); say(fits() + '/' + (Timestep.figures[0].place.clientWidth < 420));
              Timestep.figures.forEach(f => f.plot().setSize({ width: 900, height: 200 }));
              say(document.documentElement.scrollWidth <= document.documentElement.clientWidth);
            })();
            """);
    assertThat(said).containsExactly("true", "true/true", "true");
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
        browser.open(
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
  void theSmallestReportStillDraws() throws Exception {
    List<String> said =
        browser.open(
            OddReports.smallest(),
            6,
            """
            say(document.querySelector('output').textContent);
            say(document.querySelector('.readout').textContent);
            """,
            "UTC");
    assertThat(said)
        .containsExactly("row 4", "row 4 to row 4: mean absolute error network —, naive —.");
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

  private static List<String> open(SampleReports.Shape shape, String script, String zone)
      throws IOException, InterruptedException {
    return browser.open(SampleReports.report(shape), 11, script, zone);
  }
}
