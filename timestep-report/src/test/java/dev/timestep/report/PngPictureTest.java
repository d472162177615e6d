package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngPictureTest {
  private static BufferedImage drawn(String svg) throws Exception {
    return ImageIO.read(new ByteArrayInputStream(PngPicture.of(svg)));
  }

  @Test
  void shapesStandWhereTheSvgHasThemAtTwiceTheSize() throws Exception {
    BufferedImage image =
        drawn(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40" width="60" height="40">
            <rect width="100%" height="100%" fill="#ffffff"/>
            <rect x="10" y="20" width="5" height="4" fill="#1f64d6"/>
            </svg>
            """);
    assertThat(image.getWidth()).isEqualTo(120);
    assertThat(image.getHeight()).isEqualTo(80);
    for (int y = 0; y < 80; y++) {
      for (int x = 0; x < 120; x++) {
        boolean inside = x >= 20 && x < 30 && y >= 40 && y < 48;
        assertThat(image.getRGB(x, y) & 0xffffff).isEqualTo(inside ? 0x1f64d6 : 0xffffff);
      }
    }
  }

  @Test
  void everyPlotOfAPageIsDrawnWithItsLines() throws Exception {
    List<ForecastReport> reports =
        List.of(
            SampleReports.report(SampleReports.births()),
            OddReports.smallest(),
            OddReports.longNames(),
            OddReports.hours());
    for (ForecastReport report : reports) {
      SequencedMap<String, String> pictures = ForecastPlots.svg(report);
      assertThat(pictures.keySet().toString()).contains("last-window", "data");
      for (Map.Entry<String, String> picture : pictures.entrySet()) {
        BufferedImage image = drawn(picture.getValue());
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
          for (int x = 0; x < image.getWidth(); x++) {
            colours.add(image.getRGB(x, y));
          }
        }
        assertThat(colours).as(picture.getKey()).hasSizeGreaterThan(10);
      }
    }
  }

  @Test
  void picturesOfSeveralTargetsAreNamedByThem() {
    var targets = List.of("oil (°C)", "oil °C", "销量", "Load/kW");
    var shape = new SampleReports.Shape("three.csv", targets, 900, 14, 120, true);
    assertThat(ForecastPlots.svg(SampleReports.report(shape)).keySet())
        .contains(
            "data-oil-C.svg", "data-oil-C-2.svg", "data-销量.svg", "data-Load-kW.svg", "loss.svg");
    assertThat(ForecastPlots.svg(SampleReports.report(SampleReports.births())).keySet())
        .contains("data.svg", "next.svg");
  }

  @Test
  void whatIsNoPictureIsRefused() {
    assertThatThrownBy(() -> PngPicture.of("<html></html>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expects the source of an SVG picture");
  }
}
