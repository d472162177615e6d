package dev.timestep.task.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How letters become channels: one channel for each letter of the alphabet, 1 where the letter
 * stands and 0 elsewhere.
 *
 * <p>In DNA and RNA the channels are A, C, G and T, and a letter of the IUPAC code for "one of
 * several bases" gives each of them its share: R, which is A or G, gives both 1/2, and N gives all
 * 1/4. U is read as T.
 *
 * @param letters of the alphabet, one channel each
 * @param bases whether the letters are the bases of DNA or RNA
 * @param folded whether lower case is read as upper case
 * @see <a href="https://doi.org/10.1093/nar/13.9.3021">Cornish-Bowden (1985), Nomenclature for
 *     incompletely specified bases</a>
 */
public record LetterCode(String letters, boolean bases, boolean folded) {

  /** The channels of DNA and RNA. */
  static final String BASES = "ACGT";

  private static final String CODES = "RYSWKMBDHVN";
  private static final String[] MEANINGS = {
    "AG", "CT", "CG", "AT", "GT", "AC", "CGT", "AGT", "ACT", "ACG", "ACGT"
  };

  /** Names of the channels. */
  public List<String> channels() {
    List<String> names = new ArrayList<>();
    letters.codePoints().forEach(letter -> names.add(Character.toString(letter)));
    return List.copyOf(names);
  }

  /** The text as it is compared with the alphabet. */
  String normal(String text) {
    return folded ? text.toUpperCase(Locale.ROOT) : text;
  }

  /**
   * Number of letters of the text that the alphabet does not have; they are zero in all channels.
   */
  int unknown(String text) {
    return (int) normal(text).codePoints().filter(letter -> shares(letter).isEmpty()).count();
  }

  /** The channels of a text, [step][channel]. */
  float[][] encode(String text) {
    int[] points = normal(text).codePoints().toArray();
    int width = letters.codePointCount(0, letters.length());
    float[][] steps = new float[points.length][width];
    int[] alphabet = letters.codePoints().toArray();
    for (int t = 0; t < points.length; t++) {
      String shares = shares(points[t]);
      int count = shares.codePointCount(0, shares.length());
      for (int c = 0; c < width; c++) {
        steps[t][c] = shares.indexOf(alphabet[c]) >= 0 ? 1f / count : 0;
      }
    }
    return steps;
  }

  /** The letter whose channels these are, "?" for one that the alphabet does not have. */
  public String letter(float[] step) {
    List<String> channels = channels();
    StringBuilder shares = new StringBuilder();
    for (int c = 0; c < step.length; c++) {
      shares.append(step[c] > 0 ? channels.get(c) : "");
    }
    int code = bases ? Arrays.asList(MEANINGS).indexOf(shares.toString()) : -1;
    if (code >= 0) {
      return CODES.substring(code, code + 1);
    }
    return shares.isEmpty() ? "?" : shares.toString();
  }

  /** The letters of the alphabet that a letter stands for. */
  private String shares(int letter) {
    if (letters.indexOf(letter) >= 0) {
      return Character.toString(letter);
    }
    if (!bases) {
      return "";
    }
    int code = CODES.indexOf(letter);
    return letter == 'U' ? "T" : code < 0 ? "" : MEANINGS[code];
  }

  /** Whether every letter is a base or a code for several, in upper case. */
  static boolean areBases(String alphabet) {
    return alphabet.codePoints().allMatch(c -> (BASES + "U" + CODES).indexOf(c) >= 0);
  }

  /** The letters in order of the alphabet. */
  static String sorted(String letters) {
    int[] points = letters.codePoints().toArray();
    Arrays.sort(points);
    return new String(points, 0, points.length);
  }
}
