package dev.timestep.task.table;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.message.Message;
import dev.timestep.task.message.TaskException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@link ReadOptions} by the names of their settings: {@code delimiter}, {@code header}, {@code
 * encoding}, {@code decimal}, {@code missing}, {@code skip-lines}, {@code where}, {@code time},
 * {@code time-format}, {@code time-zone}, {@code date-order}, {@code freq}, {@code sort}, {@code
 * duplicates}, {@code fill} and {@code strict}. Command lines and servers receive them as texts.
 */
public final class ReadSettings {
  /** Refuses the gaps that are masked by default. */
  public static final String STRICT = "strict";

  /** The names of all settings. */
  public static final Set<String> NAMES =
      Set.of(
          "delimiter",
          "header",
          "encoding",
          "decimal",
          "missing",
          "skip-lines",
          "where",
          "time",
          "time-format",
          "time-zone",
          "date-order",
          "freq",
          "sort",
          "duplicates",
          "fill",
          STRICT);

  private static final String NONE = "none";

  private ReadSettings() {}

  /**
   * The options that are given here, and for all others those that a model was trained with.
   *
   * @param note receives a sentence for each option of the model that another one replaces
   */
  public static ReadOptions over(
      TableReading model, Map<String, String> given, Consumer<Message> note) {
    ReadOptions options = over(model.options(), given);
    Map<String, String> now = ReadArguments.of(options);
    ReadArguments.of(model.asked())
        .forEach(
            (option, before) -> {
              String value = now.getOrDefault(option, NONE);
              if (!value.equals(before)) {
                note.accept(
                    new Message(
                        ReadArguments.text(Map.of(option, value))
                            + " is used; the model was trained with "
                            + ReadArguments.text(Map.of(option, before))
                            + "."));
              }
            });
    return options;
  }

  /**
   * The options that are given here, and {@code known} for all others.
   *
   * @throws IllegalArgumentException when a value cannot be read; the message names its setting
   */
  public static ReadOptions over(ReadOptions known, Map<String, String> given) {
    Texts texts = new Texts(given);
    return new ReadOptions(
        texts.given(
            "delimiter", text -> oneCharacter(setting("delimiter"), text), known.delimiter()),
        texts.given("header", ReadSettings::bool, known.header()),
        texts.given("encoding", ReadSettings::charset, known.charset()),
        texts.given("decimal", text -> oneCharacter(setting("decimal"), text), known.decimal()),
        texts.or("missing", ReadSettings::list, known.missing()),
        texts.or("skip-lines", LineNumbers::parse, known.skipLines()),
        texts.unlessNone("where", Where::parse, known.where()),
        texts.given("time", text -> text, known.time()),
        texts.unlessNone("time-format", text -> text, known.timeFormat()),
        texts.or("date-order", DateOrder::parse, known.dateOrder()),
        texts.unlessNone("time-zone", ReadSettings::zone, known.timeZone()),
        texts.unlessNone("freq", Frequency::parse, known.frequency()),
        texts.or("sort", text -> true, known.sort()),
        texts.or(
            "duplicates",
            text -> Choice.of(setting("duplicates"), Duplicates.class, text),
            known.duplicates()),
        fill(texts, known.fill()),
        known.like());
  }

  private static Fill fill(Texts texts, Fill known) {
    Fill fill = texts.or("fill", text -> Choice.of(setting("fill"), Fill.class, text), known);
    return fill == Fill.MASK && texts.given().containsKey(STRICT) ? Fill.NONE : fill;
  }

  /** Settings as they were given. */
  private record Texts(Map<String, String> given) {
    <V> V or(String name, Function<String, V> read, V known) {
      @Nullable String text = given.get(name);
      return text == null ? known : read.apply(text);
    }

    <V> Optional<V> given(String name, Function<String, V> read, Optional<V> known) {
      @Nullable String text = given.get(name);
      return text == null ? known : Optional.of(read.apply(text));
    }

    /** The same where "none" takes back what a model was trained with. */
    <V> Optional<V> unlessNone(String name, Function<String, V> read, Optional<V> known) {
      return NONE.equals(given.get(name)) ? Optional.empty() : given(name, read, known);
    }
  }

  /**
   * Refuses settings that a job does not read.
   *
   * @param known the names that it reads
   * @param who reads them, at the begin of a sentence
   * @throws TaskException when another one is given; the message names it
   */
  public static void refuseOthers(Map<String, String> given, Set<String> known, String who) {
    new TreeMap<>(given)
        .forEach(
            (name, text) -> {
              if (!known.contains(name)) {
                throw new TaskException(
                    who
                        + " reads no "
                        + setting(name)
                        + "; received \""
                        + text
                        + "\". Leave out "
                        + setting(name)
                        + ".");
              }
            });
  }

  private static boolean bool(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new TaskException(
              setting("header") + " expects true or false; received \"" + text + "\".");
    };
  }

  private static Set<String> list(String text) {
    return new LinkedHashSet<>(List.of(text.split(",", -1)));
  }

  private static char oneCharacter(String option, String text) {
    String plain = text.equals("\\t") || text.toLowerCase(Locale.ROOT).equals("tab") ? "\t" : text;
    if (plain.length() != 1) {
      throw new TaskException(
          option + " expects one character, or 'tab'; received \"" + text + "\".");
    }
    return plain.charAt(0);
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new TaskException(
          setting("encoding")
              + " expects the name of an encoding, for example UTF-8 or ISO-8859-1; received \""
              + name
              + "\".",
          e);
    }
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new TaskException(
          setting("time-zone")
              + " expects a zone, for example Europe/Berlin or UTC; received \""
              + name
              + "\".",
          e);
    }
  }
}
