package dev.timestep.task.sequence;

import static dev.timestep.task.sequence.Reads.PLAIN;
import static dev.timestep.task.sequence.Reads.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.JsonFormatException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceReadingJsonTest {

  private static final SequenceReading LONG =
      read(
              "a.csv",
              "trip;at;age;speed;driver\nA;1;30;0,5;ann\nB;1;31;1,5;bob\n",
              PLAIN
                  .withForm(SequenceForm.LONG)
                  .withId("trip")
                  .withTime("at")
                  .withLabel("driver")
                  .withStatics(List.of("age")))
          .reading();

  private static final SequenceReading LETTERS =
      read("a.csv", "p,label\nHHE,a\nHE,b\n", PLAIN.withSequence("p")).reading();

  private static SequenceReading again(JsonObject json) {
    return SequenceReadingJson.read(
        JsonFields.of(JsonParser.parseString(json.toString()).getAsJsonObject(), "sequences"));
  }

  @Test
  void everyFieldComesBack() {
    assertThat(LONG.table().decimal()).contains(',');
    assertThat(again(SequenceReadingJson.write(LONG))).isEqualTo(LONG);
    assertThat(again(SequenceReadingJson.write(LETTERS))).isEqualTo(LETTERS);
  }

  @Test
  void damagedFieldsAreRefusedByName() {
    for (String field : List.of("form", "channels", "named", "statics", "classes", "table")) {
      JsonObject json = SequenceReadingJson.write(LONG);
      json.remove(field);
      assertThatThrownBy(() -> again(json))
          .isInstanceOf(JsonFormatException.class)
          .hasMessageContaining("sequences." + field);
    }
    JsonObject more = SequenceReadingJson.write(LONG);
    more.addProperty("colour", "red");
    assertThatThrownBy(() -> again(more)).hasMessageContaining("colour");
    JsonObject twice = SequenceReadingJson.write(LONG);
    twice.add("channels", JsonParser.parseString("[\"x\",\"x\"]"));
    assertThatThrownBy(() -> again(twice)).hasMessageContaining("all differ");
    JsonObject letters = SequenceReadingJson.write(LETTERS);
    letters.getAsJsonObject("letters").addProperty("alphabet", "HH");
    assertThatThrownBy(() -> again(letters)).hasMessageContaining("letters.alphabet");
    JsonObject other = SequenceReadingJson.write(LETTERS);
    other.getAsJsonObject("letters").addProperty("alphabet", "HX");
    assertThatThrownBy(() -> again(other)).hasMessageContaining("sequences.channels");
  }
}
