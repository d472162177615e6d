package dev.timestep.bench.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanelReadingTest {

  /** Longer than the head by which the form of a file is found. */
  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void readsWhatWasWritten(boolean byDate, boolean ragged, @TempDir Path folder)
      throws IOException {
    GeneratedPanel panel = new GeneratedPanel(60, 800, byDate, ragged);
    PanelReading.Figures figures = PanelReading.run(panel, folder);

    assertThat(figures.bytes()).isGreaterThan(3 << 19);
    assertThat(figures.rows()).isEqualTo(ragged ? 60 * 800 + 59 * 60 / 2 : 60 * 800);
    // One byte for a promotion and a temperature's tenths in two; prices and sales two or four.
    assertThat(figures.valueBytes()).isLessThan(figures.rows() * 11);
  }
}
