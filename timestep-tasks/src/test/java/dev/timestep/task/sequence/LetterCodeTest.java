package dev.timestep.task.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LetterCodeTest {
  private static String back(LetterCode code, String text) {
    return Arrays.stream(code.encode(text)).map(code::letter).collect(Collectors.joining());
  }

  @Test
  void channelsAreReadBackAsTheirLetter() {
    assertThat(back(new LetterCode("ACGT", true, true), "ACGTRYSWKMBDHVNux"))
        .isEqualTo("ACGTRYSWKMBDHVNT?");
    assertThat(back(new LetterCode("ABN", false, false), "BANab")).isEqualTo("BAN??");
  }
}
