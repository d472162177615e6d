package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of ticks, legends and readouts, as the page's script prints them. */
class AxisNumbersTest {
  @TempDir static Path folder;

  @Test
  void showTheDigitsThatMatterAtAnyMagnitude() throws Exception {
    List<String> said =
        Browser.find(folder)
            .openAt(
                List.of(900),
                OddReports.smallest(),
                """
                const { ticks, forRange, significant } = Timestep.numbers;
                const steps = (first, step, count) =>
                  Array.from({ length: count }, (_, i) => first + i * step);
                for (const values of [
                  steps(0, 2000, 4), steps(-5, 2.5, 4), [0], [5], [],
                  steps(1.1999999e12, 5e4, 4), steps(1.2e12 + 1e5, 5e4, 3), steps(1e15, 1e9, 3),
                  steps(0, 2e14, 3), steps(-2.55e7, 1e5, 3), steps(3.5e-9, 2.5e-10, 3),
                  steps(0, 1e-12, 3), steps(0, 2e-4, 3), steps(-1234567.9, .001, 3),
                ]) {
                  const { texts, note } = ticks(values);
                  say(texts.join(' ') + note);
                }
                say(forRange(1.2e12, 1.2e12 + 3e5)(1200000051222.4));
                say(forRange(1.5e9 - 3, 1.5e9 + 3)(1500000001.2345));
                say(forRange(3.8e-9, 4.2e-9)(4.0712345e-9));
                say(forRange(8000, 14000)(12345.678));
                say(forRange(0, 0)(0) + ' ' + forRange(0, 1)(-1e-9) + ' ' + forRange(0, 1)(null));
                say([8.123456e-10, 0.00012345, 188.4123, 12345678.9, 1e15, 0, null]
                  .map(v => significant(v, 4)).join(' '));
                """);
    assertThat(said)
        .containsExactly(
            "0 2,000 4,000 6,000",
            "−5.0 −2.5 0.0 2.5",
            "0",
            "5",
            "",
            "−100,000 −50,000 0 50,000 − 1,200,000,000,000",
            "100,000 150,000 200,000 − 1,200,000,000,000",
            "0 1 2 − 1e15, in billions",
            "0 200 400, in trillions",
            "−25.5 −25.4 −25.3, in millions",
            "3.50 3.75 4.00, in units of 1e-9",
            "0 1 2, in units of 1e-12",
            "0.0000 0.0002 0.0004",
            "0.000 0.001 0.002 + 1,234,567.9",
            "1,200,000,051,222",
            "1,500,000,001.2345",
            "4.07123e-9",
            "12,345.7",
            "0 0 —",
            "8.123e-10 0.0001235 188.4 12,345,679 1e15 0 —");
  }
}
