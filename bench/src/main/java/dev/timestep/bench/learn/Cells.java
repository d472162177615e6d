package dev.timestep.bench.learn;

import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.GruConfig.Form;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.SimpleRnnConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The cells that learn, one a line: a name for the command line, and the cell of a width. */
final class Cells {
  /** A name, and the cell of a width. */
  record Entry(String name, IntFunction<CellConfig> ofUnits) {}

  static final List<Entry> ALL =
      List.of(
          new Entry("rnn", SimpleRnnConfig::of),
          new Entry("lstm", LstmConfig::of),
          new Entry("gru", GruConfig::of),
          new Entry(
              "gru-reset-before", h -> new GruConfig(h, Form.RESET_BEFORE, true, Init.KERAS)));

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
