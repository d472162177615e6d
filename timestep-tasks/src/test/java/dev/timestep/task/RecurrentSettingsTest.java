package dev.timestep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.LstmConfig;
import org.junit.jupiter.api.Test;

class RecurrentSettingsTest {
  @Test
  void buildsOneLayerOrAllOfThem() {
    assertThat(RecurrentSettings.gru(8)).isEqualTo(new RecurrentSettings(CellKind.GRU, 8, 1, 0.2));
    assertThat(RecurrentSettings.gru(8).stack()).isEqualTo(RecurrentConfig.of(GruConfig.of(8)));
    RecurrentSettings two = new RecurrentSettings(CellKind.LSTM, 6, 2, 0.3);
    assertThat(two.layer()).isEqualTo(RecurrentConfig.of(LstmConfig.of(6)));
    assertThat(two.stack()).isEqualTo(RecurrentConfig.of(LstmConfig.of(6)).layers(2).dropout(0.3));
  }

  @Test
  void refusesWhatCannotBeBuilt() {
    assertThatThrownBy(() -> RecurrentSettings.gru(0))
        .hasMessage("hidden expects a whole number from 1 to 16384; received 0.");
    assertThatThrownBy(() -> new RecurrentSettings(CellKind.RNN, 4, 0, 0))
        .hasMessage("layers expects a whole number of 1 or more; received 0.");
    for (double rate : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new RecurrentSettings(CellKind.RNN, 4, 1, rate))
          .hasMessage(
              "dropout expects a rate from 0 up to, not including, 1; received " + rate + ".");
    }
  }
}
