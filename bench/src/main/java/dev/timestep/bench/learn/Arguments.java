package dev.timestep.bench.learn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code --name value} pairs of a command line, and the defaults of those not given. */
final class Arguments {
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * Reads pairs.
   *
   * @param defaults every name that may be given; an empty value has no default
   */
  Arguments(List<String> words, Map<String, String> defaults) {
    values.putAll(defaults);
    for (int at = 0; at < words.size(); at += 2) {
      String name = words.get(at).startsWith("--") ? words.get(at).substring(2) : "";
      if (!defaults.containsKey(name) || at + 1 == words.size()) {
        throw new IllegalArgumentException(
            "bench/learning expects pairs of --"
                + String.join(", --", defaults.keySet())
                + " and a value; received "
                + String.join(" ", words.subList(at, Math.min(at + 2, words.size())))
                + ".");
      }
      values.put(name, words.get(at + 1));
    }
  }

  String text(String name) {
    return optional(name)
        .orElseThrow(
            () -> new IllegalArgumentException("bench/learning expects --" + name + " here."));
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  int whole(String name) {
    return (int) number(name);
  }

  double number(String name) {
    String value = text(name);
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--" + name + " expects a number; received " + value + ".", e);
    }
  }
}
