package dev.timestep.task.table;

import static dev.timestep.task.message.Setting.setting;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@link ReadOptions} as settings with their values, for messages: the names are marked as {@link
 * dev.timestep.task.message.Setting#setting} does.
 */
public final class ReadArguments {

  /** Options that take "none" for: as if it was never given. */
  static final Set<String> TAKEN_BACK =
      Set.of(
          setting("skip-lines"),
          setting("where"),
          setting("time-format"),
          setting("time-zone"),
          setting("freq"));

  private ReadArguments() {}

  /**
   * The value of each option that is not at its default, by its marked name; "" for a mere switch.
   */
  public static SequencedMap<String, String> of(ReadOptions options) {
    SequencedMap<String, String> arguments = new LinkedHashMap<>();
    options.delimiter().ifPresent(sign -> arguments.put(setting("delimiter"), sign(sign)));
    options.header().ifPresent(header -> arguments.put(setting("header"), String.valueOf(header)));
    options.charset().ifPresent(charset -> arguments.put(setting("encoding"), charset.name()));
    options.decimal().ifPresent(sign -> arguments.put(setting("decimal"), sign.toString()));
    if (!options.missing().isEmpty()) {
      arguments.put(setting("missing"), String.join(",", new TreeSet<>(options.missing())));
    }
    if (!options.skipLines().isEmpty()) {
      arguments.put(setting("skip-lines"), LineNumbers.text(options.skipLines()));
    }
    options.where().map(Where::option).ifPresent(where -> arguments.put(setting("where"), where));
    options.time().ifPresent(time -> arguments.put(setting("time"), time));
    options.timeFormat().ifPresent(format -> arguments.put(setting("time-format"), format));
    if (options.dateOrder() != DateOrder.AUTO) {
      arguments.put(setting("date-order"), options.dateOrder().code());
    }
    options
        .timeZone()
        .map(ZoneId::getId)
        .ifPresent(zone -> arguments.put(setting("time-zone"), zone));
    options
        .frequency()
        .map(Frequency::code)
        .ifPresent(step -> arguments.put(setting("freq"), step));
    if (options.sort()) {
      arguments.put(setting("sort"), "");
    }
    if (options.duplicates() != Duplicates.ERROR) {
      arguments.put(setting("duplicates"), options.duplicates().option());
    }
    if (options.fill() != Fill.NONE && options.fill() != Fill.MASK) {
      arguments.put(setting("fill"), options.fill().option());
    }
    return arguments;
  }

  private static String sign(char delimiter) {
    return delimiter == '\t' ? "tab" : String.valueOf(delimiter);
  }

  /** Arguments as a shell reads them; {@code --missing=-9} rather than {@code --missing -9}. */
  public static String text(Map<String, String> arguments) {
    return arguments.entrySet().stream()
        .map(
            option ->
                option.getValue().isEmpty()
                    ? option.getKey()
                    : option.getKey() + "=" + quoted(option.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String value) {
    return value.matches("[\\w@%+:,./-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
