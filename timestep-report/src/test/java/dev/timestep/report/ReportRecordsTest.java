package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The records refuse what the page could not show, and say how to put it right. */
class ReportRecordsTest {
  private static final Numbers TWO = Numbers.of(1, 2);

  @Test
  void numbersAreCopies() {
    double[] array = {1, 2};
    Numbers numbers = Numbers.of(array);
    array[0] = 9;
    assertThat(numbers.at(0)).isEqualTo(1);
    assertThat(numbers).isEqualTo(Numbers.of(1f, 2f)).hasSameHashCodeAs(TWO);
  }

  @Test
  void aWindowNeedsForecastsOfOneHorizon() {
    assertThatThrownBy(() -> new ForecastWindow(5, TWO, Numbers.of(1)))
        .hasMessage(
            "ForecastWindow(firstRow=5) expects two forecasts of one horizon;"
                + " received 2 and 1 steps.");
  }

  @Test
  void windowsStayInsideTheSeries() {
    List<ForecastWindow> windows = List.of(new ForecastWindow(3, TWO, TWO));
    assertThat(new TargetForecasts("y", Numbers.of(1, 2, 3, 4, 5), "naive", windows).horizon())
        .isEqualTo(2);
    assertThatThrownBy(() -> new TargetForecasts("y", Numbers.of(1, 2, 3, 4), "naive", windows))
        .hasMessageContaining("inside the 4 rows")
        .hasMessageContaining("ends before row 5");
  }

  @Test
  void windowsAreInOrder() {
    ForecastWindow window = new ForecastWindow(2, TWO, TWO);
    assertThatThrownBy(
            () ->
                new TargetForecasts("y", Numbers.of(1, 2, 3, 4), "naive", List.of(window, window)))
        .hasMessageContaining("in the order of their rows");
  }

  @Test
  void theBestEpochIsOneOfTheEpochs() {
    assertThatThrownBy(() -> new LossCurve("mae", TWO, TWO, 3))
        .hasMessage(
            "LossCurve expects the best epoch within 0..2; received 3. Epochs count from 1.");
    assertThatThrownBy(() -> new LossCurve("mae", TWO, Numbers.of(1), 1))
        .hasMessageContaining("each of 2 epochs; received 1");
  }

  @Test
  void aReportSpeaksOfOneSetOfRows() {
    ForecastReport sample = SampleReports.report(SampleReports.births());
    assertThatThrownBy(() -> withAxis(sample, PageAxis.ofRows(5_400)))
        .hasMessageContaining("within 5400 rows");
    assertThatThrownBy(() -> withAxis(sample, PageAxis.ofRows(6_000)))
        .hasMessageContaining("expects 6000 values for births")
        .hasMessageContaining("received 5479");
  }

  private static ForecastReport withAxis(ForecastReport r, PageAxis axis) {
    return new ForecastReport(
        r.title(),
        r.findings(),
        r.data(),
        axis,
        r.parts(),
        r.targets(),
        r.scores(),
        r.stepErrors(),
        r.losses(),
        r.gradients(),
        r.next(),
        r.model(),
        r.usage(),
        r.stamp());
  }
}
