package dev.timestep.task.forecast.transform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The lines of a golden file, two cells of names before the numbers or three. */
final class TransformGolden {
  private final Map<String, double[]> lines = new LinkedHashMap<>();

  TransformGolden(String file, int names) {
    try (InputStream in = TransformGolden.class.getResourceAsStream("/transform/" + file)) {
      String text =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
      for (String line : text.lines().toList()) {
        String[] cells = line.split(",", -1);
        lines.put(
            String.join(",", Arrays.copyOf(cells, names)),
            Arrays.stream(cells, names, cells.length).mapToDouble(Double::parseDouble).toArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double[] get(String key) {
    return Objects.requireNonNull(lines.get(key), key);
  }
}
