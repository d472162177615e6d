package dev.timestep.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.timestep.autograd.Activation;
import dev.timestep.io.json.Json;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.JsonFormatException;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.LstmConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigCodecTest {
  private final ConfigRegistry registry = ConfigRegistry.standard();

  record Inner(float rate, Activation shape) {}

  record Everything(
      int units,
      long seed,
      double exact,
      boolean onAndOff,
      String name,
      Inner inner,
      CellConfig cell,
      List<LayerConfig> layers,
      List<Integer> sizes,
      @Nullable Inner maybe) {}

  private static final Map<String, ?> MAYBE = Map.of("maybe", Optional.empty());

  private JsonObject json(Everything config) {
    return ConfigCodec.of("everything", Everything.class, MAYBE).json(config, registry);
  }

  private Everything read(JsonObject json, Map<String, ?> defaults) {
    JsonFields fields = JsonFields.of(json, "it");
    fields.text("type");
    Everything read =
        ConfigCodec.of("everything", Everything.class, defaults).read().read(fields, registry);
    fields.end();
    return read;
  }

  private static Everything everything(@Nullable Inner maybe) {
    return new Everything(
        3,
        1L << 60,
        0.1,
        true,
        "a",
        new Inner(0.3f, Activation.TANH),
        LstmConfig.of(4),
        List.of(Layers.dense(2), Layers.gru(3).sequences()),
        List.of(5, 6),
        maybe);
  }

  @Test
  void whatIsWrittenIsRead() {
    for (Inner maybe : new Inner[] {null, new Inner(1, Activation.RELU)}) {
      Everything config = everything(maybe);
      assertThat(read(json(config), MAYBE)).isEqualTo(config);
    }
    assertThat(Json.compact(json(everything(null))))
        .contains("\"on_and_off\":true", "\"inner\":{\"rate\":0.3,\"shape\":\"tanh\"}")
        .doesNotContain("maybe");
  }

  @Test
  void aFieldThatOldFilesLackHasItsDefault() {
    JsonObject json = json(everything(null));
    json.remove("on_and_off");
    assertThat(read(json, Map.of("onAndOff", true, "maybe", Optional.empty())))
        .isEqualTo(everything(null));
    assertThatThrownBy(() -> read(json, Map.of()))
        .isInstanceOf(JsonFormatException.class)
        .hasMessage("it.on_and_off expects true or false; received nothing.");
  }

  @Test
  void fieldsThatNobodyKnowsAreRefusedInsideToo() {
    JsonObject json = json(everything(null));
    json.getAsJsonObject("inner").addProperty("more", 1);
    assertThatThrownBy(() -> read(json, Map.of()))
        .isInstanceOf(JsonFormatException.class)
        .hasMessageContaining("it.inner has the field \"more\"");
  }

  @Test
  void whatARecordRefusesIsRefused() {
    JsonObject json = registry.toJson(Layers.dense(2));
    json.addProperty("units", 0);
    assertThatThrownBy(() -> registry.layer(JsonFields.of(json, "it")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expects units of 1 or more; received 0");
  }

  @Test
  void whatIsNullHasToBeRegisteredAsSuch() {
    ConfigCodec<Everything> codec = ConfigCodec.of("everything", Everything.class);
    assertThatThrownBy(() -> codec.json(everything(null), registry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expects a value for maybe of " + Everything.class.getName());
  }

  record Strange(Object any) {}

  @Test
  void whatAFileCanNotHoldIsNamed() {
    ConfigCodec<Strange> codec = ConfigCodec.of("strange", Strange.class);
    assertThatThrownBy(() -> codec.json(new Strange(new Object()), registry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("received java.lang.Object");
  }
}
