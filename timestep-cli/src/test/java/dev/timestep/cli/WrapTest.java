package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WrapTest {
  private static final String TEXT =
      "Note:     Rows were newest first and have been sorted; the first row is of 2 January.";

  @ParameterizedTest
  @ValueSource(ints = {20, 39, 40, 60, 79, 200})
  void keeps_every_word_and_no_line_too_wide(int columns) {
    String wrapped = Wrap.text(TEXT, columns, "  ");
    assertThat(wrapped.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(columns + 1));
    assertThat(wrapped.replaceAll("\\s+", " ")).isEqualTo(TEXT.replaceAll("\\s+", " "));
  }

  @Test
  void fills_lines_and_indents_those_after_the_first() {
    assertThat(Wrap.text("one two three four", 9, "  ")).isEqualTo("one two\n  three\n  four");
    assertThat(Wrap.text("one two three", 13, "  ")).isEqualTo("one two three");
    assertThat(Wrap.text("one two three", 12, "")).isEqualTo("one two\nthree");
  }

  @Test
  void never_cuts_a_word_that_is_longer_than_a_line() {
    String path = "/a/very/long/path/to/a/file.csv";
    assertThat(Wrap.text("see " + path + " there", 12, "  "))
        .isEqualTo("see\n  " + path + "\n  there");
    assertThat(Wrap.text("          " + path, 12, "  ")).isEqualTo("          " + path);
  }

  @Test
  void keeps_the_lines_and_blanks_that_there_are() {
    assertThat(Wrap.text("a  b\n\n  c", 20, "  ")).isEqualTo("a  b\n\n  c");
  }
}
