package dev.timestep.tensor;

import java.util.Locale;

/**
 * Numbers that do not fit into the heap. The message names their owner, their shape, the memory
 * that they need and that the heap has, and a remedy.
 */
public final class TensorMemoryError extends OutOfMemoryError {
  private static final long serialVersionUID = 1;
  private static final long MEBIBYTE = 1 << 20;
  private static final long GIBIBYTE = 1 << 30;

  /** A training step holds a gradient beside each value, and the collector needs room. */
  private static final double ROOM = 2.5;

  private TensorMemoryError(String message) {
    super(message);
  }

  /**
   * An array of zeros for a tensor.
   *
   * @param who needs it; its string begins the message
   * @throws TensorMemoryError when the heap has no room for it
   */
  public static float[] floats(Object who, Shape shape) {
    try {
      return new float[shape.size()];
    } catch (OutOfMemoryError full) {
      throw of(who, "numbers of the shape " + shape, shape.size(), 0);
    }
  }

  /**
   * The error for numbers that found no room.
   *
   * @param who needs them
   * @param what they are, for example {@code "numbers of the shape [2, 3]"}
   * @param numbers how many
   * @param held how many others the same network holds
   */
  public static TensorMemoryError of(Object who, String what, long numbers, long held) {
    long limit = Runtime.getRuntime().maxMemory();
    long needed = (numbers + held) * Float.BYTES;
    long enough = Math.max((long) (needed * ROOM), limit) / GIBIBYTE + 1;
    return new TensorMemoryError(
        who
            + " needs "
            + mebibytes(numbers * Float.BYTES)
            + " for "
            + what
            + (held == 0
                ? ""
                : ", beside " + mebibytes(held * Float.BYTES) + " of the same network")
            + "; the heap has "
            + mebibytes(limit)
            + " in all. Use a smaller batch, shorter sequences, or fewer units, classes or words;"
            + " or give the JVM a larger heap if the machine has the memory, for example -Xmx"
            + enough
            + "g.");
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MiB", (bytes + MEBIBYTE - 1) / MEBIBYTE);
  }
}
