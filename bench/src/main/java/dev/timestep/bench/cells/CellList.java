package dev.timestep.bench.cells;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.ActivationFunction;
import dev.timestep.bench.cells.CellEntry.Plain;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.CellDropoutConfig;
import dev.timestep.nn.cell.ClippedLstmConfig;
import dev.timestep.nn.cell.CoupledLstmConfig;
import dev.timestep.nn.cell.GeneralGruConfig;
import dev.timestep.nn.cell.GeneralLstmConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.IndRnnConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LayerNormGruConfig;
import dev.timestep.nn.cell.LayerNormLstmConfig;
import dev.timestep.nn.cell.LearnedStateConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.MguConfig;
import dev.timestep.nn.cell.MinGruConfig;
import dev.timestep.nn.cell.MinLstmConfig;
import dev.timestep.nn.cell.PeepholeLstmConfig;
import dev.timestep.nn.cell.ProjectedLstmConfig;
import dev.timestep.nn.cell.QrnnConfig;
import dev.timestep.nn.cell.RgLruConfig;
import dev.timestep.nn.cell.SlstmConfig;
import dev.timestep.nn.cell.SruConfig;
import dev.timestep.nn.cell.WeightDropConfig;
import dev.timestep.nn.cell.ZoneoutConfig;
import java.util.ArrayList;
import java.util.List;

/** The cells that are measured, and how fast each should be. */
final class CellList {
  /** Variants of LSTM and GRU. */
  private static final double VARIANT = 1.5;

  /** Cells that read their state elementwise only: twice as fast as the LSTM. */
  private static final double ELEMENTWISE = 0.5;

  /** Cells of a user's own, from small operations. */
  private static final double OWN = 4;

  private static final double NO_GOAL = Double.POSITIVE_INFINITY;

  private final List<CellEntry> entries = new ArrayList<>();
  private final int units;

  private CellList(int units) {
    this.units = units;
  }

  /** All of them, {@code units} wide. */
  static List<CellEntry> all(int units) {
    CellList list = new CellList(units);
    list.lstms();
    list.grus();
    list.noisy("lstm", Plain.LSTM, LstmConfig.of(units));
    list.noisy("gru", Plain.GRU, GruConfig.of(units));
    list.elementwise();
    list.own();
    return List.copyOf(list.entries);
  }

  private void add(String name, Plain plain, double goal, CellConfig config) {
    entries.add(new CellEntry(name, plain, goal, config));
  }

  private void lstm(String name, CellConfig config) {
    add(name, Plain.LSTM, VARIANT, config);
  }

  private void gru(String name, CellConfig config) {
    add(name, Plain.GRU, VARIANT, config);
  }

  private void lstms() {
    ActivationFunction hard = Activation.HARD_SIGMOID.standard();
    ActivationFunction soft = Activation.SOFTSIGN.standard();
    GeneralLstmConfig general = GeneralLstmConfig.of(units);
    lstm("peephole lstm", PeepholeLstmConfig.of(units));
    lstm("coupled lstm", CoupledLstmConfig.of(units));
    lstm("projected lstm", ProjectedLstmConfig.of(units, units / 2));
    lstm("layer norm lstm", LayerNormLstmConfig.of(units));
    lstm("clipped lstm", ClippedLstmConfig.of(units));
    lstm("general lstm", general);
    lstm("general lstm, hard sigmoid, softsign", general.activations(hard, soft, soft));
    lstm("general lstm, peepholes, clip", general.peepholes(true).clip(3f));
    lstm("slstm", SlstmConfig.of(units));
  }

  private void grus() {
    GeneralGruConfig before = GeneralGruConfig.of(units).form(GruConfig.Form.RESET_BEFORE);
    gru("gru, reset before", new GruConfig(units, GruConfig.Form.RESET_BEFORE, true, Init.KERAS));
    gru("layer norm gru", LayerNormGruConfig.of(units));
    gru("general gru", GeneralGruConfig.of(units));
    gru("general gru, reset before", before);
    gru("mgu", MguConfig.of(units));
  }

  private void noisy(String name, Plain plain, CellConfig cell) {
    add(name + ", recurrent dropout", plain, VARIANT, new CellDropoutConfig(cell, 0, 0.3));
    add(name + ", both dropouts", plain, VARIANT, new CellDropoutConfig(cell, 0.3, 0.3));
    add(
        name + ", zoneout",
        plain,
        VARIANT,
        new ZoneoutConfig(cell, 0.1, plain == Plain.LSTM ? 0.1 : 0));
    add(name + ", weight drop", plain, VARIANT, new WeightDropConfig(cell, 0.5));
    add(name + ", learned state", plain, VARIANT, new LearnedStateConfig(cell));
  }

  private void elementwise() {
    add("sru", Plain.LSTM, ELEMENTWISE, SruConfig.of(units));
    add("qrnn", Plain.LSTM, ELEMENTWISE, QrnnConfig.of(units));
    add("min gru", Plain.LSTM, ELEMENTWISE, MinGruConfig.of(units));
    add("min lstm", Plain.LSTM, ELEMENTWISE, MinLstmConfig.of(units));
    add("indrnn", Plain.LSTM, NO_GOAL, IndRnnConfig.of(units));
    add("rg-lru", Plain.LSTM, NO_GOAL, RgLruConfig.of(units));
  }

  private void own() {
    add("own lstm", Plain.LSTM, OWN, new OwnLstm.Config(units, false));
    add("own lstm, stepped", Plain.LSTM, OWN, new OwnLstm.Config(units, true));
  }
}
