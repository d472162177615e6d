package dev.timestep.task.classify.opponent;

import dev.timestep.judge.Reliability;
import dev.timestep.task.sequence.Sequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The plain form of the archive's {@code .ts} files: channels with a colon between, then the class.
 */
final class ArchiveFile {
  private ArchiveFile() {}

  static Cases read(Path file) throws IOException {
    List<Sequence> sequences = new ArrayList<>();
    List<String> classes = List.of();
    boolean data = false;
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("@classLabel")) {
        String[] words = line.trim().split("\\s+");
        classes = List.of(words).subList(2, words.length);
      } else if (line.startsWith("@data")) {
        data = true;
      } else if (data && !line.isBlank()) {
        sequences.add(sequence(sequences.size(), line.trim()));
      }
    }
    List<String> known = classes;
    int[] labels =
        sequences.stream().mapToInt(s -> known.indexOf(s.label().orElseThrow())).toArray();
    int channels = sequences.getFirst().values()[0].length;
    List<String> names = IntStream.range(0, channels).mapToObj(c -> "c" + c).toList();
    return new Cases(names, List.of(), classes, sequences, labels);
  }

  private static Sequence sequence(int row, String line) {
    String[] parts = line.split(":");
    int channels = parts.length - 1;
    float[][] values = new float[parts[0].split(",").length][channels];
    for (int c = 0; c < channels; c++) {
      String[] cells = parts[c].split(",");
      for (int t = 0; t < cells.length; t++) {
        values[t][c] = Float.parseFloat(cells[t].trim());
      }
    }
    return new Sequence(
        "row " + (row + 1), values, new float[0], Optional.of(parts[channels].trim()));
  }

  static int errors(double[][] probabilities, int[] labels) {
    int errors = 0;
    for (int i = 0; i < labels.length; i++) {
      errors += Reliability.likeliest(probabilities[i]) == labels[i] ? 0 : 1;
    }
    return errors;
  }
}
