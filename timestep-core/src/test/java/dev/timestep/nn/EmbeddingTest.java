package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.autograd.Tape;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.OptimizerState;
import dev.timestep.train.Sgd;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Vectors that come from elsewhere. */
class EmbeddingTest {
  private final Engine engine = Engine.withThreads(1);
  private final Random random = new Random(4);
  private final Embedding embedding = new Embedding(5, 3, 2, random);
  private final Tensor vectors = Init.uniform(1, random, 5, 3);

  private Tensor looked(float... ids) {
    Tape tape = Tape.inference(engine);
    Tensor tokens = Tensor.of(ids, 1, ids.length);
    return embedding.forward(tape, Signal.ofSequences(tape, tokens, null)).toBatchFirst();
  }

  private void oneStep() {
    Tape tape = Tape.recording(engine);
    Dense after = new Dense(3, 2, random);
    Tensor tokens = Tensor.of(new float[] {0, 1, 2, 4}, 1, 4);
    Signal found = embedding.forward(tape, Signal.ofSequences(tape, tokens, null));
    tape.backward(after.forward(tape, found).value().square().sum());
    new OptimizerState(new Sgd(0.1), embedding).apply(engine);
  }

  @Test
  void pretrainedVectorsAreLookedUpAndThePaddingIdStaysZero() {
    embedding.pretrained(vectors, false);
    assertThat(looked(4, 0, 2).data())
        .containsExactly(
            vectors.get(4, 0),
            vectors.get(4, 1),
            vectors.get(4, 2),
            vectors.get(0, 0),
            vectors.get(0, 1),
            vectors.get(0, 2),
            0,
            0,
            0);
    vectors.set(9, 4, 0);
    assertThat(looked(4).data()[0]).as("copied").isNotEqualTo(9);
  }

  @Test
  void frozenVectorsStayAndOthersAreTrained() {
    embedding.pretrained(vectors, true);
    oneStep();
    assertThat(embedding.table().value()).isEqualTo(vectors);
    embedding.pretrained(vectors, false);
    oneStep();
    float[] now = embedding.table().value().data();
    assertThat(now[0]).isNotEqualTo(vectors.get(0, 0));
    assertThat(now[9]).as("token 3 was not read").isEqualTo(vectors.get(3, 0));
    assertThat(now[6]).as("the padding id").isEqualTo(vectors.get(2, 0));
  }

  @Test
  void oneVectorIsTakenUpAlone() {
    Tensor before = embedding.table().value().copy();
    embedding.pretrained(3, 7, 8, 9);
    assertThat(looked(3).data()).containsExactly(7, 8, 9);
    assertThat(looked(1).data()[0]).isEqualTo(before.get(1, 0));
  }

  @Test
  void vectorsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> embedding.pretrained(Tensor.zeros(4, 3), true))
        .hasMessage(
            "Embedding(tokens=5, width=3) expects vectors [5, 3], one for each token; received"
                + " [4, 3]. Order them by token id, and give unknown tokens a vector too.");
    assertThatThrownBy(() -> embedding.pretrained(5, 1, 2, 3))
        .hasMessage(
            "Embedding(tokens=5, width=3) expects a token from 0 to 4 and a vector of 3 numbers;"
                + " received token 5 and 3 numbers.");
  }
}
