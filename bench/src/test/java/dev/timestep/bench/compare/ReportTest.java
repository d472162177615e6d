package dev.timestep.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final ShapeSpec LSTM = ShapeSpec.layer(Cell.LSTM, 100, 32, 128, 32);
  private static final ShapeSpec GRU = ShapeSpec.layer(Cell.GRU, 35, 1024, 1024, 64);
  private static final ShapeSpec BOTH_WAYS =
      ShapeSpec.parse("lstm:T=100,F=64,H=128,B=32,layers=2,directions=2");

  private static void add(Samples samples, String peer, String variant, String job, Double... ms) {
    Entrant entrant = new Entrant(peer, variant, List.of(), Map.of(), 0, false);
    samples.begin(entrant, Contender.PLAIN, job).milliseconds().addAll(List.of(ms));
  }

  private static ShapeResult result(ShapeSpec shape, double timestep, double libtorch) {
    Samples samples = new Samples();
    add(samples, "timestep", "", "train", 90.0, timestep, 0.1);
    add(samples, "libtorch", "1 thread", "train", 3 * libtorch);
    add(samples, "libtorch", "2 threads", "train", libtorch);
    add(samples, "timestep", "", "forward", 2.0);
    add(samples, "libtorch", "1 thread", "forward", 5.0);
    add(samples, "onnxruntime", "1 thread", "forward", 4.0);
    return new ShapeResult(shape, samples, 160, (long) shape.time() * shape.batch(), 10, 3, 1e-6);
  }

  private static ShapeResult alone(ShapeSpec shape) {
    Samples samples = new Samples();
    add(samples, "timestep", "", "train", 3.0);
    return new ShapeResult(shape, samples, Double.NaN, 64, 0, 1, 0);
  }

  private final List<ShapeResult> results =
      List.of(result(LSTM, 10, 20), result(GRU, 10, 80), result(BOTH_WAYS, 10, 10));

  private static JsonObject json(List<ShapeResult> results) {
    return JsonParser.parseString(new JsonReport(results, true).text()).getAsJsonObject();
  }

  @Test
  void jsonHoldsMediansAndRatios() {
    JsonObject shape = json(results).getAsJsonArray("shapes").get(0).getAsJsonObject();
    assertThat(shape.get("name").getAsString()).isEqualTo("lstm 100 32 128 32");
    assertThat(shape.get("cell").getAsString()).isEqualTo("lstm");
    assertThat(shape.get("T").getAsInt()).isEqualTo(100);
    assertThat(shape.get("F").getAsInt()).isEqualTo(32);
    assertThat(shape.get("H").getAsInt()).isEqualTo(128);
    assertThat(shape.get("B").getAsInt()).isEqualTo(32);
    JsonObject train = shape.getAsJsonObject("train");
    assertThat(train.get("timestep").getAsDouble()).isEqualTo(10);
    assertThat(train.get("libtorch").getAsDouble()).isEqualTo(20);
    assertThat(train.get("ratio").getAsDouble()).isEqualTo(2);
    JsonObject forward = shape.getAsJsonObject("forward");
    assertThat(forward.get("onnxruntime").getAsDouble()).isEqualTo(4);
    // Against the better of the two.
    assertThat(forward.get("ratio").getAsDouble()).isEqualTo(2);
  }

  @Test
  void peakShareIsTheRateOverThePeak() {
    double gigaflops = 2.0 * 100 * 32 * 4 * 128 * (3 * 128 + 2 * 32) / 10e6;
    JsonObject shape = json(results).getAsJsonArray("shapes").get(0).getAsJsonObject();
    assertThat(shape.get("peakShare").getAsDouble()).isCloseTo(gigaflops / 160, within(1e-9));
  }

  @Test
  void meansAreGeometricAndOverPlainLayersOnly() {
    JsonObject means = json(results).getAsJsonObject("geometricMean");
    assertThat(means.get("train").getAsDouble()).isCloseTo(4, within(1e-9));
    assertThat(means.get("trainLstm").getAsDouble()).isCloseTo(2, within(1e-9));
    assertThat(means.get("forward").getAsDouble()).isCloseTo(2, within(1e-9));
  }

  @Test
  void leavesOutWhatWasNotMeasured() {
    JsonObject all = json(List.of(alone(LSTM)));
    JsonObject shape = all.getAsJsonArray("shapes").get(0).getAsJsonObject();
    assertThat(shape.getAsJsonObject("train").keySet()).containsExactly("timestep");
    assertThat(shape.getAsJsonObject("forward").keySet()).isEmpty();
    assertThat(shape.has("peakShare")).isFalse();
    assertThat(all.getAsJsonObject("geometricMean").keySet()).isEmpty();
  }

  @Test
  void jsonOfARunThatIsNotOverSaysSo() {
    assertThat(json(results).get("complete").getAsBoolean()).isTrue();
    String text = new JsonReport(results, false).text();
    JsonObject part = JsonParser.parseString(text).getAsJsonObject();
    assertThat(part.get("complete").getAsBoolean()).isFalse();
  }

  @Test
  void tableFitsIntoALineAndNamesTheBestVariant() {
    String table = new Report(results).table();
    assertThat(table.lines()).allMatch(line -> line.length() < 100);
    assertThat(table).contains("train 4.00, train of LSTMs 2.00, forward 2.00", "2 threads");
    assertThat(new Report(List.of(alone(LSTM))).table()).containsPattern("3\\.000 +- +-");
  }
}
