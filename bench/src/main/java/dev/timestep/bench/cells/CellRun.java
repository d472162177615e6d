package dev.timestep.bench.cells;

import dev.timestep.bench.compare.ResultFile;
import dev.timestep.bench.compare.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command {@code bench/cells}. Exit codes: 0 all goals are met, 1 one is missed, 2 usage. */
final class CellRun {
  private final List<CellEntry> entries;
  private final @Nullable ResultFile json;

  private CellRun(List<CellEntry> entries, @Nullable ResultFile json) {
    this.entries = entries;
    this.json = json;
  }

  /** Measures the cells whose names hold one of the arguments; all without any. */
  public static void main(String[] arguments) {
    try {
      List<String> missed = parse(arguments).run();
      System.exit(missed.isEmpty() ? 0 : 1);
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (IOException e) {
      System.err.println("bench/cells could not write what it measured: " + e);
      System.exit(1);
    }
  }

  static CellRun parse(String... arguments) {
    List<String> names = new ArrayList<>();
    ResultFile file = null;
    for (int at = 0; at < arguments.length; at++) {
      String argument = arguments[at];
      if (argument.equals("--json")) {
        if (++at >= arguments.length) {
          throw new UsageException(
              "bench/cells expects a value after --json; received none. See bench/cells --help.");
        }
        file = ResultFile.of("--json", arguments[at]);
      } else if (argument.startsWith("-")) {
        throw new UsageException(
            "bench/cells expects names of cells and --json; received \""
                + argument
                + "\". See bench/cells --help.");
      } else {
        names.add(argument);
      }
    }
    return new CellRun(chosen(names), file);
  }

  private static List<CellEntry> chosen(List<String> names) {
    List<CellEntry> all = CellList.all(CellSize.USUAL.units());
    for (String name : names) {
      if (all.stream().noneMatch(entry -> entry.name().contains(name))) {
        throw new UsageException(
            "bench/cells expects parts of the names "
                + String.join("; ", all.stream().map(CellEntry::name).toList())
                + ". Received \""
                + name
                + "\", which is in none of them.");
      }
    }
    return all.stream()
        .filter(entry -> names.isEmpty() || names.stream().anyMatch(entry.name()::contains))
        .toList();
  }

  List<CellEntry> entries() {
    return entries;
  }

  private List<String> run() throws IOException {
    CellSize size = CellSize.USUAL;
    CellDuel whole = new CellDuel(size, CellDuel.Pace.USUAL, null);
    CellDuel padded = new CellDuel(size, CellDuel.Pace.USUAL, size.lengths());
    CellTable table = new CellTable(size);
    System.out.println(table.header());
    for (CellEntry entry : entries) {
      table.add(entry, whole.measure(entry), padded.measure(entry));
      System.out.println(table.lastLine());
      if (json != null) {
        json.write(table.json(entry.equals(entries.getLast())));
      }
    }
    List<String> missed = table.missed();
    System.out.println(
        missed.isEmpty() ? "All goals are met." : "Missed: " + String.join("; ", missed) + ".");
    return missed;
  }
}
