package dev.timestep.io.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static JsonObject parse(String text) {
    return Json.parseObject(text, "x.json");
  }

  @Test
  void numbersComeBackWithTheirBits() {
    var random = new SplittableRandom(1);
    for (int round = 0; round < 4_000; round++) {
      float single = Float.intBitsToFloat(random.nextInt());
      double wide = Double.longBitsToDouble(random.nextLong());
      long whole = random.nextLong() >> random.nextInt(64);
      if (!Float.isFinite(single) || !Double.isFinite(wide)) {
        continue;
      }
      JsonObject json = new JsonObject();
      json.addProperty("f", single);
      json.addProperty("d", wide);
      json.addProperty("l", whole);
      JsonFields back = JsonFields.of(parse(Json.compact(json)), "x.json");
      assertThat(Float.floatToRawIntBits(back.single("f")))
          .isEqualTo(Float.floatToRawIntBits(single));
      assertThat(Double.doubleToRawLongBits(back.number("d")))
          .isEqualTo(Double.doubleToRawLongBits(wide));
      assertThat(back.whole("l")).isEqualTo(whole);
    }
    for (double special : new double[] {0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE}) {
      JsonObject json = new JsonObject();
      json.addProperty("d", special);
      assertThat(Double.doubleToRawLongBits(parse(Json.compact(json)).get("d").getAsDouble()))
          .isEqualTo(Double.doubleToRawLongBits(special));
    }
  }

  @Test
  void everyKindOfValueComesBackInOrder() {
    JsonObject json = new JsonObject();
    json.addProperty("z", "\"\\\n\u0001 时间 <&>");
    json.add("null", JsonNull.INSTANCE);
    json.addProperty("yes", true);
    JsonArray array = new JsonArray();
    array.add(new JsonObject());
    array.add(new JsonArray());
    array.add(1.5);
    json.add("a", array);
    JsonObject back = Json.parseObject(Json.bytes(json, "x.json"), "x.json");
    assertThat(back).isEqualTo(json);
    assertThat(Json.write(back, "x.json")).isEqualTo(Json.write(json, "x.json")).endsWith("}\n");
    assertThat(back.keySet()).containsExactly("z", "null", "yes", "a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1]",
        "nul",
        "{'a':1}",
        "{a:1}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":1,}",
        "{\"a\":1} {}",
        "{\"a\":1}//",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":1,\"b\":1}}",
        "{\"a\":1e999}",
        "{\"a\":1e-99999999}",
        "{\"a\":\"\u0001\"}"
      })
  void whatIsNoPlainJsonIsRefused(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(JsonFormatException.class)
        .hasMessageStartingWith("x.json ")
        .hasMessageNotContaining("JsonReader");
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    byte[] bytes = "{\"a\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Json.parseObject(bytes, "x.json"))
        .hasMessage("x.json expects UTF-8 text; received other bytes.");
  }

  @Test
  void depthIsLimited() {
    assertThatThrownBy(() -> parse("{\"a\":".repeat(100_000)))
        .isInstanceOf(JsonFormatException.class);
  }

  // ---------------------------------------------------------------- fields

  private enum Way {
    TO_THE_LEFT,
    RIGHT
  }

  private static final String TEXT =
      """
      {"i": 7, "l": 5000000000, "n": 0.25, "s": "text", "b": true, "way": "to_the_left",
       "o": {"x": 1}, "os": [{"x": 1}, {"x": "no"}], "ns": [1, 2.5], "ss": ["a", "b"],
       "null": null}
      """;

  @Test
  void fieldsAreReadByTheirType() {
    JsonFields fields = JsonFields.of(parse(TEXT), "x.json");
    assertThat(fields.integer("i")).isEqualTo(7);
    assertThat(fields.whole("l")).isEqualTo(5_000_000_000L);
    assertThat(fields.number("n")).isEqualTo(0.25);
    assertThat(fields.text("s")).isEqualTo("text");
    assertThat(fields.flag("b")).isTrue();
    assertThat(fields.choice("way", Way.class)).isEqualTo(Way.TO_THE_LEFT);
    assertThat(fields.object("o").integer("x")).isEqualTo(1);
    assertThat(fields.numbers("ns")).containsExactly(1, 2.5);
    assertThat(fields.texts("ss")).containsExactly("a", "b");
    assertThat(fields.textOr("none", "other")).isEqualTo("other");
    assertThat(fields.integerOr("null", 4)).isEqualTo(4);
    assertThat(fields.flagOr("b", false)).isTrue();
    assertThat(fields.numberOr("n", 9)).isEqualTo(0.25);
    assertThatThrownBy(fields::end).hasMessageContaining("has the field \"os\"");
    assertThat(fields.objects("os")).hasSize(2);
    fields.end();
  }

  @Test
  void whatDoesNotFitIsRefusedWithItsPlace() {
    JsonFields fields = JsonFields.of(parse(TEXT), "x.json");
    assertThatThrownBy(() -> fields.integer("l"))
        .hasMessage("x.json.l expects an integer of 32 bits; received 5000000000.");
    assertThatThrownBy(() -> fields.integer("n"))
        .hasMessage("x.json.n expects an integer of 32 bits; received 0.25.");
    assertThatThrownBy(() -> fields.text("i")).hasMessage("x.json.i expects a text; received 7.");
    assertThatThrownBy(() -> fields.text("none"))
        .hasMessage("x.json.none expects a text; received nothing.");
    assertThatThrownBy(() -> fields.choice("s", Way.class))
        .hasMessage("x.json.s expects one of \"to_the_left\", \"right\"; received \"text\".");
    assertThatThrownBy(() -> fields.objects("os").get(1).integer("x"))
        .hasMessage("x.json.os[1].x expects an integer of 32 bits; received \"no\".");
    assertThatThrownBy(() -> fields.numbers("ss"))
        .hasMessage("x.json.ss[0] expects a number; received \"a\".");
    assertThatThrownBy(() -> fields.object("s"))
        .hasMessage("x.json.s expects an object; received \"text\".");
  }
}
