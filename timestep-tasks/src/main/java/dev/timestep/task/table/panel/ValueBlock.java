package dev.timestep.task.table.panel;

/**
 * Some values of a column, in the fewest bytes that lose nothing.
 *
 * <p>Most tables hold decimals such as 2.99, which are whole numbers of hundredths: they are held
 * as these, in one, two or four bytes, and dividing gives back the number that the text stands for.
 * All others are doubles, or floats where rounding to them loses less than a millionth of the
 * values' deviation, far less than a forecast can notice.
 */
abstract class ValueBlock {

  /** The greatest share of the deviation that is lost by rounding to floats. */
  static final double MOST_LOST = 1e-6;

  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  /** The value at a place, NaN where it is missing. */
  abstract double get(int at);

  /** Bytes that the values take. */
  abstract int bytes();

  /** Packs the first {@code count} values. */
  static ValueBlock of(double[] values, int count) {
    if (isConstant(values, count)) {
      return new Constant(values[0]);
    }
    int scale = scale(values, count);
    if (scale >= 0) {
      return decimals(values, count, POWERS[scale]);
    }
    if (losesLittle(values, count)) {
      float[] floats = new float[count];
      for (int i = 0; i < count; i++) {
        floats[i] = (float) values[i];
      }
      return new Floats(floats);
    }
    return new Doubles(java.util.Arrays.copyOf(values, count));
  }

  private static boolean isConstant(double[] values, int count) {
    long first = Double.doubleToLongBits(values[0]);
    for (int i = 1; i < count; i++) {
      if (Double.doubleToLongBits(values[i]) != first) {
        return false;
      }
    }
    return true;
  }

  /** The decimals that all values have; -1 where they are more than an int holds. */
  private static int scale(double[] values, int count) {
    int scale = 0;
    double most = 0;
    for (int i = 0; i < count; i++) {
      double value = values[i];
      if (Double.isNaN(value)) {
        continue;
      }
      most = Math.max(most, Math.abs(value));
      while (most * POWERS[scale] < Integer.MAX_VALUE
          && Math.rint(value * POWERS[scale]) / POWERS[scale] != value
          && scale < POWERS.length - 1) {
        scale++;
      }
      if (Math.rint(value * POWERS[scale]) / POWERS[scale] != value) {
        return -1;
      }
    }
    return most * POWERS[scale] < Integer.MAX_VALUE ? scale : -1;
  }

  private static ValueBlock decimals(double[] values, int count, double divisor) {
    double most = 0;
    for (int i = 0; i < count; i++) {
      most = Double.isNaN(values[i]) ? most : Math.max(most, Math.abs(values[i] * divisor));
    }
    int[] whole = new int[count];
    for (int i = 0; i < count; i++) {
      whole[i] = Double.isNaN(values[i]) ? Integer.MIN_VALUE : (int) Math.rint(values[i] * divisor);
    }
    if (most > Short.MAX_VALUE) {
      return new Ints(whole, divisor);
    }
    return most > Byte.MAX_VALUE ? Shorts.of(whole, divisor) : Bytes.of(whole, divisor);
  }

  private static boolean losesLittle(double[] values, int count) {
    double sum = 0;
    double squares = 0;
    double lost = 0;
    int known = 0;
    for (int i = 0; i < count; i++) {
      double value = values[i];
      if (!Double.isNaN(value)) {
        known++;
        double before = sum / Math.max(1, known - 1);
        sum += value;
        squares += (value - before) * (value - sum / known);
        lost = Math.max(lost, Math.abs(value - (float) value));
      }
    }
    return lost <= MOST_LOST * Math.sqrt(squares / Math.max(1, known));
  }

  /** One value again and again. */
  private static final class Constant extends ValueBlock {
    private final double value;

    Constant(double value) {
      this.value = value;
    }

    @Override
    double get(int at) {
      return value;
    }

    @Override
    int bytes() {
      return 0;
    }
  }

  private static final class Bytes extends ValueBlock {
    private final byte[] whole;
    private final double divisor;

    private Bytes(byte[] whole, double divisor) {
      this.whole = whole;
      this.divisor = divisor;
    }

    static Bytes of(int[] values, double divisor) {
      byte[] whole = new byte[values.length];
      for (int i = 0; i < whole.length; i++) {
        whole[i] = values[i] == Integer.MIN_VALUE ? Byte.MIN_VALUE : (byte) values[i];
      }
      return new Bytes(whole, divisor);
    }

    @Override
    double get(int at) {
      return whole[at] == Byte.MIN_VALUE ? Double.NaN : whole[at] / divisor;
    }

    @Override
    int bytes() {
      return whole.length;
    }
  }

  private static final class Shorts extends ValueBlock {
    private final short[] whole;
    private final double divisor;

    private Shorts(short[] whole, double divisor) {
      this.whole = whole;
      this.divisor = divisor;
    }

    static Shorts of(int[] values, double divisor) {
      short[] whole = new short[values.length];
      for (int i = 0; i < whole.length; i++) {
        whole[i] = values[i] == Integer.MIN_VALUE ? Short.MIN_VALUE : (short) values[i];
      }
      return new Shorts(whole, divisor);
    }

    @Override
    double get(int at) {
      return whole[at] == Short.MIN_VALUE ? Double.NaN : whole[at] / divisor;
    }

    @Override
    int bytes() {
      return 2 * whole.length;
    }
  }

  private static final class Ints extends ValueBlock {
    private final int[] whole;
    private final double divisor;

    Ints(int[] whole, double divisor) {
      this.whole = whole;
      this.divisor = divisor;
    }

    @Override
    double get(int at) {
      return whole[at] == Integer.MIN_VALUE ? Double.NaN : whole[at] / divisor;
    }

    @Override
    int bytes() {
      return 4 * whole.length;
    }
  }

  private static final class Floats extends ValueBlock {
    private final float[] values;

    Floats(float[] values) {
      this.values = values;
    }

    @Override
    double get(int at) {
      return values[at];
    }

    @Override
    int bytes() {
      return 4 * values.length;
    }
  }

  private static final class Doubles extends ValueBlock {
    private final double[] values;

    Doubles(double[] values) {
      this.values = values;
    }

    @Override
    double get(int at) {
      return values[at];
    }

    @Override
    int bytes() {
      return 8 * values.length;
    }
  }
}
