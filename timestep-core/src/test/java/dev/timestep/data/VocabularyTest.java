package dev.timestep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static final List<String> TEXT = List.of("the", "cat", "the", "dog", "a", "cat", "the");

  @Test
  void orderIsByFrequencyAndThenByToken() {
    Vocabulary words = Vocabulary.ofTokens(TEXT, 1, 100);
    assertThat(words.tokens()).containsExactly("<pad>", "<unk>", "the", "cat", "a", "dog");
    assertThat(Vocabulary.ofTokens(TEXT.reversed(), 1, 100)).isEqualTo(words);
  }

  @Test
  void rareTokensAreLeftOut() {
    assertThat(Vocabulary.ofTokens(TEXT, 2, 100).tokens())
        .containsExactly("<pad>", "<unk>", "the", "cat");
    assertThat(Vocabulary.ofTokens(TEXT, 1, 3).tokens()).containsExactly("<pad>", "<unk>", "the");
  }

  @Test
  void roundTripThroughIdsAndThroughItsList() {
    Vocabulary words = Vocabulary.ofTokens(TEXT, 1, 100);
    assertThat(words.decode(words.encode(TEXT))).isEqualTo(TEXT);
    assertThat(words.encode(List.of("bird", "the"))).containsExactly(Vocabulary.UNKNOWN, 2);
    assertThat(words.contains("bird")).isFalse();
    assertThat(Vocabulary.of(words.tokens())).isEqualTo(words);
    assertThat(words.token(Vocabulary.PADDING)).isEqualTo("<pad>");
  }

  @Test
  void charactersAreCodePoints() {
    List<String> letters = Vocabulary.characters("añ😀b😀");
    assertThat(letters).containsExactly("a", "ñ", "😀", "b", "😀");
    Vocabulary vocabulary = Vocabulary.ofTokens(letters, 1, 100);
    assertThat(vocabulary.id("😀")).isEqualTo(2);
    assertThat(String.join("", vocabulary.decode(vocabulary.encode(letters)))).isEqualTo("añ😀b😀");
  }

  @Test
  void specialTokensInATextMeanThemselves() {
    Vocabulary words = Vocabulary.ofTokens(List.of("a", "<unk>", "<pad>", "<unk>"), 1, 100);
    assertThat(words.tokens()).containsExactly("<pad>", "<unk>", "a");
  }

  @Test
  void refusalsSayWhatIsWrong() {
    assertThatThrownBy(() -> Vocabulary.of(List.of("a", "b"))).hasMessageContaining("<pad>, <unk>");
    assertThatThrownBy(() -> Vocabulary.of(List.of("<pad>", "<unk>", "a", "a")))
        .hasMessageContaining("\"a\" is both id 2 and id 3");
    Vocabulary words = Vocabulary.ofTokens(TEXT, 1, 100);
    assertThatThrownBy(() -> words.token(6)).hasMessageContaining("0 to 5; received 6");
    assertThatThrownBy(() -> Vocabulary.ofTokens(TEXT, 1, 1))
        .hasMessageContaining("in largest the most ids, 2 or more")
        .hasMessageContaining(
            "received minimumCount 1 and largest 1. Write ofTokens(text, 1, 10_000)");
    assertThat(Vocabulary.ofTokens(TEXT, 1, 10_000).size()).isEqualTo(6);
  }

  @Test
  void swappedArgumentsAreNamed() {
    for (int largest : new int[] {1, 2, 5}) {
      assertThatThrownBy(() -> Vocabulary.ofTokens(TEXT, 1000, largest))
          .hasMessageContaining("received minimumCount 1000 and largest " + largest)
          .hasMessageEndingWith("to be swapped: write ofTokens(text, " + largest + ", 1000).");
    }
    assertThat(Vocabulary.ofTokens(TEXT, 1, 1000).size()).isEqualTo(6);
  }

  @Test
  void aVocabularyThatNoTokenIsFrequentEnoughForIsRefused() {
    assertThatThrownBy(() -> Vocabulary.ofTokens(TEXT, 4, 100))
        .hasMessageContaining("received minimumCount 4 and largest 100")
        .hasMessageContaining("No token of this text occurs more than 3 times");
    assertThat(Vocabulary.ofTokens(TEXT, 3, 100).tokens()).containsExactly("<pad>", "<unk>", "the");
    assertThat(Vocabulary.ofTokens(List.of(), 4, 100).size()).isEqualTo(2);
  }
}
