package dev.timestep.io.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
  enum Shade {
    LIGHT_GREY,
    DARK
  }

  record Point(double x, int weight) {
    Point {
      if (weight < 0) {
        throw new IllegalArgumentException("A point expects a weight of 0 or more.");
      }
    }
  }

  record Plain(
      int count,
      long seed,
      float rate,
      double exact,
      boolean onOff,
      String name,
      Shade shade,
      Point point,
      List<Point> points,
      List<Integer> sizes,
      List<List<String>> words,
      double[][] table,
      int[] places,
      Optional<Double> score,
      Optional<Point> centre,
      OptionalInt horizon,
      OptionalDouble skill,
      SequencedMap<String, Double> metrics) {}

  private static final RecordCodec<Plain> CODEC = RecordCodec.of(Plain.class, RecordForm.JAVA);

  private static Plain plain() {
    SequencedMap<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("z", 0.1);
    metrics.put("a", -2.5e-300);
    return new Plain(
        3,
        1L << 60,
        0.3f,
        0.1,
        true,
        "ä",
        Shade.LIGHT_GREY,
        new Point(-0.0, 1),
        List.of(new Point(1, 2), new Point(3, 4)),
        List.of(5, 6),
        List.of(List.of("a"), List.of()),
        new double[][] {{1, 2}, {}},
        new int[] {7},
        Optional.of(0.5),
        Optional.empty(),
        OptionalInt.of(4),
        OptionalDouble.empty(),
        metrics);
  }

  private static JsonObject json() {
    return Json.parseObject(Json.bytes(CODEC.write(plain()), "it"), "it");
  }

  private static Plain read(JsonObject json) {
    return CODEC.read(JsonFields.of(json, "it"));
  }

  @Test
  void whatIsWrittenIsRead() {
    Plain read = read(json());
    assertThat(read).usingRecursiveComparison().isEqualTo(plain());
    assertThat(read.metrics().keySet()).containsExactly("z", "a");
    assertThat(Double.doubleToRawLongBits(read.point().x()))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
  }

  @Test
  void theFormSaysHowNamesAreWritten() {
    assertThat(json().get("shade").getAsString()).isEqualTo("LIGHT_GREY");
    assertThat(json().has("onOff")).isTrue();
    assertThat(json().get("centre").isJsonNull()).isTrue();
    JsonObject snake = RecordCodec.of(Plain.class, RecordForm.SNAKE).write(plain());
    assertThat(snake.get("shade").getAsString()).isEqualTo("light_grey");
    assertThat(snake.has("on_off")).isTrue();
  }

  @Test
  void everyFieldThatIsMissingIsRefused() {
    for (String name : json().keySet()) {
      JsonObject json = json();
      json.remove(name);
      assertThatThrownBy(() -> read(json))
          .as(name)
          .isInstanceOf(JsonFormatException.class)
          .hasMessageStartingWith("it." + name + " expects ")
          .hasMessageEndingWith("; received nothing.");
    }
  }

  @Test
  void whatDoesNotFitIsRefusedByItsPlace() {
    refused("count", new JsonPrimitive(1L << 40), "it.count expects an integer of 32 bits");
    refused("count", new JsonPrimitive(1.5), "it.count expects an integer of 32 bits");
    refused("exact", new JsonPrimitive(Double.NaN), "it.exact expects a number; received NaN.");
    refused("exact", new JsonPrimitive("1"), "it.exact expects a number; received \"1\".");
    refused("onOff", new JsonPrimitive("true"), "it.onOff expects true or false");
    refused(
        "shade",
        new JsonPrimitive("light_grey"),
        "it.shade expects one of \"LIGHT_GREY\", \"DARK\"; received \"light_grey\".");
    refused("point", new JsonArray(), "it.point expects an object; received [].");
    refused("points", new JsonObject(), "it.points expects a list; received {}.");
    refused("horizon", new JsonPrimitive(1.5), "it.horizon expects an integer of 32 bits");
    refused("score", new JsonPrimitive("x"), "it.score expects a number");
    JsonArray sizes = new JsonArray();
    sizes.add(5);
    sizes.add(1.5);
    refused("sizes", sizes, "it.sizes[1] expects an integer of 32 bits; received 1.5.");
    JsonObject inside = json();
    inside.getAsJsonArray("points").get(1).getAsJsonObject().add("x", JsonNull.INSTANCE);
    assertThatThrownBy(() -> read(inside))
        .hasMessage("it.points[1].x expects a number; received nothing.");
    JsonObject row = json();
    row.getAsJsonArray("table").get(0).getAsJsonArray().set(1, new JsonPrimitive("x"));
    assertThatThrownBy(() -> read(row))
        .hasMessage("it.table[0][1] expects a number; received \"x\".");
    JsonObject metric = json();
    metric.getAsJsonObject("metrics").addProperty("a", "x");
    assertThatThrownBy(() -> read(metric))
        .hasMessage("it.metrics.a expects a number; received \"x\".");
  }

  private static void refused(String name, com.google.gson.JsonElement value, String message) {
    JsonObject json = json();
    json.add(name, value);
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(JsonFormatException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void whatTheRecordRefusesIsRefusedWithItsPlace() {
    JsonObject json = json();
    json.getAsJsonArray("points").get(0).getAsJsonObject().addProperty("weight", -1);
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(JsonFormatException.class)
        .hasMessage("it.points[0] cannot be used: A point expects a weight of 0 or more.");
  }

  @Test
  void fieldsThatNobodyKnowsAreRefused() {
    JsonObject json = json();
    json.getAsJsonObject("point").addProperty("y", 1);
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(JsonFormatException.class)
        .hasMessageContaining("it.point has the field \"y\"");
  }

  @Test
  void othersReadTheirOwnFieldsOfTheSameObject() {
    JsonObject json = json();
    json.addProperty("mine", 3);
    JsonFields fields = JsonFields.of(json, "it");
    assertThat(CODEC.readAmong(fields).count()).isEqualTo(3);
    assertThat(fields.integer("mine")).isEqualTo(3);
    fields.end();
    assertThatThrownBy(() -> read(json)).hasMessageContaining("it has the field \"mine\"");
  }

  record Grown(Point point, @Nullable String note) {}

  @Test
  void aRecordThatHasGrownReadsOlderFiles() {
    RecordCodec<Grown> codec =
        RecordCodec.of(Grown.class, RecordForm.JAVA)
            .withNullable(Grown.class, "note")
            .withDefault(Point.class, "weight", 9);
    JsonObject old = Json.parseObject("{\"point\":{\"x\":1}}", "it");
    assertThat(codec.read(JsonFields.of(old, "it"))).isEqualTo(new Grown(new Point(1, 9), null));
    assertThat(codec.write(new Grown(new Point(1, 2), null)).keySet()).containsExactly("point");
    assertThatThrownBy(() -> codec.withDefault(Grown.class, "nte", "x"))
        .hasMessageContaining("received nte");
  }

  record Strange(Map<Integer, String> names) {}

  @Test
  void whatAFileCannotHoldIsNamed() {
    RecordCodec<Strange> codec = RecordCodec.of(Strange.class, RecordForm.JAVA);
    JsonObject json = Json.parseObject("{\"names\":{}}", "it");
    assertThatThrownBy(() -> codec.read(JsonFields.of(json, "it")))
        .hasMessageContaining("cannot hold a java.util.Map<java.lang.Integer, java.lang.String>");
  }
}
