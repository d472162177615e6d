package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.recurrent.ScanOp;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.ClippedLstmConfig;
import dev.timestep.nn.cell.CoupledLstmConfig;
import dev.timestep.nn.cell.FusedCell;
import dev.timestep.nn.cell.GeneralGruConfig;
import dev.timestep.nn.cell.GeneralLstmConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.LayerNormGruConfig;
import dev.timestep.nn.cell.LayerNormLstmConfig;
import dev.timestep.nn.cell.PeepholeLstmConfig;
import dev.timestep.nn.cell.ProjectedLstmConfig;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the variants' settings refuse, how their weights start, and that they run as one op. */
class VariantConfigTest {
  static Stream<CellCase<?>> variants() {
    return CellVariants.all();
  }

  /** Otherwise they would be stepped through: correct, and three times slower. */
  @ParameterizedTest
  @MethodSource("variants")
  <S extends CellState> void aSequenceIsOneOp(CellCase<S> c) {
    Tape tape = Tape.recording(Engine.withThreads(1));
    Variable x = tape.constant(0.5f, 3, 2, 4);
    Cell<S> cell = c.build().cell(4, 5);
    new Recurrent<>(cell, true, false).unroll(tape, new Signal(x, null), null);
    boolean fused = cell instanceof FusedCell<?> one && one.fuses();
    assertThat(tape.recorded()).filteredOn(op -> op instanceof ScanOp).hasSize(fused ? 0 : 1);
  }

  @Test
  void theForgetGateStartsOpen() {
    Random random = new Random(1);
    float[] lstm = {0, 0, 1, 1, 0, 0, 0, 0};
    assertBias(PeepholeLstmConfig.of(2).build(3, random).parameters(), lstm);
    assertBias(ClippedLstmConfig.of(2).build(3, random).parameters(), lstm);
    assertBias(LayerNormLstmConfig.of(2).build(3, random).parameters(), lstm);
    assertBias(GeneralLstmConfig.of(2).build(3, random).parameters(), lstm);
    assertBias(CoupledLstmConfig.of(2).build(3, random).parameters(), 1, 1, 0, 0, 0, 0);
    assertBias(
        GeneralLstmConfig.of(2).coupled(true).build(3, random).parameters(), -1, -1, 0, 0, 0, 0);
    assertBias(
        PeepholeLstmConfig.of(2).forgetBias(2f).build(3, random).parameters(),
        0,
        0,
        2,
        2,
        0,
        0,
        0,
        0);
  }

  private static void assertBias(Map<String, Parameter> parameters, float... expected) {
    assertThat(parameters.get("bias").value().data()).containsExactly(expected);
  }

  @Test
  void shapesAreAsDocumented() {
    Random random = new Random(1);
    var projected = ProjectedLstmConfig.of(7, 3).build(5, random);
    assertThat(projected.units()).isEqualTo(3);
    assertThat(projected).hasToString("ProjectedLstm(features=5, units=3)");
    assertThat(projected.parameters().get("recurrent_kernel").shape().toArray())
        .containsExactly(3, 28);
    assertThat(projected.parameters().get("projection_kernel").shape().toArray())
        .containsExactly(7, 3);
    var before = GeneralGruConfig.of(4).form(GruConfig.Form.RESET_BEFORE).build(5, random);
    assertThat(before.parameters()).doesNotContainKey("recurrent_bias");
    assertThat(before.parameters().get("candidate_kernel").shape().toArray()).containsExactly(4, 4);
    float[] gain =
        LayerNormGruConfig.of(4).build(5, random).parameters().get("gain").value().data();
    float[] ones = new float[12];
    Arrays.fill(ones, 1f);
    assertThat(gain).containsExactly(ones);
  }

  @Test
  void settingsThatCanNotBeAreRefused() {
    assertThatThrownBy(() -> PeepholeLstmConfig.of(0))
        .hasMessage("PeepholeLstm expects units of 1 or more; received 0.");
    assertThatThrownBy(() -> ProjectedLstmConfig.of(0, 3))
        .hasMessage("ProjectedLstm expects a hidden width of 1 or more; received 0.");
    assertThatThrownBy(() -> ClippedLstmConfig.of(3).clip(0f))
        .hasMessage(
            "ClippedLstm expects a clip above 0; received 0.0. An LSTM without one is"
                + " LstmConfig.of(3).");
    assertThatThrownBy(() -> GeneralLstmConfig.of(3).clip(-1f))
        .hasMessage("GeneralLstm expects a clip of 0, for none, or more; received -1.0.");
    assertThatThrownBy(() -> GeneralGruConfig.of(3).clip(Float.NaN))
        .hasMessage("GeneralGru expects a clip of 0, for none, or more; received NaN.");
    assertThatThrownBy(() -> LayerNormLstmConfig.of(3).epsilon(0f))
        .hasMessage(
            "LayerNormLstm expects an epsilon above 0; received 0.0. The usual one is 1e-5.");
    assertThatThrownBy(() -> CoupledLstmConfig.of(3).build(0, new Random(1)))
        .hasMessage(
            "CoupledLstm expects features of 1 or more; received 0. Check the width of its"
                + " input.");
  }
}
