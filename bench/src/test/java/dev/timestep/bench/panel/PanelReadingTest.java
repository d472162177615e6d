package dev.timestep.bench.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelReadingTest {

  /** Longer than the head by which the form of a file is found. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsWhatWasWritten(boolean byDate, @TempDir Path folder) throws IOException {
    GeneratedPanel panel = new GeneratedPanel(60, 800, byDate);
    PanelReading.Figures figures = PanelReading.run(panel, folder);

    assertThat(figures.bytes()).isGreaterThan(3 << 19);
    // One byte for a promotion and a temperature's tenths in two; prices and sales two or four.
    assertThat(figures.valueBytes()).isLessThan(60 * 800 * 11);
  }
}
