package dev.timestep.bench.learn;

import dev.timestep.data.Batch;
import dev.timestep.data.Dataset;
import dev.timestep.data.Shuffle;
import dev.timestep.data.TensorDataset;
import dev.timestep.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * DNA splice junctions: whether the middle of 60 bases is where an intron begins (EI), where one
 * ends (IE), or neither (N).
 *
 * <p>The file is the UCI set as CSV: label, name, bases. A base is one-hot over A, C, G, T; a
 * letter that stands for several (N, D, S, R) has equal shares of them.
 */
public final class SpliceJunctions {
  /** Classes in the order of their numbers. */
  public static final List<String> CLASSES = List.of("EI", "IE", "N");

  /** Bases of a sequence of the file. */
  public static final int TIME = 60;

  /** Columns of the input. */
  public static final int FEATURES = 4;

  private static final String BASES = "ACGT";

  private final List<String> sequences = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();

  private SpliceJunctions() {}

  /** Reads the file; its first line is a header. */
  public static SpliceJunctions read(Path file) throws IOException {
    SpliceJunctions data = new SpliceJunctions();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      if (!line.isBlank()) {
        data.add(file, line);
      }
    }
    return data;
  }

  private void add(Path file, String line) {
    String[] columns = line.split(",");
    int label = CLASSES.indexOf(columns[0].strip());
    if (columns.length != 3 || label < 0) {
      throw new IllegalArgumentException(
          file + " is expected to have lines of EI, IE or N, a name, and bases; received " + line);
    }
    labels.add(label);
    sequences.add(columns[2].strip().toUpperCase(Locale.ROOT));
  }

  /** Number of sequences. */
  public int size() {
    return sequences.size();
  }

  /**
   * The fold of each sequence, drawn from a seed. Equal sequences are in the same fold, so that
   * none is tested on that was trained on: of the 3,190 of the file, 185 repeat another.
   */
  public int[] folds(int count, long seed) {
    List<String> distinct = List.copyOf(new LinkedHashSet<>(sequences));
    int[] order = Shuffle.order(distinct.size(), seed, 0);
    Map<String, Integer> foldOf = new HashMap<>();
    for (int at = 0; at < order.length; at++) {
      foldOf.put(distinct.get(order[at]), at % count);
    }
    return sequences.stream().mapToInt(foldOf::get).toArray();
  }

  /** The sequences with these numbers, and their classes. */
  public Dataset<Batch> select(List<Integer> rows) {
    int time = sequences.getFirst().length();
    Tensor inputs = Tensor.zeros(rows.size(), time, FEATURES);
    Tensor targets = Tensor.zeros(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      String bases = sequences.get(rows.get(row));
      targets.data()[row] = labels.get(rows.get(row));
      for (int step = 0; step < time; step++) {
        write(bases.charAt(step), inputs.data(), (row * time + step) * FEATURES);
      }
    }
    return new TensorDataset(inputs, targets);
  }

  private static void write(char letter, float[] to, int at) {
    String meant =
        switch (letter) {
          case 'N' -> BASES;
          case 'D' -> "AGT";
          case 'S' -> "CG";
          case 'R' -> "AG";
          default -> String.valueOf(letter);
        };
    for (int base = 0; base < meant.length(); base++) {
      int column = BASES.indexOf(meant.charAt(base));
      if (column < 0) {
        throw new IllegalArgumentException(
            "A base is expected to be one of A, C, G, T, N, D, S, R; received " + letter + ".");
      }
      to[at + column] = 1f / meant.length();
    }
  }
}
