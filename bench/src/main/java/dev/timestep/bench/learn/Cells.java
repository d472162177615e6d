package dev.timestep.bench.learn;

import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.CoupledLstmConfig;
import dev.timestep.nn.cell.ElmanConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.GruConfig.Form;
import dev.timestep.nn.cell.IndRnnConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.JordanConfig;
import dev.timestep.nn.cell.LayerNormGruConfig;
import dev.timestep.nn.cell.LayerNormLstmConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.MguConfig;
import dev.timestep.nn.cell.MinGruConfig;
import dev.timestep.nn.cell.MinLstmConfig;
import dev.timestep.nn.cell.PeepholeLstmConfig;
import dev.timestep.nn.cell.QrnnConfig;
import dev.timestep.nn.cell.RgLruConfig;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.nn.cell.SlstmConfig;
import dev.timestep.nn.cell.SruConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells that learn, one per line: a name for the command line, and the cell of a width for
 * sequences of a length, with the defaults of its config. Only IndRNN needs the length.
 */
final class Cells {
  /** A cell of a width H for sequences of T steps. */
  @FunctionalInterface
  interface Choice {
    CellConfig of(int units, int length);
  }

  /** A name, and what it stands for. */
  record Entry(String name, Choice cell) {}

  static final List<Entry> ALL =
      List.of(
          new Entry("rnn", (h, t) -> SimpleRnnConfig.of(h)),
          new Entry("lstm", (h, t) -> LstmConfig.of(h)),
          new Entry("gru", (h, t) -> GruConfig.of(h)),
          new Entry(
              "gru-reset-before", (h, t) -> new GruConfig(h, Form.RESET_BEFORE, true, Init.KERAS)),
          new Entry("lstm-peephole", (h, t) -> PeepholeLstmConfig.of(h)),
          new Entry("lstm-coupled", (h, t) -> CoupledLstmConfig.of(h)),
          new Entry("lstm-layernorm", (h, t) -> LayerNormLstmConfig.of(h)),
          new Entry("gru-layernorm", (h, t) -> LayerNormGruConfig.of(h)),
          new Entry("jordan", (h, t) -> JordanConfig.of(h)),
          new Entry("elman", (h, t) -> ElmanConfig.of(h)),
          new Entry("mgu", (h, t) -> MguConfig.of(h)),
          new Entry("slstm", (h, t) -> SlstmConfig.of(h)),
          new Entry("indrnn", (h, t) -> IndRnnConfig.of(h).steps(t).longMemory(true)),
          new Entry("sru", (h, t) -> SruConfig.of(h)),
          new Entry("qrnn", (h, t) -> QrnnConfig.of(h)),
          new Entry("mingru", (h, t) -> MinGruConfig.of(h)),
          new Entry("minlstm", (h, t) -> MinLstmConfig.of(h)),
          new Entry("rglru", (h, t) -> RgLruConfig.of(h)));

  private Cells() {}

  /** The cells of a comma-separated list of names, or {@code all}. */
  static List<Entry> named(String list) {
    if (list.equals("all")) {
      return ALL;
    }
    List<Entry> found = new ArrayList<>();
    for (String name : list.split(",")) {
      found.add(named(name.strip(), ALL));
    }
    return found;
  }

  private static Entry named(String name, List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--cell expects all, or some of "
                        + entries.stream().map(Entry::name).toList()
                        + "; received "
                        + name
                        + "."));
  }
}
