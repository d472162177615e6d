package dev.timestep.task.table.read;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.LineNumbers;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.Where;
import dev.timestep.task.table.form.TimeFormats;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** A {@link TableReading} as JSON; only what was asked for or found is written. */
public final class TableReadingJson {

  private TableReadingJson() {}

  /** The JSON object of a reading. */
  public static JsonObject write(TableReading reading) {
    JsonObject found = new JsonObject();
    reading.decimal().ifPresent(sign -> found.addProperty("decimal", sign.toString()));
    if (reading.dateOrder() != DateOrder.AUTO) {
      found.addProperty("dateOrder", JsonFields.written(reading.dateOrder()));
    }
    reading.time().ifPresent(column -> found.addProperty("time", column));
    JsonObject units = new JsonObject();
    new TreeMap<>(reading.units()).forEach(units::addProperty);
    found.add("units", units);
    JsonObject json = new JsonObject();
    json.add("asked", asked(reading.asked()));
    json.add("found", found);
    return json;
  }

  private static JsonObject asked(ReadOptions options) {
    JsonObject json = new JsonObject();
    options.delimiter().ifPresent(sign -> json.addProperty("delimiter", sign.toString()));
    options.header().ifPresent(header -> json.addProperty("header", header));
    options.charset().ifPresent(charset -> json.addProperty("charset", charset.name()));
    options.decimal().ifPresent(sign -> json.addProperty("decimal", sign.toString()));
    if (!options.missing().isEmpty()) {
      JsonArray marks = new JsonArray();
      new TreeSet<>(options.missing()).forEach(marks::add);
      json.add("missing", marks);
    }
    if (!options.skipLines().isEmpty()) {
      json.addProperty("skipLines", LineNumbers.text(options.skipLines()));
    }
    options.where().ifPresent(where -> json.addProperty("where", where.option()));
    options.time().ifPresent(time -> json.addProperty("time", time));
    options.timeFormat().ifPresent(format -> json.addProperty("timeFormat", format));
    if (options.dateOrder() != DateOrder.AUTO) {
      json.addProperty("dateOrder", JsonFields.written(options.dateOrder()));
    }
    options.timeZone().ifPresent(zone -> json.addProperty("timeZone", zone.getId()));
    options.frequency().ifPresent(step -> json.addProperty("frequency", step.code()));
    if (options.sort()) {
      json.addProperty("sort", true);
    }
    if (options.duplicates() != Duplicates.ERROR) {
      json.addProperty("duplicates", JsonFields.written(options.duplicates()));
    }
    if (options.fill() != Fill.NONE) {
      json.addProperty("fill", JsonFields.written(options.fill()));
    }
    return json;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when a field is not known or does not fit
   */
  public static TableReading read(JsonFields fields) {
    JsonFields found = fields.object("found");
    TableReading reading =
        new TableReading(
            asked(fields.object("asked")),
            decimal(found),
            order(found),
            text(found, "time"),
            units(found.object("units")),
            Optional.empty());
    found.end();
    fields.end();
    return reading;
  }

  private static ReadOptions asked(JsonFields fields) {
    ReadOptions options =
        new ReadOptions(
            sign(fields, "delimiter"),
            fields.has("header") ? Optional.of(fields.flag("header")) : Optional.empty(),
            parsed(fields, "charset", "the name of an encoding", Charset::forName),
            decimal(fields),
            fields.has("missing")
                ? new LinkedHashSet<>(fields.texts("missing"))
                : new LinkedHashSet<>(),
            parsed(fields, "skipLines", "numbers of lines such as 1,3-4", LineNumbers::parse)
                .orElseGet(Set::of),
            parsed(fields, "where", "COLUMN=VALUE", Where::parse),
            text(fields, "time"),
            parsed(fields, "timeFormat", "a pattern such as dd.MM.yyyy", TableReadingJson::pattern),
            order(fields),
            parsed(fields, "timeZone", "a time zone such as Europe/Berlin", ZoneId::of),
            parsed(fields, "frequency", "a step such as 5min", Frequency::parse),
            fields.flagOr("sort", false),
            fields.has("duplicates")
                ? fields.choice("duplicates", Duplicates.class)
                : Duplicates.ERROR,
            fields.has("fill") ? fields.choice("fill", Fill.class) : Fill.NONE,
            Optional.empty());
    fields.end();
    return options;
  }

  private static Map<String, String> units(JsonFields fields) {
    Map<String, String> units = new HashMap<>();
    fields.json().keySet().forEach(column -> units.put(column, fields.text(column)));
    return units;
  }

  private static Optional<String> text(JsonFields fields, String name) {
    return fields.has(name) ? Optional.of(fields.text(name)) : Optional.empty();
  }

  private static <T> Optional<T> parsed(
      JsonFields fields, String name, String expected, Function<String, T> parse) {
    return text(fields, name)
        .map(
            text -> {
              try {
                return parse.apply(text);
              } catch (IllegalArgumentException | DateTimeException e) {
                throw fields.refuse(name, expected, text);
              }
            });
  }

  private static String pattern(String text) {
    TimeFormats.parse(text);
    return text;
  }

  private static Optional<Character> decimal(JsonFields fields) {
    Optional<Character> sign = sign(fields, "decimal");
    if (sign.filter(found -> found != '.' && found != ',').isPresent()) {
      throw fields.refuse("decimal", "'.' or ','", sign.get().toString());
    }
    return sign;
  }

  private static Optional<Character> sign(JsonFields fields, String name) {
    Optional<String> text = text(fields, name);
    if (text.isPresent() && text.get().length() != 1) {
      throw fields.refuse(name, "one character", text.get());
    }
    return text.map(sign -> sign.charAt(0));
  }

  private static DateOrder order(JsonFields fields) {
    return fields.has("dateOrder") ? fields.choice("dateOrder", DateOrder.class) : DateOrder.AUTO;
  }
}
