package dev.timestep.task.table;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@link ReadOptions} as the arguments of the command line. */
public final class ReadArguments {

  /** Options that take "none" for: as if it was never given. */
  static final Set<String> TAKEN_BACK =
      Set.of("--skip-lines", "--where", "--time-format", "--time-zone", "--freq");

  private ReadArguments() {}

  /** The value of each option that is not at its default, by its name; "" for a mere switch. */
  public static SequencedMap<String, String> of(ReadOptions options) {
    SequencedMap<String, String> arguments = new LinkedHashMap<>();
    options.delimiter().ifPresent(sign -> arguments.put("--delimiter", sign(sign)));
    options.header().ifPresent(header -> arguments.put("--header", String.valueOf(header)));
    options.charset().ifPresent(charset -> arguments.put("--encoding", charset.name()));
    options.decimal().ifPresent(sign -> arguments.put("--decimal", sign.toString()));
    if (!options.missing().isEmpty()) {
      arguments.put("--missing", String.join(",", new TreeSet<>(options.missing())));
    }
    if (!options.skipLines().isEmpty()) {
      arguments.put("--skip-lines", LineNumbers.text(options.skipLines()));
    }
    options.where().map(Where::option).ifPresent(where -> arguments.put("--where", where));
    options.time().ifPresent(time -> arguments.put("--time", time));
    options.timeFormat().ifPresent(format -> arguments.put("--time-format", format));
    if (options.dateOrder() != DateOrder.AUTO) {
      arguments.put("--date-order", options.dateOrder().code());
    }
    options.timeZone().map(ZoneId::getId).ifPresent(zone -> arguments.put("--time-zone", zone));
    options.frequency().map(Frequency::code).ifPresent(step -> arguments.put("--freq", step));
    if (options.sort()) {
      arguments.put("--sort", "");
    }
    if (options.duplicates() != Duplicates.ERROR) {
      arguments.put("--duplicates", options.duplicates().option());
    }
    if (options.fill() != Fill.NONE) {
      arguments.put("--fill", options.fill().option());
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
