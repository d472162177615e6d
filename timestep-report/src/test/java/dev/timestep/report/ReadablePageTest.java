package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the names, the numbers and the window: all can be read, and nothing is cut off. */
class ReadablePageTest {
  @TempDir static Path folder;

  private static Browser browser;

  @BeforeAll
  static void findBrowser() throws IOException, InterruptedException {
    browser = Browser.find(folder);
  }

  static Stream<ForecastReport> reports() {
    SampleReports.Shape births = SampleReports.births();
    return Stream.of(
        SampleReports.report(births),
        SampleReports.report(births.withMagnitude(50, 1.2e12)),
        SampleReports.report(births.withMagnitude(4e-13, 0)),
        OddReports.smallest(),
        OddReports.hours(),
        OddReports.longNames(),
        OddReports.many());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyPageCanBeReadAtAnyWidth(ForecastReport report) throws Exception {
    List<String> said =
        browser.openAt(
            List.of(320, 390, 768, 1400),
            report,
            """
            const wrong = text => say(innerWidth + ': ' + text);
            const right = e => e.getBoundingClientRect().left
              + (e.closest('.scroll') ? e.offsetWidth : Math.max(e.offsetWidth, e.scrollWidth));
            const name = e => e.tagName + '.' + e.className;

            // A table may be wider than its box, which scrolls; text must stay inside its cell.
            function layout() {
              if (root.scrollWidth > innerWidth) wrong('scrolls sideways');
              [...document.querySelectorAll('body *')]
                .filter(e => !e.closest('.scroll table, .skip, .u-over, .unseen'))
                .filter(e => right(e) > innerWidth + .5 || e.getBoundingClientRect().left < -.5)
                .forEach(e => wrong(name(e) + ' sticks out of the page'));
              [...document.querySelectorAll('th, td')].filter(e => e.scrollWidth > e.clientWidth + 1)
                .forEach(e => wrong(name(e) + ' sticks out of its cell'));
            }

            function words() {
              const text = document.body.innerText
                + [...document.querySelectorAll('[aria-label]')].map(e => e.ariaLabel).join();
              (text.match(/NaN|undefined|Infinity|null|--(?!\\w)/g) || []).forEach(wrong);
            }

            function plots() {
              for (const { plot, figure } of Timestep.figures) {
                const ticks = plot().axes[1]._values.filter(t => t !== '');
                if (new Set(ticks).size < ticks.length) wrong('twice the same: ' + ticks);
                if (ticks.some(t => t.length > 9)) wrong('long: ' + ticks);
                const legend = figure.querySelector('.u-value').textContent;
                if (legend === '' && !figure.innerText.includes('no values')) wrong('empty legend');
              }
            }

            setTimeout(() => {
              document.querySelectorAll('details').forEach(e => { e.open = true; });
              layout();
              words();
              plots();
              say('looked at ' + innerWidth);
            }, 200);
            """);
    assertThat(said)
        .containsExactlyInAnyOrder(
            "looked at 320", "looked at 390", "looked at 768", "looked at 1400");
  }

  @Test
  void aPlotIsNamedAfterItsValuesAndTheirUnit() throws Exception {
    String titles =
        """
        setTimeout(() => document.querySelectorAll('.plot-head .values')
          .forEach(e => say(e.textContent)), 100);
        """;
    SampleReports.Shape births = SampleReports.births();
    assertThat(browser.openAt(List.of(900), SampleReports.report(births), titles))
        .containsExactly(
            "births",
            "mean absolute error, births",
            "values below the quantile, %",
            "values inside the interval, %",
            "errors",
            "autocorrelation",
            "error, births",
            "births",
            "births",
            "loss (mae of the scaled values)",
            "norm of the gradient");
    SampleReports.Shape bytes = births.withTargets("bytes").withMagnitude(50, 1.2e12);
    assertThat(browser.openAt(List.of(900), SampleReports.report(bytes), titles))
        .startsWith("bytes − 1,200,000,000,000", "mean absolute error, bytes");
    SampleReports.Shape leak = births.withTargets("leak (kg/s)").withMagnitude(4e-13, 0);
    assertThat(browser.openAt(List.of(900), SampleReports.report(leak), titles))
        .startsWith(
            "leak (kg/s), in units of 1e-9", "mean absolute error, leak (kg/s), in units of 1e-12");
    SampleReports.Shape balance = births.withTargets("balance").withMagnitude(-2200, 0);
    assertThat(browser.openAt(List.of(900), SampleReports.report(balance), titles))
        .startsWith("balance, in millions", "mean absolute error, balance, in millions");
  }

  @Test
  void theLegendShowsTheLastStepUntilThePointerComes() throws Exception {
    List<String> said =
        browser.openAt(
            List.of(900),
            OddReports.hours(),
            """
            const { plot } = Timestep.figures[0], legend = () =>
              [...plot().root.querySelectorAll('.u-series')]
                .map(e => e.innerText.replace('\\n', ' ')).join(', ');
            setTimeout(() => {
              say(legend());
              plot().setCursor({ left: plot().valToPos(plot().data[0][10], 'x'), top: 10 });
              plot().setLegend({ idx: 60 });
              say(legend());
              plot().setCursor({ left: -10, top: -10 });
              say(legend());
            }, 100);
            """);
    assertThat(said)
        .containsExactly(
            "time 2024-10-20 23:00, truth 1,499,999,999.224,"
                + " seasonal naive (24) 1,499,999,998.624, network 1,499,999,999.524",
            "time 2024-10-19 12:00, truth 1,500,000,000, seasonal naive (24) —, network —",
            "time 2024-10-20 23:00, truth 1,499,999,999.224,"
                + " seasonal naive (24) 1,499,999,998.624, network 1,499,999,999.524");
  }

  @Test
  void noDifferenceStandsAtZeroAndTheSidesAreNamed() throws Exception {
    List<String> said =
        browser.openAt(
            List.of(390, 1000),
            SampleReports.report(SampleReports.births()),
            """
            const middle = e => { const r = e.getBoundingClientRect(); return (r.left + r.right) / 2; };
            const at = selector => document.querySelector('.interval ' + selector);
            setTimeout(() => {
              say(at('.above').textContent + ' ' + (Math.abs(middle(at('.above')) - middle(at('.zero'))) < 2));
              say(at('.sides').innerText.replace(/\\s+/g, ' '));
            }, 100);
            """);
    assertThat(said)
        .containsExactly(
            "no difference true",
            "← ridge better network better →",
            "no difference true",
            "← ridge better network better →");
  }

  @Test
  void aCommandIsCopiedAsItStands() throws Exception {
    List<String> said =
        browser.openAt(
            List.of(900),
            SampleReports.report(SampleReports.births()),
            """
            const boxes = [...document.querySelectorAll('.command')];
            const stub = clipboard => Object.defineProperty(navigator, 'clipboard',
              { configurable: true, value: clipboard });
            (async () => {
              stub({ writeText: async text => say(text) });
              for (const box of boxes) box.querySelector('button').click();
              await new Promise(done => setTimeout(done, 50));
              say(boxes.map(box => box.querySelector('button').textContent).join());
              // Without a clipboard the older way is taken, and the command stays selected.
              stub(undefined);
              boxes[0].querySelector('button').click();
              await new Promise(done => setTimeout(done, 50));
              say(getSelection().toString());
            })();
            """);
    String predict = "./timestep predict births.timestep us-births.csv --out next.csv";
    assertThat(said)
        .containsExactly(
            predict,
            "./timestep evaluate births.timestep us-births.csv",
            "./timestep train forecast us-births.csv --target births --horizon 28 --holidays US"
                + " --report births.html",
            "Copied,Copied,Copied",
            predict);
  }
}
