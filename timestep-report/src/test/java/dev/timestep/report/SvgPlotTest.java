package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.judge.Residuals;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgPlotTest {
  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static Plot plot(Numbers low, Numbers high, Numbers middle) {
    return new Plot(
        "A fan & its middle.",
        "A fan.",
        200,
        false,
        false,
        List.of(
            new Plot.View(
                "sales",
                "sales <in euro>",
                new Plot.Counts("step", "steps ahead", 3),
                List.of(
                    new Plot.Line("90 %, low", Plot.LineStyle.FAN, low),
                    new Plot.Line("90 %, high", Plot.LineStyle.FAN, high),
                    new Plot.Line("forecast", Plot.LineStyle.NETWORK, middle)),
                List.of(),
                List.of())));
  }

  @Test
  void linesAndIntervalsStandWhereTheirValuesAre() throws Exception {
    Plot plot = plot(Numbers.of(0, 0, 0), Numbers.of(10, 10, 10), Numbers.of(5, Double.NaN, 10));
    Document svg = parsed(SvgPlot.of(plot, plot.views().getFirst()));
    // The side axis reaches from -0.4 to 10.4 over 200 pixels below 44; steps from 78 to 842.
    assertThat(
            svg.getElementsByTagName("polygon")
                .item(0)
                .getAttributes()
                .getNamedItem("points")
                .getNodeValue())
        .isEqualTo(
            "78.00,236.59 460.00,236.59 842.00,236.59 842.00,51.41 460.00,51.41 78.00,51.41");
    // A missing value breaks the line.
    assertThat(
            svg.getElementsByTagName("path")
                .item(0)
                .getAttributes()
                .getNamedItem("d")
                .getNodeValue())
        .isEqualTo("M78.00 144.00M842.00 51.41");
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("A fan & its middle.");
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("sales <in euro>", "steps ahead", "forecast");
  }

  /** No name reaches beyond the picture, and none lies on the lines. */
  @Test
  void aLongLegendTakesSeveralRows() throws Exception {
    List<Plot.Line> lines =
        IntStream.range(0, 9)
            .mapToObj(
                i ->
                    new Plot.Line(
                        "ridge regression with calendar products " + i,
                        Plot.LineStyle.OTHER,
                        Numbers.of(i, i)))
            .toList();
    Plot.View view =
        new Plot.View(
            "y",
            "y",
            new Plot.Counts("step", "steps ahead", 2),
            lines,
            List.of(new Plot.Band("forecast", "next", 1, 2)),
            List.of());
    Document svg = parsed(SvgPlot.of(new Plot("A.", "B.", 200, false, false, List.of(view)), view));
    List<Element> names =
        texts(svg).stream()
            .filter(text -> text.getTextContent().matches("ridge regression.*|forecast"))
            .toList();
    assertThat(names).hasSize(10);
    double lowest = 0;
    for (Element name : names) {
      double end = Double.parseDouble(name.getAttribute("x")) + 6 * name.getTextContent().length();
      assertThat(end).isLessThan(860);
      lowest = Math.max(lowest, Double.parseDouble(name.getAttribute("y")));
    }
    String path = ((Element) svg.getElementsByTagName("path").item(8)).getAttribute("d");
    assertThat(Double.parseDouble(path.split("[ ML]")[2])).isGreaterThan(lowest);
  }

  private static List<Element> texts(Document svg) {
    NodeList all = svg.getElementsByTagName("text");
    return IntStream.range(0, all.getLength()).mapToObj(at -> (Element) all.item(at)).toList();
  }

  @Test
  void constantAndMissingValuesAreDrawn() throws Exception {
    for (double value : new double[] {0, 7, 1e12, Double.NaN}) {
      Numbers flat = Numbers.of(value, value, value);
      Plot plot = plot(flat, flat, flat);
      String svg = SvgPlot.of(plot, plot.views().getFirst());
      parsed(svg);
      assertThat(svg).doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void everyPlotOfTheDiagnosticsIsAPicture() throws Exception {
    Residuals errors = new Residuals(new double[] {1, -2, 3, -1, 0, 2, -3, 1});
    for (Plot plot : DiagnosticParts.residualPlots(List.of(new Diagnostics.StepOne("y", errors)))) {
      parsed(SvgPlot.of(plot, plot.views().getFirst()));
    }
    assertThat(
            DiagnosticParts.residualPlots(
                List.of(new Diagnostics.StepOne("y", new Residuals(new double[] {1, 1})))))
        .hasSize(1);
    Diagnostics.IntervalScores scores =
        new Diagnostics.IntervalScores(
            "mix",
            List.of(new Diagnostics.IntervalScores.Row("mix", true, List.of("91.2 %"))),
            List.of("coverage"),
            Numbers.of(0.05, 0.95),
            Numbers.of(0.07, 0.98),
            0.9,
            Numbers.of(0.92, 0.9));
    assertThat(DiagnosticParts.intervals(scores).markup()).contains("mix (kept)", "91.2 %");
    parsed(
        SvgPlot.of(
            DiagnosticParts.reliability(scores),
            DiagnosticParts.reliability(scores).views().getFirst()));
    assertThat(new Diagnostics(Optional.of(scores), List.of()).residuals()).isEmpty();
  }
}
