package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.TableException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds the alphabet of sequences of letters, and how they become channels. */
final class Alphabet {

  /** More different letters than these are words or numbers, not an alphabet. */
  private static final int MOST_LETTERS = 128;

  private static final double SHARE_OF_BASES = 0.9;
  private static final double SHARE_OF_EACH = 0.01;

  private Alphabet() {}

  /** The code; {@code raw} then has the channels and notes. */
  static LetterCode of(
      List<String> texts, List<String> places, SequenceOptions options, RawCases raw) {
    refuseBlanks(texts, places);
    Optional<LetterCode> earlier = options.like().flatMap(SequenceReading::letters);
    LetterCode code = earlier.orElseGet(() -> found(texts, places, options, raw.notes));
    int unknown = texts.stream().mapToInt(code::unknown).sum();
    if (unknown > 0) {
      raw.notes.add(
          unknown
              + (unknown == 1 ? " letter is" : " letters are")
              + " not in the alphabet ("
              + String.join(" ", code.channels())
              + ") and zero in all channels: "
              + unknownLetters(texts, code)
              + ".");
    }
    raw.letters = Optional.of(code);
    raw.channels = code.channels();
    raw.named = true;
    return code;
  }

  private static void refuseBlanks(List<String> texts, List<String> places) {
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (text.chars().anyMatch(Character::isWhitespace)) {
        throw new TableException(
            places.get(i)
                + ": expects letters without blanks between them; received \""
                + Values.shortened(text)
                + "\". Remove the blanks, or write another sign where a blank means something.");
      }
    }
  }

  private static LetterCode found(
      List<String> texts, List<String> places, SequenceOptions options, List<String> notes) {
    Map<Integer, Integer> counts = counts(texts);
    boolean fold = folds(counts, texts, places, options);
    if (fold) {
      counts = counts(texts.stream().map(text -> text.toUpperCase(Locale.ROOT)).toList());
    }
    if (counts.size() > MOST_LETTERS) {
      throw new TableException(
          places.getFirst()
              + ": expects an alphabet of at most "
              + MOST_LETTERS
              + " letters; the sequences have "
              + counts.size()
              + ". Set "
              + setting("sequence")
              + " to the column of the letters.");
    }
    String letters =
        counts.keySet().stream().map(Character::toString).collect(Collectors.joining());
    boolean bases = (fold || isUpper(letters)) && areBases(letters, counts);
    if (bases) {
      boolean codes = letters.chars().anyMatch(c -> "ACGTU".indexOf(c) < 0);
      notes.add(
          "The letters are bases (A, C, G, T"
              + (letters.indexOf('U') >= 0 ? " or U" : "")
              + ")"
              + (codes ? "; a letter for several bases, such as N, gives each its share" : "")
              + ".");
    }
    return new LetterCode(bases ? LetterCode.BASES : LetterCode.sorted(letters), bases, fold);
  }

  private static Map<Integer, Integer> counts(List<String> texts) {
    Map<Integer, Integer> counts = new TreeMap<>();
    texts.forEach(text -> text.codePoints().forEach(c -> counts.merge(c, 1, Integer::sum)));
    return counts;
  }

  private static boolean isUpper(String letters) {
    return letters.equals(letters.toUpperCase(Locale.ROOT));
  }

  /** Whether case is folded: as the user says, else where no letter comes in both. */
  private static boolean folds(
      Map<Integer, Integer> counts,
      List<String> texts,
      List<String> places,
      SequenceOptions options) {
    if (options.foldCase().isPresent()) {
      return options.foldCase().get();
    }
    for (int letter : counts.keySet()) {
      int upper = Character.toUpperCase(letter);
      if (upper != letter && counts.containsKey(upper)) {
        String small = Character.toString(letter);
        String large = Character.toString(upper);
        throw new TableException(
            place(texts, places, small)
                + ": the letters "
                + small
                + " and "
                + large
                + " (first in "
                + place(texts, places, large)
                + ") may be one letter or two. Set "
                + setting("fold-case")
                + " to true if upper and lower case mean"
                + " the same, or to false if they do not.");
      }
    }
    return counts.keySet().stream()
        .noneMatch(c -> Character.toString(c).toUpperCase(Locale.ROOT).length() > 1);
  }

  private static String place(List<String> texts, List<String> places, String letter) {
    for (int i = 0; i < texts.size(); i++) {
      if (texts.get(i).contains(letter)) {
        return places.get(i);
      }
    }
    return "";
  }

  /**
   * Nearly all letters are bases, all four of them are there, and the others are codes for several:
   * so states that happen to be called A, B and C are not taken for DNA.
   */
  private static boolean areBases(String letters, Map<Integer, Integer> counts) {
    if (!LetterCode.areBases(letters)) {
      return false;
    }
    Map<Character, Integer> bases = new HashMap<>();
    long all = 0;
    for (Map.Entry<Integer, Integer> one : counts.entrySet()) {
      all += one.getValue();
      char base = one.getKey() == 'U' ? 'T' : (char) (int) one.getKey();
      if (LetterCode.BASES.indexOf(base) >= 0) {
        bases.merge(base, one.getValue(), Integer::sum);
      }
    }
    long sum = bases.values().stream().mapToLong(Integer::longValue).sum();
    long total = all;
    return bases.size() == LetterCode.BASES.length()
        && sum >= SHARE_OF_BASES * all
        && bases.values().stream().allMatch(count -> count >= SHARE_OF_EACH * total);
  }

  private static String unknownLetters(List<String> texts, LetterCode code) {
    return counts(texts.stream().map(code::normal).toList()).keySet().stream()
        .map(Character::toString)
        .filter(letter -> code.unknown(letter) > 0)
        .limit(10)
        .collect(Collectors.joining(" "));
  }
}
