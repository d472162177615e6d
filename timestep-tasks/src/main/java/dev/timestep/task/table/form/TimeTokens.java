package dev.timestep.task.table.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a cell into numbers, words with a meaning in time, and the text between them. */
final class TimeTokens {

  /** What a token is; NUMBER and MARK get their meaning from their neighbours. */
  enum TokenKind {
    NUMBER,
    /** A name of a month, weekday and the like; see {@link Token#fields}. */
    WORD,
    /** Q, W, H or their like beside a number. */
    MARK,
    /** A field whose meaning is certain: those of a clock, am or pm, an offset, a zone. */
    FIELD,
    TEXT
  }

  /**
   * A piece of a cell.
   *
   * @param fields that a word may stand for; the field of a mark or of a certain field
   */
  record Token(TokenKind type, String text, List<TimeField> fields) {

    boolean may(TimeField field) {
      return fields.contains(field);
    }
  }

  private static final Pattern CLOCK =
      Pattern.compile("(\\d{1,2})(:)(\\d{2})(?:(:)(\\d{2})(?:([.,])(\\d{1,9}))?)?(?![\\d:])");
  private static final Pattern SPOKEN_CLOCK =
      Pattern.compile(
          "(\\d{1,2})(\\s?[时時点點hH]\\s?)(?:(\\d{1,2})(分?)(?:(\\d{1,2})(秒))?)?(?![\\d:\\p{L}])");
  private static final Pattern PACKED_CLOCK =
      Pattern.compile("[Tt](\\d{2})(?:(\\d{2})(?:(\\d{2})(?:([.,])(\\d{1,9}))?)?)?(?!\\d)");
  private static final Set<String> TEXT_BEFORE_CLOCK = Set.of(" ", "日", "上午", "下午");
  private static final List<TimeField> CLOCK_FIELDS =
      List.of(TimeField.HOUR, TimeField.MINUTE, TimeField.SECOND);
  private static final List<TimeField> NAMES =
      List.of(
          TimeField.MONTH,
          TimeField.WEEKDAY,
          TimeField.TEN_DAYS,
          TimeField.HALF_YEAR,
          TimeField.QUARTER);
  private static final Set<String> QUARTERS =
      Set.of("q", "qtr", "quarter", "t", "tr", "trim", "trimestre", "quartal", "季度", "季");
  private static final Set<String> HALVES = Set.of("h", "hy", "s", "hj", "half", "semestre");
  private static final Set<String> WEEKS = Set.of("w", "wk", "week", "kw", "woche", "semana", "周");
  private static final Set<String> FILLERS =
      Set.of("t", "m", "de", "del", "of", "the", "le", "el", "den", "um", "at", "à", "uhr", "hrs");
  private static final String HAN_FILLERS = "年月日号號第";
  private static final String MARKS_BETWEEN = "-/.,:_'’()（） ";

  private final String cell;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean hasClock;

  private TimeTokens(String cell) {
    this.cell = cell;
  }

  /** The tokens of a cell; empty when it holds anything that has no place in a time. */
  static List<Token> of(String cell) {
    TimeTokens reader = new TimeTokens(cell);
    while (reader.at < cell.length()) {
      if (!reader.next()) {
        return List.of();
      }
    }
    return reader.tokens;
  }

  static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private boolean next() {
    char c = cell.charAt(at);
    if (c >= '0' && c <= '9') {
      return clock() || number();
    }
    if (isBlank(c)) {
      return blank();
    }
    if (c == '[') {
      int end = cell.indexOf(']', at);
      return lastIs(TimeField.OFFSET) && end > at && add(TokenKind.FIELD, end + 1, TimeField.ZONE);
    }
    if (hasClock && "+-\u2212zZuUgG".indexOf(c) >= 0 && offset()) {
      return true;
    }
    if (Character.isLetter(c)) {
      return word(c);
    }
    return c == '°' ? ordinal() : MARKS_BETWEEN.indexOf(c) >= 0 && text(at + 1);
  }

  private boolean blank() {
    int end = at;
    while (end < cell.length() && isBlank(cell.charAt(end))) {
      end++;
    }
    tokens.add(new Token(TokenKind.TEXT, " ", List.of()));
    at = end;
    return true;
  }

  private boolean text(int end) {
    tokens.add(new Token(TokenKind.TEXT, cell.substring(at, end), List.of()));
    at = end;
    return true;
  }

  private boolean add(TokenKind type, int end, TimeField... fields) {
    tokens.add(new Token(type, cell.substring(at, end), List.of(fields)));
    at = end;
    return true;
  }

  private boolean lastIs(TimeField field) {
    return !tokens.isEmpty() && tokens.getLast().may(field);
  }

  private boolean number() {
    int end = at;
    while (end < cell.length() && cell.charAt(end) >= '0' && cell.charAt(end) <= '9') {
      end++;
    }
    return add(TokenKind.NUMBER, end);
  }

  private boolean clock() {
    if (hasClock) {
      return false;
    }
    Matcher clock = CLOCK.matcher(cell).region(at, cell.length());
    if (!clock.lookingAt()) {
      clock = SPOKEN_CLOCK.matcher(cell).region(at, cell.length());
      // "1H 2021" is half a year; an hour comes after a date.
      boolean afterDate = tokens.size() > 3 && TEXT_BEFORE_CLOCK.contains(tokens.getLast().text());
      if (!afterDate || !clock.lookingAt()) {
        return false;
      }
    }
    groups(clock);
    return true;
  }

  /** Groups are numbers of a clock and texts between them, in order. */
  private void groups(Matcher clock) {
    int field = 0;
    for (int group = 1; group <= clock.groupCount(); group++) {
      String text = clock.group(group);
      if (text != null && !text.isEmpty()) {
        boolean digits = Character.isDigit(text.charAt(0));
        TimeField meaning = field < 3 ? CLOCK_FIELDS.get(field) : TimeField.FRACTION;
        tokens.add(
            digits
                ? new Token(TokenKind.FIELD, text, List.of(meaning))
                : new Token(TokenKind.TEXT, text.replaceAll("\\s+", " "), List.of()));
        field += digits ? 1 : 0;
      }
    }
    at = clock.end();
    hasClock = true;
  }

  private boolean offset() {
    boolean afterClock = lastIs(TimeField.SECOND) || lastIs(TimeField.MINUTE);
    afterClock |= lastIs(TimeField.FRACTION) || lastIs(TimeField.AM_PM) || lastIs(TimeField.HOUR);
    boolean afterBlank = !tokens.isEmpty() && tokens.getLast().text().equals(" ");
    if (!afterClock && !afterBlank) {
      return false;
    }
    Optional<OffsetText.Found> found = OffsetText.find(cell, at);
    return found.isPresent() && add(TokenKind.FIELD, at + found.get().length(), TimeField.OFFSET);
  }

  private boolean ordinal() {
    int length = Ordinals.length(cell, at);
    boolean afterNumber = !tokens.isEmpty() && tokens.getLast().type() == TokenKind.NUMBER;
    return afterNumber && length > 0 && add(TokenKind.FIELD, at + length, TimeField.ORDINAL);
  }

  private boolean word(char first) {
    boolean afterDigit = at > 0 && Character.isDigit(cell.charAt(at - 1));
    Matcher packed = PACKED_CLOCK.matcher(cell).region(at, cell.length());
    if (afterDigit && !hasClock && packed.lookingAt() && !colonFollows(at + 1)) {
      tokens.add(new Token(TokenKind.TEXT, cell.substring(at, at + 1), List.of()));
      groups(packed);
      return true;
    }
    // Before the names: "th" after a number is no Thursday.
    if (afterDigit && ordinal()) {
      return true;
    }
    List<TimeField> fields = new ArrayList<>();
    int length = 0;
    for (TimeField field : NAMES) {
      int found = TimeWords.length(field, cell, at);
      if (found > length) {
        fields.clear();
      }
      length = Math.max(length, found);
      if (found > 0 && found == length) {
        fields.add(field);
      }
    }
    if (length > 0) {
      return add(TokenKind.WORD, at + length, fields.toArray(TimeField[]::new));
    }
    int amPm = TimeWords.length(TimeField.AM_PM, cell, at);
    if (amPm > 0) {
      return add(TokenKind.FIELD, at + amPm, TimeField.AM_PM);
    }
    return TimeWords.isHan(first) ? han() : marker();
  }

  private boolean colonFollows(int start) {
    return CLOCK.matcher(cell).region(start, cell.length()).lookingAt();
  }

  private boolean han() {
    for (int length = 2; length > 0; length--) {
      if (at + length <= cell.length()) {
        String text = cell.substring(at, at + length);
        if (QUARTERS.contains(text)) {
          return add(TokenKind.MARK, at + length, TimeField.QUARTER);
        }
        if (WEEKS.contains(text)) {
          return add(TokenKind.MARK, at + length, TimeField.WEEK);
        }
      }
    }
    return HAN_FILLERS.indexOf(cell.charAt(at)) >= 0 && text(at + 1);
  }

  private boolean marker() {
    int end = TimeWords.wordEnd(cell, at);
    if (end == at) {
      return false;
    }
    String word = cell.substring(at, end).toLowerCase(Locale.ROOT);
    boolean besideDigit =
        (at > 0 && Character.isDigit(cell.charAt(at - 1)))
            || (end < cell.length() && Character.isDigit(cell.charAt(end)));
    if (word.equals("t") && colonFollows(end)) {
      return text(end);
    }
    boolean longer = word.length() > 1 || besideDigit;
    if (longer && QUARTERS.contains(word)) {
      return add(TokenKind.MARK, end, TimeField.QUARTER);
    }
    if (longer && HALVES.contains(word)) {
      return add(TokenKind.MARK, end, TimeField.HALF_YEAR);
    }
    if (longer && WEEKS.contains(word)) {
      return add(TokenKind.MARK, end, TimeField.WEEK);
    }
    return FILLERS.contains(word) && text(end);
  }
}
