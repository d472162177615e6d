package dev.timestep.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tokens and their ids. Id {@value #PADDING} is padding and id {@value #UNKNOWN} stands for every
 * token that is not in the vocabulary; the others follow by falling frequency, and tokens of the
 * same frequency in the order of {@link String#compareTo}, so that a vocabulary depends on the
 * counts alone.
 *
 * <p>Tokens are whatever the caller cuts text into; {@link #characters} cuts it into single
 * characters (code points).
 *
 * <pre>{@code
 * Vocabulary letters = Vocabulary.ofTokens(Vocabulary.characters("hello"), 1, Integer.MAX_VALUE);
 * int[] ids = letters.encode(Vocabulary.characters("hole"));
 * String text = String.join("", letters.decode(ids));
 * }</pre>
 */
public final class Vocabulary {
  /** The id of padding. */
  public static final int PADDING = 0;

  /** The id of every token that is not in the vocabulary. */
  public static final int UNKNOWN = 1;

  private static final String PADDING_TOKEN = "<pad>";
  private static final String UNKNOWN_TOKEN = "<unk>";

  private final List<String> tokens;
  private final Map<String, Integer> ids;

  private Vocabulary(List<String> tokens) {
    this.tokens = List.copyOf(tokens);
    this.ids = HashMap.newHashMap(tokens.size());
    for (int id = 0; id < tokens.size(); id++) {
      Integer before = ids.putIfAbsent(tokens.get(id), id);
      if (before != null) {
        throw new IllegalArgumentException(
            "Vocabulary expects every token once; \""
                + tokens.get(id)
                + "\" is both id "
                + before
                + " and id "
                + id
                + ".");
      }
    }
  }

  /**
   * The vocabulary of the tokens of a text.
   *
   * @param text all tokens, with repetitions
   * @param minimumCount a token that is rarer is left out; 1 keeps all
   * @param largest the most ids, padding and unknown included; the rarest tokens give way
   * @throws IllegalArgumentException when there is no room for a token, or when every token of the
   *     text is rarer than {@code minimumCount}
   */
  public static Vocabulary ofTokens(Iterable<String> text, int minimumCount, int largest) {
    if (largest < 2 || minimumCount < 0) {
      throw refused(minimumCount, largest, "");
    }
    Map<String, Long> counts = new HashMap<>();
    text.forEach(token -> counts.merge(token, 1L, Long::sum));
    // A text that contains the special tokens means them.
    counts.remove(PADDING_TOKEN);
    counts.remove(UNKNOWN_TOKEN);
    long most = counts.values().stream().mapToLong(n -> n).max().orElse(minimumCount);
    if (most < minimumCount) {
      throw refused(
          minimumCount, largest, " No token of this text occurs more than " + most + " times.");
    }
    Stream<String> ordered =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= minimumCount)
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .limit(largest - 2);
    return new Vocabulary(Stream.concat(Stream.of(PADDING_TOKEN, UNKNOWN_TOKEN), ordered).toList());
  }

  private static IllegalArgumentException refused(int minimumCount, int largest, String why) {
    boolean swapped = largest < minimumCount && minimumCount >= 2 && largest >= 0;
    return new IllegalArgumentException(
        "Vocabulary.ofTokens(text, minimumCount, largest) expects in minimumCount how often a token"
            + " occurs to be kept, and in largest the most ids, 2 or more with padding and unknown;"
            + " received minimumCount "
            + minimumCount
            + " and largest "
            + largest
            + "."
            + why
            + (swapped
                ? " They seem to be swapped: write ofTokens(text, "
                    + largest
                    + ", "
                    + minimumCount
                    + ")."
                : " Write ofTokens(text, 1, 10_000) to keep the 9,998 most frequent tokens."));
  }

  /** The vocabulary with exactly these tokens, as {@link #tokens()} gave them. */
  public static Vocabulary of(List<String> tokens) {
    if (tokens.size() < 2
        || !tokens.get(PADDING).equals(PADDING_TOKEN)
        || !tokens.get(UNKNOWN).equals(UNKNOWN_TOKEN)) {
      throw new IllegalArgumentException(
          "Vocabulary expects a list that starts with "
              + PADDING_TOKEN
              + ", "
              + UNKNOWN_TOKEN
              + "; received "
              + tokens.subList(0, Math.min(2, tokens.size()))
              + ". Use Vocabulary.ofTokens to make one from a text.");
    }
    return new Vocabulary(tokens);
  }

  /** A text as single characters (Unicode code points). */
  public static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  /** Number of ids, padding and unknown included. */
  public int size() {
    return tokens.size();
  }

  /** The tokens by id. */
  public List<String> tokens() {
    return tokens;
  }

  /** Whether a token has an id of its own. */
  public boolean contains(String token) {
    return ids.containsKey(token);
  }

  /** The id of a token; {@link #UNKNOWN} if it has none. */
  public int id(String token) {
    return ids.getOrDefault(token, UNKNOWN);
  }

  /** The token of an id. */
  public String token(int id) {
    if (id < 0 || id >= size()) {
      throw new IllegalArgumentException(
          "Vocabulary expects an id from 0 to " + (size() - 1) + "; received " + id + ".");
    }
    return tokens.get(id);
  }

  /** The ids of a text. */
  public int[] encode(List<String> text) {
    return text.stream().mapToInt(this::id).toArray();
  }

  /** The tokens of ids. */
  public List<String> decode(int[] encoded) {
    return Arrays.stream(encoded).mapToObj(this::token).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that && tokens.equals(that.tokens);
  }

  @Override
  public int hashCode() {
    return tokens.hashCode();
  }

  @Override
  public String toString() {
    return "Vocabulary of " + size() + " ids";
  }
}
