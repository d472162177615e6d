package dev.timestep.task.table;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a user probably meant. */
public final class Names {

  private Names() {}

  /**
   * The name as it looks: without characters that cannot be seen, with one blank for every run of
   * blanks, and with each accented letter as one character.
   */
  public static String visible(String name) {
    StringBuilder seen = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean blank = Character.isWhitespace(c) || Character.isSpaceChar(c);
      boolean again = !seen.isEmpty() && seen.charAt(seen.length() - 1) == ' ';
      if (!blank && Character.getType(c) != Character.FORMAT && !Character.isISOControl(c)) {
        seen.append(c);
      } else if (blank && !again) {
        seen.append(' ');
      }
    }
    return Normalizer.normalize(seen.toString().strip(), Normalizer.Form.NFC);
  }

  /** The cell without no-break blanks at its ends, which {@link String#strip} leaves there. */
  public static String withoutHardBlanks(String cell) {
    int start = 0;
    int end = cell.length();
    while (start < end && isHardBlank(cell.charAt(start))) {
      start++;
    }
    while (end > start && isHardBlank(cell.charAt(end - 1))) {
      end--;
    }
    return end - start == cell.length() ? cell : cell.substring(start, end).strip();
  }

  private static boolean isHardBlank(char c) {
    return c > 126 && Character.isSpaceChar(c);
  }

  /**
   * The invisible part of the difference between two names of equal length: a letter of another
   * script. Empty where there is no such letter.
   */
  public static String hiddenDifference(String wanted, String name) {
    if (wanted.length() != name.length()) {
      return "";
    }
    for (int i = 0; i < name.length(); i++) {
      char asked = wanted.charAt(i);
      char found = name.charAt(i);
      boolean letters = Character.isLetter(asked) && Character.isLetter(found);
      Character.UnicodeScript script = Character.UnicodeScript.of(found);
      if (letters && script != Character.UnicodeScript.of(asked)) {
        return "Letter "
            + (i + 1)
            + " of the name in the file is U+"
            + HexFormat.of().withUpperCase().toHexDigits(found)
            + " ("
            + script
            + ")";
      }
    }
    return "";
  }

  /**
   * The candidate with the smallest edit distance to {@code wanted}, upper and lower case being
   * equal; empty when even the best needs more than a third of its letters changed.
   */
  public static Optional<String> nearest(String wanted, Collection<String> candidates) {
    String best = "";
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int distance = distance(wanted.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    int length = Math.max(wanted.length(), best.length());
    int allowed = length < 3 ? 0 : Math.max(1, length / 3);
    return bestDistance <= allowed ? Optional.of(best) : Optional.empty();
  }

  /** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        cost[i][j] = Math.min(best, cost[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
