package dev.timestep.judge;

import java.util.Locale;

/**
 * Counts as text, for sentences and tables; the same in every locale. Thousands stand apart, unlike
 * in {@link NumberText}, whose texts can be read back as numbers.
 *
 * <pre>{@code
 * CountText.grouped(12345);      // 12,345
 * CountText.of(1, "epoch");      // 1 epoch
 * CountText.of(2000, "epoch");   // 2,000 epochs
 * }</pre>
 */
public final class CountText {
  private CountText() {}

  /** The count with thousands apart. */
  public static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** The count with its noun, which takes an s unless it is one. */
  public static String of(long count, String noun) {
    return grouped(count) + " " + noun + (count == 1 ? "" : "s");
  }
}
