package dev.timestep.task.table.form;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Names of months, weekdays and parts of a day and year, as they are written in several languages.
 *
 * <p>The lists are here, and not in the Java runtime's locale data, because those change between
 * runtimes ("Sep" and "Sept", kinds of blanks before "PM") and lack what spreadsheets write
 * ("Mrz").
 */
public final class TimeWords {

  /**
   * One way to write all values of a field.
   *
   * @param first the value of the first word
   */
  record Style(TimeField field, int first, List<String> words) {

    String word(int value) {
      return words.get(value - first);
    }
  }

  /** The order decides between lists that fit equally well. */
  private static final List<Style> STYLES = styles();

  /** Value by folded word, for each field. */
  private static final Map<TimeField, Map<String, Integer>> VALUES = values();

  private static final Map<TimeField, Integer> LONGEST = longest();

  /** Words of {@link TimeField#AM_PM}, longest first. */
  private static final List<String> HALVES_OF_DAY =
      STYLES.stream()
          .filter(style -> style.field() == TimeField.AM_PM)
          .flatMap(style -> style.words().stream())
          .sorted(Comparator.comparingInt(String::length).reversed())
          .toList();

  private TimeWords() {}

  private static List<Style> styles() {
    List<Style> styles = new ArrayList<>();
    monthStyles(styles);
    weekdayStyles(styles);
    add(styles, TimeField.AM_PM, 0, "AM PM");
    styles.add(new Style(TimeField.AM_PM, 0, List.of("A.M.", "P.M.")));
    styles.add(new Style(TimeField.AM_PM, 0, List.of("a. m.", "p. m.")));
    add(styles, TimeField.AM_PM, 0, "上午 下午");
    add(styles, TimeField.TEN_DAYS, 0, "上旬 中旬 下旬");
    add(styles, TimeField.HALF_YEAR, 1, "上半年 下半年");
    add(styles, TimeField.QUARTER, 1, "一季度 二季度 三季度 四季度");
    add(styles, TimeField.QUARTER, 1, "一季 二季 三季 四季");
    return List.copyOf(styles);
  }

  private static void monthStyles(List<Style> styles) {
    String[] months = {
      "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
      "January February March April May June July August September October November December",
      "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
      "Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec",
      "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
      "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
      "Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez",
      "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
      "Jan Feb März Apr Mai Juni Juli Aug Sept Okt Nov Dez",
      "Jän Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
      "Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
      "Januar Februar Maerz April Mai Juni Juli August September Oktober November Dezember",
      "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
      "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
      "janv févr mars avr mai juin juil août sept oct nov déc",
      "jan fév mar avr mai juin juil aoû sep oct nov déc",
      "jan fév mars avr mai juin juil août sept oct nov déc",
      "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
      "ene feb mar abr may jun jul ago sep oct nov dic",
      "ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.",
      "ene feb mar abr may jun jul ago sept oct nov dic",
      "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre",
      "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
      "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
      "jan fev mar abr mai jun jul ago set out nov dez",
      "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
          + " dicembre",
      "gen feb mar apr mag giu lug ago set ott nov dic",
      "januari februari maart april mei juni juli augustus september oktober november december",
      "jan feb mrt apr mei jun jul aug sep okt nov dec"
    };
    for (String words : months) {
      add(styles, TimeField.MONTH, 1, words);
    }
  }

  private static void weekdayStyles(List<Style> styles) {
    String[] weekdays = {
      "Mon Tue Wed Thu Fri Sat Sun",
      "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
      "Mon Tues Wed Thurs Fri Sat Sun",
      "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
      "Montag Dienstag Mittwoch Donnerstag Freitag Sonnabend Sonntag",
      "Mo Di Mi Do Fr Sa So",
      "Mo Tu We Th Fr Sa Su",
      "lundi mardi mercredi jeudi vendredi samedi dimanche",
      "lun. mar. mer. jeu. ven. sam. dim.",
      "lun mar mer jeu ven sam dim",
      "lunes martes miércoles jueves viernes sábado domingo",
      "lun mar mié jue vie sáb dom",
      "lun. mar. mié. jue. vie. sáb. dom.",
      "星期一 星期二 星期三 星期四 星期五 星期六 星期日",
      "星期一 星期二 星期三 星期四 星期五 星期六 星期天",
      "周一 周二 周三 周四 周五 周六 周日",
      "周一 周二 周三 周四 周五 周六 周天",
      "礼拜一 礼拜二 礼拜三 礼拜四 礼拜五 礼拜六 礼拜天",
      "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
      "seg ter qua qui sex sáb dom",
      "lunedì martedì mercoledì giovedì venerdì sabato domenica",
      "lun mar mer gio ven sab dom",
      "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
      "ma di wo do vr za zo"
    };
    for (String words : weekdays) {
      add(styles, TimeField.WEEKDAY, 1, words);
    }
  }

  /** The list, and the same without accents and with a point after each abbreviation. */
  private static void add(List<Style> styles, TimeField field, int first, String words) {
    List<String> list = List.of(words.split(" "));
    List<UnaryOperator<String>> changes =
        List.of(
            word -> word,
            word -> word.endsWith(".") ? word : word + ".",
            TimeWords::withoutAccents,
            word -> withoutAccents(word.endsWith(".") ? word : word + "."));
    for (UnaryOperator<String> change : changes) {
      Style style = new Style(field, first, list.stream().map(change).toList());
      if (!styles.contains(style)) {
        styles.add(style);
      }
    }
  }

  private static String withoutAccents(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
  }

  private static Map<TimeField, Map<String, Integer>> values() {
    Map<TimeField, Map<String, Integer>> values = new EnumMap<>(TimeField.class);
    for (Style style : STYLES) {
      Map<String, Integer> ofField =
          values.computeIfAbsent(style.field(), field -> new HashMap<>());
      for (int i = 0; i < style.words().size(); i++) {
        String folded = folded(style.words().get(i));
        // The usual cases stand there as well: they are then found without folding.
        for (String word : List.of(folded, title(folded), folded.toUpperCase(Locale.ROOT))) {
          ofField.putIfAbsent(word, style.first() + i);
        }
      }
    }
    return values;
  }

  private static Map<TimeField, Integer> longest() {
    Map<TimeField, Integer> longest = new EnumMap<>(TimeField.class);
    VALUES.forEach(
        (field, words) ->
            longest.put(field, words.keySet().stream().mapToInt(String::length).max().orElse(0)));
    return longest;
  }

  /** Lower case, composed accents, no point at the end. */
  private static String folded(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      if (lower.charAt(i) >= 0x80) {
        lower = Normalizer.normalize(lower, Normalizer.Form.NFC);
        break;
      }
    }
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** Whether words of a language without blanks between them may stand at this position. */
  static boolean isHan(char c) {
    return c >= '\u4E00' && c <= '\u9FFF';
  }

  /**
   * The length of the word of this field at a position, with the point of an abbreviation; 0 when
   * there is none.
   */
  public static int length(TimeField field, String text, int at) {
    if (at >= text.length()) {
      return 0;
    }
    if (field == TimeField.AM_PM) {
      return amPmLength(text, at);
    }
    if (isHan(text.charAt(at))) {
      int most = Math.min(LONGEST.getOrDefault(field, 0), text.length() - at);
      for (int length = most; length > 0; length--) {
        if (VALUES.getOrDefault(field, Map.of()).containsKey(text.substring(at, at + length))) {
          return length;
        }
      }
      return 0;
    }
    int end = wordEnd(text, at);
    if (end == at || value(field, text.substring(at, end)) < 0) {
      return 0;
    }
    // A point before a digit separates ("31.Jan.2021"); any other belongs to the abbreviation.
    boolean point = end < text.length() && text.charAt(end) == '.';
    boolean separates = end + 1 < text.length() && Character.isDigit(text.charAt(end + 1));
    return (point && !separates ? end + 1 : end) - at;
  }

  /** The end of the letters that start at a position; a hyphen joins the parts of "terça-feira". */
  static int wordEnd(String text, int at) {
    int end = at;
    while (end < text.length() && isLetter(text.charAt(end))) {
      end++;
    }
    if (text.startsWith("-feira", end)) {
      return end + "-feira".length();
    }
    return end;
  }

  private static boolean isLetter(char c) {
    return (Character.isLetter(c) && !isHan(c) && c != 'º' && c != 'ª')
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static int amPmLength(String text, int at) {
    for (String word : HALVES_OF_DAY) {
      int end = at + word.length();
      if (text.regionMatches(true, at, word, 0, word.length())
          && (isHan(word.charAt(0)) || end >= text.length() || !isLetter(text.charAt(end)))) {
        return word.length();
      }
    }
    return 0;
  }

  /** The value of a word that {@link #length} found. */
  static int value(TimeField field, String word) {
    if (field == TimeField.AM_PM) {
      char first = Character.toLowerCase(word.charAt(0));
      return first == 'p' || first == '下' ? 1 : 0;
    }
    Map<String, Integer> values = VALUES.getOrDefault(field, Map.of());
    Integer value = values.get(word);
    return value == null ? values.getOrDefault(folded(word), -1) : value;
  }

  /**
   * The list that writes all these words as they were written, upper and lower case apart.
   *
   * @return the first of the lists that agree with most of them; empty for a field without words
   */
  static Optional<Style> styleOf(TimeField field, Set<String> words) {
    Optional<Style> best = Optional.empty();
    int most = -1;
    for (Style style : STYLES) {
      if (style.field() == field) {
        int same = 0;
        for (String word : words) {
          int value = value(field, word);
          same += value >= 0 && style.word(value).equalsIgnoreCase(word) ? 1 : 0;
        }
        if (same > most) {
          best = Optional.of(style);
          most = same;
        }
      }
    }
    return best.map(style -> inCaseOf(style, words));
  }

  /** The style with its words all in upper, all in lower or all in title case, as these are. */
  private static Style inCaseOf(Style style, Set<String> words) {
    List<UnaryOperator<String>> cases =
        List.of(
            word -> word,
            word -> word.toLowerCase(Locale.ROOT),
            TimeWords::title,
            word -> word.toUpperCase(Locale.ROOT));
    for (UnaryOperator<String> change : cases) {
      List<String> changed = style.words().stream().map(change).toList();
      Set<String> agreed = new LinkedHashSet<>(words);
      changed.forEach(agreed::remove);
      if (agreed.isEmpty()) {
        return new Style(style.field(), style.first(), changed);
      }
    }
    return words.stream().allMatch(word -> word.equals(word.toUpperCase(Locale.ROOT)))
        ? new Style(
            style.field(),
            style.first(),
            style.words().stream().map(word -> word.toUpperCase(Locale.ROOT)).toList())
        : style;
  }

  private static String title(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT)
        + word.substring(1).toLowerCase(Locale.ROOT);
  }
}
