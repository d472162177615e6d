package dev.timestep.task.forecast.statistical;

import java.util.HexFormat;

/** A print of the first values of a series, to tell whether another begins with the same. */
final class SeriesPrint {
  private static final long PRIME = 0x100000001b3L;
  private static final long START = 0xcbf29ce484222325L;

  private SeriesPrint() {}

  /** The print (FNV-1a over the values' bits, 64 bits as hexadecimal digits). */
  static String of(double[] values, int rows) {
    long print = START;
    for (int row = 0; row < rows; row++) {
      long bits = Double.doubleToLongBits(values[row]);
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        print = (print ^ ((bits >>> shift) & 0xff)) * PRIME;
      }
    }
    return HexFormat.of().toHexDigits(print);
  }

  /** Whether values begin with those of a print. */
  static boolean matches(double[] values, int rows, String print) {
    return values.length >= rows && of(values, rows).equals(print);
  }
}
