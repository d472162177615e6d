package dev.timestep.bench.classify;

import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The archive's sets, read as plainly as can be: the figures do not depend on the readers. */
final class TsFile {
  private TsFile() {}

  /** A {@code .ts} file: channels between colons, the class last. */
  static SequenceSet read(Path file) throws IOException {
    List<Sequence> cases = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("#") || line.startsWith("@")) {
        continue;
      }
      String[] parts = line.split(":");
      float[][] channels = new float[parts.length - 1][];
      for (int c = 0; c < channels.length; c++) {
        channels[c] = numbers(parts[c].split(","));
      }
      float[][] rows = new float[channels[0].length][channels.length];
      for (int t = 0; t < rows.length; t++) {
        for (int c = 0; c < channels.length; c++) {
          rows[t][c] = channels[c][t];
        }
      }
      cases.add(one(cases.size(), rows, parts[parts.length - 1].strip()));
    }
    return set(file, IntStream.range(0, cases.getFirst().values()[0].length), cases);
  }

  /** A wide table without a header, the class last: the {@code .arff} form of the archive. */
  static SequenceSet readWide(Path file) throws IOException {
    List<Sequence> cases = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("%") || line.startsWith("@")) {
        continue;
      }
      String[] parts = line.split(",");
      float[] values = numbers(Arrays.copyOf(parts, parts.length - 1));
      float[][] rows = new float[values.length][];
      Arrays.setAll(rows, t -> new float[] {values[t]});
      cases.add(one(cases.size(), rows, parts[parts.length - 1].strip()));
    }
    return set(file, IntStream.range(0, 1), cases);
  }

  /** Letters, one channel for each of A, C, G and T; other letters are a part of several. */
  static SequenceSet readLetters(Path file) throws IOException {
    List<Sequence> cases = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split(",");
      String letters = parts[2].strip();
      float[][] rows = new float[letters.length()][4];
      for (int t = 0; t < rows.length; t++) {
        int at = "ACGT".indexOf(letters.charAt(t));
        if (at >= 0) {
          rows[t][at] = 1;
        }
      }
      cases.add(one(cases.size(), rows, parts[0].strip()));
    }
    return set(file, IntStream.range(0, 4), cases);
  }

  private static float[] numbers(String... cells) {
    float[] numbers = new float[cells.length];
    for (int t = 0; t < numbers.length; t++) {
      String cell = cells[t].strip();
      numbers[t] = cell.equals("?") ? Float.NaN : Float.parseFloat(cell);
    }
    return numbers;
  }

  private static Sequence one(int number, float[][] rows, String label) {
    return new Sequence("row " + (number + 1), rows, new float[0], Optional.of(label));
  }

  private static SequenceSet set(Path file, IntStream channels, List<Sequence> cases) {
    return new SequenceSet(
        file.getFileName().toString(),
        "",
        channels.mapToObj(c -> "channel " + c).toList(),
        List.of(),
        cases,
        List.of());
  }
}
