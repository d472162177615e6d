package dev.timestep.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are numbers, refused in plain words. */
final class NumberOptions {
  private NumberOptions() {}

  /** Makes a command line and all its subcommands read numbers so. */
  static void register(CommandLine line) {
    line.registerConverter(Integer.class, whole(Integer::valueOf))
        .registerConverter(int.class, whole(Integer::valueOf))
        .registerConverter(Long.class, whole(Long::valueOf))
        .registerConverter(long.class, whole(Long::valueOf))
        .registerConverter(Double.class, converter(Double::valueOf, "a number"))
        .registerConverter(double.class, converter(Double::valueOf, "a number"));
  }

  private static <T extends Number> ITypeConverter<T> whole(Function<String, T> parse) {
    return text ->
        converter(parse, text.matches("[+-]?\\d+") ? "a smaller number" : "a whole number")
            .convert(text);
  }

  private static <T extends Number> ITypeConverter<T> converter(
      Function<String, T> parse, String expected) {
    return text -> {
      try {
        return parse.apply(text.strip());
      } catch (NumberFormatException e) {
        throw new TypeConversionException("expected " + expected + ", received \"" + text + "\"");
      }
    };
  }
}
