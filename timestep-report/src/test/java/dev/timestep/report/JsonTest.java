package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void writesObjectsInTheirOrder() {
    assertThat(Json.write(Json.object("b", 1, "a", List.of(true, "x"), "c", Json.object())))
        .isEqualTo("{\"b\":1,\"a\":[true,\"x\"],\"c\":{}}");
  }

  @Test
  void textCannotEndTheScriptThatHoldsIt() {
    String json = Json.write("</script><!-- & \"q\" \\ \n \u2028 \ud83d\ude00");
    assertThat(json).doesNotContain("<", ">", "&", "\n", "\u2028");
    assertThat(json)
        .isEqualTo(
            "\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u0022q\\u0022 \\u005c \\u000a"
                + " \\u2028 \\ud83d\\ude00\"");
  }

  @Test
  void missingAndInfiniteNumbersAreNull() {
    assertThat(Json.write(Numbers.of(1, Double.NaN, Double.POSITIVE_INFINITY)))
        .isEqualTo("[1,null,null]");
  }

  @Test
  void digitsFollowTheRangeNotTheSize() {
    // A plain rounding to five digits would flatten a small swing far from zero.
    Numbers far = Numbers.of(1_000_000.1234567, 1_000_001.7654321);
    assertThat(Json.write(far)).isEqualTo("[1000000.1235,1000001.7654]");
    assertThat(Json.write(Numbers.of(0.123456789, 100.987654321))).isEqualTo("[0.12346,100.99]");
  }

  @Test
  void takesTheShorterWayToWriteANumber() {
    assertThat(Json.write(Numbers.of(1.5e-12, 2.5e-12))).isEqualTo("[1.5E-12,2.5E-12]");
    assertThat(Json.write(1.4e9 + 0.5)).isEqualTo("1400000000.5");
  }
}
