package dev.timestep.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
            "--rounds",
            "9");
    assertThat(options)
        .isEqualTo(
            new Options(
                true,
                ShapeSpec.parseAll("rnn:T=1,F=2,H=3,B=4"),
                "out.json",
                java.util.List.of("timestep", "libtorch"),
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
    "--rounds 0, from 1 to 9999",
    "--rounds many, from 1 to 9999"
  })
  void saysWhatIsWrong(String arguments, String message) {
    assertThatThrownBy(() -> Options.parse(arguments.split(" ")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void helpNamesEveryOption() {
    assertThat(Options.USAGE)
        .contains("--quick", "--shapes", "--json", "--only", "--rounds", "--check");
    assertThat(Options.USAGE.lines()).allMatch(line -> line.length() < 100);
  }
}
