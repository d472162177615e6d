package dev.timestep.nn;

import dev.timestep.autograd.Activation;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.FusedCell;
import dev.timestep.nn.cell.GruCell;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.HiddenState;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LstmCell;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.LstmState;
import dev.timestep.nn.cell.SimpleRnnCell;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.testing.CellConformance;
import dev.timestep.testing.OpaqueCell;
import dev.timestep.testing.ReferenceCell;
import dev.timestep.testing.SteppedCell;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * A cell that the conformance suite runs: one line in {@link #all()} and it inherits every check.
 *
 * @param build from features and units
 * @param reference the same step in float64
 */
record CellCase<S extends CellState>(String name, Build<S> build, ReferenceCell reference) {
  /** Makes the cell. */
  interface Build<S extends CellState> {
    Cell<S> cell(int features, int units);
  }

  static Stream<CellCase<?>> all() {
    return Stream.of(classic(), CellVariants.all(), ComposedCases.all()).flatMap(cases -> cases);
  }

  private static Stream<CellCase<?>> classic() {
    return Stream.of(
        rnn("rnn tanh", Activation.TANH, true, ReferenceCell.simpleRnn(Math::tanh)),
        rnn("rnn relu", Activation.RELU, true, ReferenceCell.simpleRnn(x -> Math.max(0, x))),
        rnn("rnn sigmoid", Activation.SIGMOID, true, ReferenceCell.simpleRnn(CellCase::sigmoid)),
        rnn("rnn linear", Activation.LINEAR, true, ReferenceCell.simpleRnn(x -> x)),
        rnn("rnn tanh, no bias", Activation.TANH, false, ReferenceCell.simpleRnn(Math::tanh)),
        lstm("lstm", true),
        lstm("lstm, no bias", false),
        gru("gru", GruConfig.Form.RESET_AFTER, true, ReferenceCell.gru()),
        gru("gru, no bias", GruConfig.Form.RESET_AFTER, false, ReferenceCell.gru()),
        gru("gru before", GruConfig.Form.RESET_BEFORE, true, ReferenceCell.gruResetBefore()),
        gru(
            "gru before, no bias",
            GruConfig.Form.RESET_BEFORE,
            false,
            ReferenceCell.gruResetBefore()),
        around(
            "lstm, dropout off",
            h -> pytorchLstm(h).inputDropout(0.3).recurrentDropout(0.4),
            ReferenceCell.lstm()),
        around(
            "gru, recurrent dropout off",
            h -> pytorchGru(h).recurrentDropout(0.4),
            ReferenceCell.gru()),
        around(
            "lstm, zoneout",
            h -> pytorchLstm(h).zoneout(0.2, 0.5),
            ReferenceCell.lstm().zoneout(0.2, 0.5)),
        around(
            "gru, zoneout", h -> pytorchGru(h).zoneout(0.3, 0), ReferenceCell.gru().zoneout(0.3)),
        around(
            "gru before, zoneout",
            h -> new GruConfig(h, GruConfig.Form.RESET_BEFORE, true, Init.PYTORCH).zoneout(0.3, 0),
            ReferenceCell.gruResetBefore().zoneout(0.3)),
        around(
            "lstm, zoneout of the memory",
            h -> pytorchLstm(h).zoneout(0, 0.5),
            ReferenceCell.lstm().zoneout(0, 0.5)),
        around("gru, weight drop off", h -> pytorchGru(h).weightDrop(0.5), ReferenceCell.gru()),
        around(
            "lstm, learned state",
            h -> pytorchLstm(h).learnedState(),
            ReferenceCell.lstm().learned("h", "c")),
        around(
            "gru, everything around it",
            h -> pytorchGru(h).zoneout(0.3, 0).weightDrop(0.5).recurrentDropout(0.4).learnedState(),
            ReferenceCell.gru().zoneout(0.3).learned("h")),
        new CellCase<>("two-level", TwoLevelCell::new, TwoLevelCell.reference()),
        everyOperation(),
        everyOperation().opaque(),
        lstm("lstm", true).stepped(),
        lstm("lstm", true).opaque(),
        gru("gru", GruConfig.Form.RESET_AFTER, true, ReferenceCell.gru()).stepped());
  }

  /** What stands around a cell. */
  @SuppressWarnings("unchecked")
  private static CellCase<?> around(
      String name, IntFunction<CellConfig> config, ReferenceCell reference) {
    return new CellCase<>(
        name, (f, h) -> (Cell<CellState>) config.apply(h).build(f, new Random(5)), reference);
  }

  private static CellConfig pytorchLstm(int units) {
    return new LstmConfig(units, true, 1f, Init.PYTORCH);
  }

  private static CellConfig pytorchGru(int units) {
    return new GruConfig(units, GruConfig.Form.RESET_AFTER, true, Init.PYTORCH);
  }

  private static CellCase<EveryOperationCell.State> everyOperation() {
    return new CellCase<>(
        "every operation", EveryOperationCell::new, EveryOperationCell.reference());
  }

  /** Its checks. */
  CellConformance conformance() {
    return CellConformance.ofCells(name, build::cell).reference(reference);
  }

  /** Those that run a whole sequence as one op. */
  static Stream<CellCase<?>> fused() {
    return all().filter(c -> c.build.cell(1, 1) instanceof FusedCell<?> cell && cell.fuses());
  }

  private static CellCase<HiddenState> rnn(
      String name, Activation activation, boolean bias, ReferenceCell reference) {
    return new CellCase<>(
        name,
        (f, h) ->
            new SimpleRnnCell(
                new SimpleRnnConfig(h, activation, bias, Init.PYTORCH), f, new Random(5)),
        reference);
  }

  private static CellCase<LstmState> lstm(String name, boolean bias) {
    return new CellCase<>(
        name,
        (f, h) -> new LstmCell(new LstmConfig(h, bias, 1f, Init.PYTORCH), f, new Random(5)),
        ReferenceCell.lstm());
  }

  private static CellCase<HiddenState> gru(
      String name, GruConfig.Form form, boolean bias, ReferenceCell reference) {
    return new CellCase<>(
        name,
        (f, h) -> new GruCell(new GruConfig(h, form, bias, Init.PYTORCH), f, new Random(5)),
        reference);
  }

  /** The same cell without its fused op: one op all the same, made of its step. */
  CellCase<S> stepped() {
    return new CellCase<>(
        name + ", stepped", (f, h) -> new SteppedCell<>(build.cell(f, h)), reference);
  }

  /** The same cell, to be stepped through. */
  CellCase<S> opaque() {
    return new CellCase<>(
        name + ", opaque", (f, h) -> new OpaqueCell<>(build.cell(f, h)), reference);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Override
  public String toString() {
    return name;
  }
}
