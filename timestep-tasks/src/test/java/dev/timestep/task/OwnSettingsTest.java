package dev.timestep.task;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnSettingsTest {
  private static OwnSettings given(String... names) {
    return new OwnSettings(RunOptions.defaults().withGiven(Set.of(names)));
  }

  @Test
  void aDefaultAsksForNothingUnlessItWasGiven() {
    assertThatCode(() -> given().require("hidden", 32, 32, 64)).doesNotThrowAnyException();
    assertThatThrownBy(() -> given("hidden").require("hidden", 32, 32, 64))
        .hasMessage(
            "A model that is trained further expects its own hidden, 64; received 32. Leave the"
                + " setting out, or train a new model.");
    assertThatThrownBy(() -> given().require("hidden", 16, 32, 64))
        .hasMessageContaining("its own hidden, 64; received 16");
  }

  @Test
  void theModelsOwnValueIsAccepted() {
    assertThatCode(() -> given("hidden").require("hidden", 64, 32, 64)).doesNotThrowAnyException();
    RecurrentSettings own = new RecurrentSettings(CellKind.LSTM, 64, 2, 0.5);
    assertThatCode(
            () ->
                given("cell", "hidden", "layers", "dropout")
                    .require(own, RecurrentSettings.gru(32), own))
        .doesNotThrowAnyException();
  }

  @Test
  void nothingAsksForNothingAndValuesAreWrittenPlain() {
    assertThatCode(
            () -> {
              OptionalInt none = OptionalInt.empty();
              given("horizon").require("horizon", none, none, OptionalInt.of(7));
              given("network")
                  .require("network", Optional.empty(), Optional.empty(), Optional.of("a"));
            })
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                given()
                    .require("horizon", OptionalInt.of(8), OptionalInt.empty(), OptionalInt.of(7)))
        .hasMessageContaining("its own horizon, 7; received 8.");
    RecurrentSettings asked = new RecurrentSettings(CellKind.RNN, 32, 1, 0.2);
    RecurrentSettings gru = RecurrentSettings.gru(32);
    assertThatThrownBy(() -> given().require(asked, gru, gru))
        .hasMessageContaining("its own cell, gru; received rnn.");
    assertThatThrownBy(
            () -> given("dropout").require(gru, gru, new RecurrentSettings(CellKind.GRU, 32, 1, 0)))
        .hasMessageContaining("its own dropout, 0.0; received 0.2.");
  }

  @Test
  void aFlagIsNoName() {
    assertThatThrownBy(() -> given("--hidden"))
        .hasMessage("given expects names of settings such as hidden; received --hidden.");
  }
}
