package dev.timestep.task.table.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.timestep.io.json.JsonFields;
import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.Where;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TableReadingJsonTest {

  private static final ReadOptions ALL =
      ReadOptions.defaults()
          .withDelimiter(';')
          .withHeader(true)
          .withCharset(StandardCharsets.ISO_8859_1)
          .withDecimal(',')
          .withMissing(Set.of("-9999", "n.b."))
          .withSkipLines(Set.of(1, 3, 4))
          .withWhere(Where.parse("Filiale=Köln=Süd"))
          .withTime("Tag+Stunde")
          .withTimeFormat("dd.MM.yy HH:mm")
          .withDateOrder(DateOrder.DAY_FIRST)
          .withTimeZone(ZoneId.of("Europe/Berlin"))
          .withFrequency(Frequency.parse("15min"))
          .withSort(true)
          .withDuplicates(Duplicates.MEAN)
          .withFill(Fill.SEASONAL);

  private static TableReading again(TableReading reading) {
    String text = TableReadingJson.write(reading).toString();
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    return TableReadingJson.read(JsonFields.of(json, "reading"));
  }

  @Test
  void whatWasAskedAndFoundComesBack() {
    TableReading all =
        new TableReading(
            ALL,
            Optional.of(','),
            DateOrder.MONTH_FIRST,
            Optional.of("Tag"),
            Map.of("y", "€"),
            Optional.empty());
    assertThat(again(all)).isEqualTo(all);
    assertThat(again(all).options().like()).contains(all);
    assertThat(again(TableReading.NONE)).isEqualTo(TableReading.NONE);
    TableReading laterFile =
        new TableReading(
            all.options(),
            Optional.empty(),
            DateOrder.AUTO,
            Optional.of("none"),
            Map.of(),
            Optional.empty());
    assertThat(again(laterFile).asked()).isEqualTo(ALL);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    JsonObject json = TableReadingJson.write(TableReading.NONE);
    json.getAsJsonObject("asked").addProperty("century", 19);
    assertThatThrownBy(() -> TableReadingJson.read(JsonFields.of(json, "reading")))
        .hasMessageContaining("reading.asked has the field \"century\"");
    JsonObject other = TableReadingJson.write(TableReading.NONE);
    other.getAsJsonObject("asked").addProperty("decimal", ",,");
    assertThatThrownBy(() -> TableReadingJson.read(JsonFields.of(other, "reading")))
        .hasMessageContaining("decimal expects one character");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "charset    | no such name | the name of an encoding",
        "charset    | UTF-99       | the name of an encoding",
        "decimal    | ;            | '.' or ','",
        "skipLines  | 3-1          | numbers of lines such as 1,3-4",
        "where      | store        | COLUMN=VALUE",
        "timeZone   | Mars/Base    | a time zone such as Europe/Berlin",
        "timeFormat | yyyy-bbb     | a pattern such as dd.MM.yyyy",
        "frequency  | often        | a step such as 5min",
        "fill       | sideways     | one of",
        "dateOrder  | 7            | one of"
      },
      quoteCharacter = '\u0001')
  void namesADamagedField(String field, String value, String expected) {
    JsonObject json = TableReadingJson.write(TableReading.NONE);
    json.getAsJsonObject("asked").addProperty(field, value);
    assertThatThrownBy(() -> TableReadingJson.read(JsonFields.of(json, "reading")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reading.asked." + field + " expects " + expected)
        .hasMessageContaining(value);
  }
}
