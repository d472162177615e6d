package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageAxisTest {
  @Test
  void labelsAreAsFineAsTheTimes() {
    LocalDateTime noon = LocalDateTime.of(1969, 7, 20, 12, 0);
    assertThat(PageAxis.ofDates(List.of(LocalDate.of(1969, 7, 20))).label(0))
        .isEqualTo("1969-07-20");
    assertThat(PageAxis.of(List.of(noon)).label(0)).isEqualTo("1969-07-20 12:00");
    assertThat(PageAxis.of(List.of(noon, noon.plusSeconds(5))).label(1))
        .isEqualTo("1969-07-20 12:00:05");
    assertThat(PageAxis.of(List.of(noon.plusNanos(7_000_000))).label(0))
        .isEqualTo("1969-07-20 12:00:00.007");
    assertThat(PageAxis.ofRows(101, 3).label(2)).isEqualTo("row 103");
  }

  @Test
  void stepIsThereOnlyWhereRowsAreEvenlyApart() {
    PageAxis days = PageAxis.ofLocalMillis(new long[] {0, 86_400_000L, 172_800_000L});
    PageAxis months =
        PageAxis.ofDates(
            List.of(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 2, 1), LocalDate.of(2020, 3, 1)));
    assertThat(days.step()).hasValue(86_400_000L);
    assertThat(months.step()).isEmpty();
    assertThat(Plot.axisData(new Plot.Rows(months)).get("values"))
        .isEqualTo(List.of(1577836800.0, 1580515200.0, 1583020800.0));
  }
}
