package dev.timestep.task.table.form;

import dev.timestep.task.table.form.TimeTokens.Token;
import dev.timestep.task.table.form.TimeTokens.TokenKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds how a cell can be read as a time. Its numbers and names make a signature, such as {@code
 * nMy} for 31-Jan-2021, and a table says what the parts of each signature may mean.
 */
public final class TimeShapes {

  /**
   * By signature: y a number of four digits, n of one or two, other digits a number of so many (A
   * 10, C 12, F 14), M a month's name, q h w a mark of quarter, half-year, week; Q H x a word.
   *
   * <p>The meanings: Y year, y its last two digits, M month, D day, Q quarter, H half-year, W week,
   * K day of the week, O day of the year, x ten days, h m s clock; digits say how many belong to
   * it.
   */
  private static final Map<String, List<String>> LAYOUTS = layouts();

  private static final String LENGTHS = " nn3y56789A_C_F";
  private static final Set<String> SEPARATORS = Set.of("-", "/", ".", "_", " ");
  private static final Set<String> LAST_TEXTS =
      Set.of(")", "）", "日", "号", "號", "月", "年", "时", "時", "点", "點", "分", "秒", "h", "uhr", "hrs");

  private TimeShapes() {}

  private static Map<String, List<String>> layouts() {
    Map<String, List<String>> layouts = new HashMap<>();
    String[] table = {
      "ynn Y,M,D",
      "nny D,M,Y M,D,Y",
      "nnn D,M,y M,D,y y,M,D",
      "yn Y,M",
      "ny M,Y",
      "yM Y,M",
      "My M,Y",
      "yMn Y,M,D",
      "Mny M,D,Y",
      "nMy D,M,Y",
      "nMn D,M,y y,M,D",
      "Mnn M,D,y",
      "Mn M,y",
      "nM y,M",
      "yqn Y,Q",
      "qny Q,Y",
      "nqy Q,Y",
      "nqn Q,y y,Q",
      "qnn Q,y",
      "ynq Y,Q",
      "yQ Y,Q",
      "yhn Y,H",
      "hny H,Y",
      "nhy H,Y",
      "nhn H,y y,H",
      "hnn H,y",
      "ynh Y,H",
      "yH Y,H",
      "ywn Y,W",
      "ywnn Y,W,K",
      "yw3 Y,W2K1",
      "wny W,Y",
      "ynw Y,W",
      "wnn W,y",
      "y3 Y,O",
      "7 Y4O3",
      "ynx Y,M,x",
      "yMx Y,M,x",
      "8 Y4M2D2 D2M2Y4 M2D2Y4",
      "8n Y4M2D2,h",
      "8y Y4M2D2,h2m2",
      "86 Y4M2D2,h2m2s2",
      "A Y4M2D2h2",
      "C Y4M2D2h2m2 y2M2D2h2m2s2",
      "F Y4M2D2h2m2s2",
      "6 Y4M2 y2M2D2 D2M2y2 M2D2y2",
      "ynnn Y,M,D,h",
      "nnyn D,M,Y,h M,D,Y,h",
      "nMyn D,M,Y,h",
      "Mnyn M,D,Y,h",
      "y Y"
    };
    for (String line : table) {
      List<String> words = List.of(line.split(" "));
      layouts.put(words.getFirst(), words.subList(1, words.size()));
    }
    return layouts;
  }

  /**
   * How the cell can be read; empty when it is not a time. A year needs a mark or a date with it.
   */
  public static Optional<TimeShape> of(String cell) {
    List<Token> tokens = TimeTokens.of(cell);
    if (tokens.isEmpty()) {
      return Optional.empty();
    }
    List<Token> resolved = withWordsResolved(tokens);
    String signature = signature(resolved);
    List<String> layouts = LAYOUTS.get(signature);
    boolean bare = signature.length() == 1 && tokens.size() == 1;
    if (layouts == null || (signature.equals("y") && bare) || !wellSeparated(resolved, signature)) {
      return Optional.empty();
    }
    List<TimeForm> forms = new ArrayList<>();
    for (String layout : layouts) {
      form(resolved, layout).filter(form -> form.read(cell).isPresent()).ifPresent(forms::add);
    }
    return forms.isEmpty() ? Optional.empty() : Optional.of(new TimeShape(key(resolved), forms));
  }

  /**
   * A year alone, of four or two digits, which differs from a count only by the name of its column.
   */
  public static TimeShape year(int digits) {
    TimePart part =
        digits == 4
            ? TimePart.number(TimeField.YEAR, "2000")
            : TimePart.number(TimeField.SHORT_YEAR, "00");
    return new TimeShape(digits == 4 ? "y" : "n", List.of(WrittenForm.of(List.of(part))));
  }

  /** "mar" is March, Tuesday in Spanish, and both in "mar 2 mar 2021". */
  private static List<Token> withWordsResolved(List<Token> tokens) {
    long numbers = tokens.stream().filter(token -> token.type() == TokenKind.NUMBER).count();
    long months = tokens.stream().filter(token -> token.may(TimeField.MONTH)).count();
    List<Token> resolved = new ArrayList<>();
    for (Token token : tokens) {
      if (token.type() == TokenKind.WORD && token.fields().size() > 1) {
        boolean weekday = token.may(TimeField.WEEKDAY) && (months > 1 || numbers > 2);
        months -= weekday ? 1 : 0;
        TimeField field = weekday ? TimeField.WEEKDAY : token.fields().getFirst();
        resolved.add(new Token(TokenKind.WORD, token.text(), List.of(field)));
      } else {
        resolved.add(token);
      }
    }
    return resolved;
  }

  private static String signature(List<Token> tokens) {
    StringBuilder signature = new StringBuilder();
    for (Token token : tokens) {
      switch (token.type()) {
        case NUMBER ->
            signature.append(
                token.text().length() < LENGTHS.length()
                    ? LENGTHS.charAt(token.text().length())
                    : '_');
        case WORD -> signature.append(letter(token.fields().getFirst()));
        case MARK -> signature.append(Character.toLowerCase(letter(token.fields().getFirst())));
        default -> {}
      }
    }
    return signature.toString().replace("E", tokens.size() == 1 ? "E" : "");
  }

  private static char letter(TimeField field) {
    return switch (field) {
      case MONTH -> 'M';
      case QUARTER -> 'Q';
      case HALF_YEAR -> 'H';
      case WEEK -> 'W';
      case TEN_DAYS -> 'x';
      case WEEKDAY -> 'E';
      default -> '_';
    };
  }

  /** Dates of numbers alone have one kind of separator; no text stands where it means nothing. */
  private static boolean wellSeparated(List<Token> tokens, String signature) {
    boolean numbersOnly = signature.matches("[yn]+");
    List<String> between = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      String text = token.text().toLowerCase(Locale.ROOT);
      TokenKind before = i == 0 ? TokenKind.TEXT : tokens.get(i - 1).type();
      boolean last = i == tokens.size() - 1;
      TokenKind after = last ? TokenKind.TEXT : tokens.get(i + 1).type();
      if (token.type() == TokenKind.TEXT) {
        boolean edge = (i == 0 && !"(（".contains(text)) || (last && !LAST_TEXTS.contains(text));
        boolean strayT = text.equals("t") && after != TokenKind.FIELD;
        boolean strayM = text.equals("m") && !signature.equals("yn");
        if (edge || strayT || strayM) {
          return false;
        }
        if (before == TokenKind.NUMBER && after == TokenKind.NUMBER) {
          between.add(text);
        }
      } else if (token.type() == TokenKind.NUMBER && before == TokenKind.NUMBER && i > 0) {
        return false;
      }
    }
    return !numbersOnly || dateSeparators(between, signature);
  }

  private static boolean dateSeparators(List<String> between, String signature) {
    int parts = Math.min(3, signature.length());
    if (between.size() < parts - 1) {
      return signature.equals("y");
    }
    List<String> date = between.subList(0, parts - 1);
    if (date.contains("年")) {
      return date.equals(List.of("年", "月").subList(0, date.size()));
    }
    boolean hour = signature.length() < 4 || between.getLast().equals(" ");
    boolean short3 = signature.equals("nnn") && (date.contains(" ") || date.contains("_"));
    boolean month = signature.equals("yn") && date.contains("m");
    return hour
        && !short3
        && date.stream().distinct().count() <= 1
        && (month || SEPARATORS.containsAll(date));
  }

  private static Optional<WrittenForm> form(List<Token> tokens, String layout) {
    List<String> meanings = List.of(layout.split(","));
    List<TimePart> parts = new ArrayList<>();
    int next = 0;
    boolean namedMonth =
        tokens.stream().anyMatch(token -> token.fields().equals(List.of(TimeField.MONTH)));
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      switch (token.type()) {
        case TEXT, MARK -> parts.add(TimePart.text(token.text()));
        case FIELD -> parts.add(field(token));
        case WORD -> {
          TimeField field = token.fields().getFirst();
          next += field == TimeField.WEEKDAY ? 0 : 1;
          parts.add(TimePart.word(field, token.text()));
        }
        case NUMBER -> {
          List<TimePart> numbers = numbers(token.text(), meanings.get(next++));
          if (numbers.isEmpty()) {
            return Optional.empty();
          }
          parts.addAll(numbers);
          boolean day = numbers.getLast().field() == TimeField.DAY;
          boolean marked = i + 1 < tokens.size() && tokens.get(i + 1).may(TimeField.ORDINAL);
          if (day && namedMonth && !marked) {
            parts.add(TimePart.other(TimeField.ORDINAL, ""));
          }
        }
      }
    }
    return Optional.of(WrittenForm.of(joined(parts)));
  }

  private static TimePart field(Token token) {
    TimeField field = token.fields().getFirst();
    return switch (field) {
      case AM_PM -> TimePart.word(field, token.text());
      case OFFSET, ZONE, ORDINAL -> TimePart.other(field, token.text());
      case MINUTE, SECOND -> TimePart.packed(field, token.text());
      default -> TimePart.number(field, token.text());
    };
  }

  private static TimeField meaning(char letter) {
    return switch (letter) {
      case 'Y' -> TimeField.YEAR;
      case 'y' -> TimeField.SHORT_YEAR;
      case 'M' -> TimeField.MONTH;
      case 'D' -> TimeField.DAY;
      case 'Q' -> TimeField.QUARTER;
      case 'H' -> TimeField.HALF_YEAR;
      case 'W' -> TimeField.WEEK;
      case 'K' -> TimeField.WEEK_DAY;
      case 'O' -> TimeField.DAY_OF_YEAR;
      case 'x' -> TimeField.TEN_DAYS;
      case 'h' -> TimeField.HOUR;
      case 'm' -> TimeField.MINUTE;
      case 's' -> TimeField.SECOND;
      default -> throw new IllegalStateException("No field is called " + letter);
    };
  }

  /** The parts of one number; none when its digits cannot mean that. */
  private static List<TimePart> numbers(String digits, String meaning) {
    if (meaning.length() == 1) {
      TimeField field = meaning(meaning.charAt(0));
      int fits =
          switch (field) {
            case SHORT_YEAR -> 2;
            case YEAR -> 4;
            case QUARTER, HALF_YEAR, WEEK_DAY -> 1;
            default -> digits.length();
          };
      return fits == digits.length() ? List.of(TimePart.number(field, digits)) : List.of();
    }
    List<TimePart> parts = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < meaning.length(); i += 2) {
      int length = meaning.charAt(i + 1) - '0';
      TimeField field = meaning(meaning.charAt(i));
      parts.add(TimePart.packed(field, digits.substring(at, at + length)));
      at += length;
    }
    return parts;
  }

  private static List<TimePart> joined(List<TimePart> parts) {
    List<TimePart> joined = new ArrayList<>();
    for (TimePart part : parts) {
      boolean both =
          !joined.isEmpty()
              && part.field() == TimeField.TEXT
              && joined.getLast().field() == TimeField.TEXT;
      if (both) {
        joined.add(TimePart.text(joined.removeLast().text() + part.text()));
      } else {
        joined.add(part);
      }
    }
    return joined;
  }

  /** The signature with the texts between; the time of day and its surroundings are left out. */
  private static String key(List<Token> tokens) {
    StringBuilder key = new StringBuilder();
    boolean inClock = false;
    for (Token token : tokens) {
      boolean date = token.type() != TokenKind.FIELD && token.type() != TokenKind.TEXT;
      inClock = (inClock || token.may(TimeField.HOUR)) && !date;
      String text = token.text().toLowerCase(Locale.ROOT);
      switch (token.type()) {
        case NUMBER -> key.append(LENGTHS.charAt(text.length()));
        case WORD -> key.append(letter(token.fields().getFirst()));
        case MARK -> key.append('<').append(text).append('>');
        case TEXT -> key.append(inClock ? "" : text);
        case FIELD -> {
          if (token.may(TimeField.HOUR) || token.may(TimeField.AM_PM)) {
            stripEnd(key);
          }
          key.append(token.may(TimeField.AM_PM) ? "P" : "");
        }
      }
    }
    stripEnd(key);
    return key.toString();
  }

  private static void stripEnd(StringBuilder key) {
    while (!key.isEmpty() && " ,t".indexOf(key.charAt(key.length() - 1)) >= 0) {
      key.setLength(key.length() - 1);
    }
  }
}
