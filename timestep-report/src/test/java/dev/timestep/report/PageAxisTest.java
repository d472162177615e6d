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
  void monthsAndYearsHaveNoDays() {
    PageAxis months =
        PageAxis.ofDates(
            List.of(
                LocalDate.of(1960, 11, 1), LocalDate.of(1960, 12, 1), LocalDate.of(1961, 1, 1)));
    assertThat(months.label(2)).isEqualTo("1961-01");
    // A part of it, even a single row, is labelled as the whole.
    assertThat(months.slice(2, 3).label(0)).isEqualTo("1961-01");
    assertThat(months.precision()).isEqualTo(-1);
    PageAxis years = PageAxis.ofDates(List.of(LocalDate.of(1871, 1, 1), LocalDate.of(1872, 1, 1)));
    assertThat(years.label(1)).isEqualTo("1872");
    PageAxis weeks = PageAxis.ofDates(List.of(LocalDate.of(2021, 3, 1), LocalDate.of(2021, 3, 8)));
    assertThat(weeks.label(0)).isEqualTo("2021-03-01");
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
