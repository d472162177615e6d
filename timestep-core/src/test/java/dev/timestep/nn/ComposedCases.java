package dev.timestep.nn;

import dev.timestep.autograd.Activation;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.ElmanConfig;
import dev.timestep.nn.cell.IndRnnConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.JordanConfig;
import dev.timestep.nn.cell.MguConfig;
import dev.timestep.nn.cell.MinGruConfig;
import dev.timestep.nn.cell.MinLstmConfig;
import dev.timestep.nn.cell.QrnnConfig;
import dev.timestep.nn.cell.QrnnConfig.Pooling;
import dev.timestep.nn.cell.RgLruConfig;
import dev.timestep.nn.cell.SlstmConfig;
import dev.timestep.nn.cell.SruConfig;
import dev.timestep.testing.ReferenceCell;
import dev.timestep.testing.ReferenceCells;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** The cells of the library that are composed of small operations. */
final class ComposedCases {
  private static final Init INIT = Init.PYTORCH;

  private ComposedCases() {}

  static Stream<CellCase<?>> all() {
    return Stream.concat(cells(), zoned());
  }

  private static Stream<CellCase<?>> cells() {
    return Stream.of(
        ConvLstmCases.along(),
        ConvLstmCases.down(),
        of("jordan", h -> JordanConfig.of(h).hidden(h + 1), jordan(0)),
        of("jordan with memory", h -> JordanConfig.of(h).memory(0.5f), jordan(0.5)),
        of(
            "jordan linear, no bias",
            h -> new JordanConfig(h, 2, 0f, Activation.TANH, Activation.LINEAR, false, INIT),
            ReferenceCells.jordan(0, x -> x)),
        of("elman", h -> ElmanConfig.of(h).hidden(h + 1), ReferenceCells.elman()),
        of("mgu", MguConfig::of, ReferenceCells.mgu()),
        of("mgu, no bias", h -> new MguConfig(h, false, 0f, INIT), ReferenceCells.mgu()),
        of("indrnn", IndRnnConfig::of, ReferenceCells.indRnn(x -> Math.max(0, x))),
        of(
            "indrnn tanh, no bias",
            h -> new IndRnnConfig(h, 10, true, Activation.TANH, false, INIT),
            ReferenceCells.indRnn(Math::tanh)),
        of("sru", SruConfig::of, ReferenceCells.sru(Math.sqrt(3))),
        of(
            "sru, no scaling, no bias",
            h -> new SruConfig(h, 0f, false, false),
            ReferenceCells.sru(1)),
        of("qrnn", QrnnConfig::of, ReferenceCells.qrnn(2, 3)),
        of("qrnn f", h -> QrnnConfig.of(h).pooling(Pooling.F), ReferenceCells.qrnn(2, 2)),
        of("qrnn ifo", h -> QrnnConfig.of(h).pooling(Pooling.IFO), ReferenceCells.qrnn(2, 4)),
        of("qrnn, window 1", h -> QrnnConfig.of(h).window(1), ReferenceCells.qrnn(1, 3)),
        of(
            "qrnn f, window 1",
            h -> new QrnnConfig(h, 1, Pooling.F, false, INIT),
            ReferenceCells.qrnn(1, 2)),
        of("min gru", MinGruConfig::of, ReferenceCells.minGru(false)),
        of(
            "min gru, positive",
            h -> MinGruConfig.of(h).positive(true),
            ReferenceCells.minGru(true)),
        of("min lstm", MinLstmConfig::of, ReferenceCells.minLstm(false)),
        of(
            "min lstm, positive",
            h -> MinLstmConfig.of(h).positive(true),
            ReferenceCells.minLstm(true)),
        // With the paper's decay of 8 and the suite's Λ next to nothing would be left of the state.
        of("rg-lru", h -> new RgLruConfig(h, 1f, true, INIT), ReferenceCells.rgLru(1)),
        of(
            "slstm, no bias",
            h -> new SlstmConfig(h, SlstmConfig.Forget.SIGMOID, 0f, false, INIT),
            ReferenceCells.slstm(false)),
        of(
            "slstm, exponential",
            h -> SlstmConfig.of(h).forget(SlstmConfig.Forget.EXPONENTIAL),
            ReferenceCells.slstm(true)),
        of(
            "slstm, learned state",
            h -> SlstmConfig.of(h).learnedState(),
            ReferenceCells.slstm(false).learned("h", "c", "n", "m")),
        of("min lstm", MinLstmConfig::of, ReferenceCells.minLstm(false)).opaque());
  }

  /** What zoneout keeps of the cells whose state is more than an output and a memory. */
  private static Stream<CellCase<?>> zoned() {
    return Stream.of(
        of(
            "slstm, zoneout",
            h -> SlstmConfig.of(h).zoneout(0.2, 0.4),
            ReferenceCells.slstm(false, 0.2, 0.4)),
        of(
            "slstm exponential, zoneout of the memory",
            h -> SlstmConfig.of(h).forget(SlstmConfig.Forget.EXPONENTIAL).zoneout(0, 0.6),
            ReferenceCells.slstm(true, 0, 0.6)),
        of(
            "slstm, zoneout of the output",
            h -> SlstmConfig.of(h).zoneout(0.3, 0),
            ReferenceCells.slstm(false, 0.3, 0)),
        of(
            "qrnn, zoneout",
            h -> QrnnConfig.of(h).zoneout(0.2, 0.5),
            ReferenceCells.qrnn(2, 3).zoneout(0.2, 0.5, 0, 0, 0)),
        of(
            "qrnn f, zoneout",
            h -> QrnnConfig.of(h).pooling(Pooling.F).zoneout(0.2, 0),
            ReferenceCells.qrnn(2, 2).zoneout(0.2, 0, 0)),
        of(
            "jordan, zoneout",
            h -> JordanConfig.of(h).memory(0.5f).zoneout(0.3, 0),
            jordan(0.5).zoneout(0.3, 0.3)),
        of(
            "elman, zoneout",
            h -> ElmanConfig.of(h).zoneout(0.2, 0.5),
            ReferenceCells.elman().zoneout(0.2, 0.5)));
  }

  private static ReferenceCell jordan(double memory) {
    return ReferenceCells.jordan(memory, Math::tanh);
  }

  private static CellCase<?> of(
      String name, IntFunction<CellConfig> config, ReferenceCell reference) {
    return caseOf(name, config, reference);
  }

  @SuppressWarnings("unchecked")
  private static <S extends CellState> CellCase<S> caseOf(
      String name, IntFunction<CellConfig> config, ReferenceCell reference) {
    return new CellCase<>(
        name, (f, h) -> (Cell<S>) config.apply(h).build(f, new Random(5)), reference);
  }
}
