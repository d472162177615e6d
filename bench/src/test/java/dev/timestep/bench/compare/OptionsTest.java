package dev.timestep.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  @Test
  void withoutArgumentsMeasuresEverything() {
    Options options = Options.parse();
    assertThat(options.shapes()).isEqualTo(Shapes.all()).hasSizeGreaterThanOrEqualTo(11);
    assertThat(options.only()).isEqualTo(Lineup.PEERS);
    assertThat(options.rounds()).isEqualTo(15);
    assertThat(options.json()).isNull();
  }

  @Test
  void readsAllOptions() {
    Options options =
        Options.parse(
            "--quick",
            "--shapes",
            "rnn:T=1,F=2,H=3,B=4",
            "--json",
            "out.json",
            "--only",
            "timestep, libtorch",
            "--lanes",
            "256",
            "--rounds",
            "9");
    assertThat(options)
        .isEqualTo(
            new Options(
                true,
                ShapeSpec.parseAll("rnn:T=1,F=2,H=3,B=4"),
                "out.json",
                List.of("timestep", "libtorch"),
                Lanes.NARROW,
                9,
                false,
                false));
  }

  @Test
  void aQuickRunLeavesOutTheSingleThread() {
    assertThat(Options.parse("--quick").only()).doesNotContain("timestep1").contains("dl4j");
  }

  @ParameterizedTest
  @CsvSource({
    "--fast, received \"--fast\"",
    "--shapes, a value after --shapes",
    "--json, a value after --json",
    "--only tensorflow, received \"tensorflow\"",
    "--lanes 512, expects 256",
    "--rounds 0, from 1 to 9999",
    "--rounds many, from 1 to 9999"
  })
  void saysWhatIsWrong(String arguments, String message) {
    assertThatThrownBy(() -> Options.parse(arguments.split(" ")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void narrowLanesAreSetForAllOrForNone() {
    Map<String, String> variables = new HashMap<>(Map.of("ATEN_CPU_CAPABILITY", "default"));
    Lanes.WIDEST.apply(variables);
    assertThat(variables).isEmpty();
    Lanes.NARROW.apply(variables);
    assertThat(variables)
        .containsEntry("ATEN_CPU_CAPABILITY", "avx2")
        .containsEntry("ONEDNN_MAX_CPU_ISA", "AVX2")
        .containsEntry("OPENBLAS_CORETYPE", "Haswell");
    assertThat(Lanes.WIDEST.told("vector-512"))
        .isEqualTo(
            "timestep's kernels: vector-512; the others: ATEN_CPU_CAPABILITY=(unset)"
                + " ONEDNN_MAX_CPU_ISA=(unset) OPENBLAS_CORETYPE=(unset)");
    assertThat(new Lineup(false, Lanes.NARROW).of(List.of("timestep", "onnxruntime")))
        .singleElement()
        .satisfies(entrant -> assertThat(entrant.command()).contains("-XX:UseAVX=2"));
  }

  @Test
  void helpNamesEveryOption() {
    assertThat(Options.USAGE)
        .contains("--quick", "--shapes", "--json", "--only", "--lanes", "--rounds", "--check");
    assertThat(Options.USAGE.lines()).allMatch(line -> line.length() < 100);
  }
}
