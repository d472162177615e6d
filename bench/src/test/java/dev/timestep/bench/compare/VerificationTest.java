package dev.timestep.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private final Verification verification = new Verification(ShapeSpec.layer(Cell.GRU, 2, 3, 4, 5));

  private static SequencedMap<String, float[]> answers(String name, float... values) {
    SequencedMap<String, float[]> answers = new LinkedHashMap<>();
    answers.put(name, values);
    return answers;
  }

  @Test
  void differenceIsRelativeToTheLargestValue() {
    double difference = Verification.difference(new float[] {10, 0.5f}, new float[] {10, 0});
    assertThat(difference).isCloseTo(0.05, within(1e-9));
  }

  @Test
  void takesRounding() {
    verification.add("a", answers("output", 1, 2));
    verification.add("b", answers("output", 1, 2.00005f));
    assertThat(verification.contenders()).isEqualTo(2);
    assertThat(verification.largest()).isCloseTo(2.5e-5, within(1e-6));
  }

  @Test
  void namesWhoAndWhatDiffers() {
    verification.add("a", answers("grad.bias_ih_l0", 1, 2));
    assertThatThrownBy(() -> verification.add("b", answers("grad.bias_ih_l0", 1, 2.01f)))
        .isInstanceOf(ContenderException.class)
        .hasMessageContainingAll("gru:T=2,F=3,H=4,B=5", "grad.bias_ih_l0 of b", "that of a")
        .hasMessageContaining("0.00500");
  }

  @Test
  void comparesWithEveryOther() {
    verification.add("a", answers("loss", 1));
    verification.add("b", answers("loss", 1.00008f));
    // Near enough to b but not to a.
    assertThatThrownBy(() -> verification.add("c", answers("loss", 1.00016f)))
        .hasMessageContaining("that of a");
  }

  @Test
  void refusesWhatIsNotANumber() {
    verification.add("a", answers("loss", Float.NaN));
    assertThatThrownBy(() -> verification.add("b", answers("loss", Float.NaN)))
        .isInstanceOf(ContenderException.class);
  }

  @Test
  void refusesAnotherSize() {
    verification.add("a", answers("output", 1, 2));
    assertThatThrownBy(() -> verification.add("b", answers("output", 1)))
        .hasMessageContaining("1 numbers");
  }

  @Test
  void refusesToCompareNothing() {
    verification.add("a", answers("loss", 1));
    assertThatThrownBy(() -> verification.add("b", answers("output", 1)))
        .hasMessageContaining("in common");
  }
}
