package dev.timestep.task.forecast.rolling;

import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Passengers of international airlines in thousands, by month, 1949 to 1960. Source: Box and
 * Jenkins, "Time Series Analysis: Forecasting and Control" (1970), series G.
 */
final class AirPassengers {
  private static final double[] VALUES = {
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149,
    170, 170, 158, 133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166,
    171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243,
    264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229,
    242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374,
    413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336,
    340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472,
    548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432
  };

  private AirPassengers() {}

  /** The first months. */
  static double[] first(int rows) {
    return Arrays.copyOf(VALUES, rows);
  }

  /** A table of months, with columns a, b, … */
  static TimeTable table(Path folder, double[]... columns) {
    StringBuilder text = new StringBuilder("month");
    for (int k = 0; k < columns.length; k++) {
      text.append(',').append((char) ('a' + k));
    }
    for (int row = 0; row < columns[0].length; row++) {
      text.append("\n%d-%02d".formatted(1949 + row / 12, row % 12 + 1));
      for (double[] column : columns) {
        text.append(',').append(column[row]);
      }
    }
    try {
      Path file = Files.writeString(Files.createTempFile(folder, "t", ".csv"), text + "\n");
      return TableReader.read(
          file, List.of("a", "b", "c").subList(0, columns.length), ReadOptions.defaults());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
