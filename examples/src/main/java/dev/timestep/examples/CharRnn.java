package dev.timestep.examples;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.data.Batches;
import dev.timestep.data.SequenceDataset;
import dev.timestep.data.Vocabulary;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Dense;
import dev.timestep.nn.Embedding;
import dev.timestep.nn.Layer;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Recurrent;
import dev.timestep.nn.Signal;
import dev.timestep.nn.cell.LstmCell;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.LstmState;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Adam;
import dev.timestep.train.Clipping;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/**
 * A model of text, character by character: an LSTM reads six sonnets and learns which character
 * comes next. Then it generates text: each character that it draws is its next input.
 *
 * <p>What is different from the published versions: every step has a target, not only the last; and
 * the state of the LSTM is kept while it writes. Six sonnets are so little text that it is learned
 * by heart, so the loss is measured on the same text.
 */
public final class CharRnn implements Layer {
  private static final int TIME = 50;

  private final Vocabulary letters;
  private final Embedding embedding;
  private final Recurrent<LstmState> lstm;
  private final Dense scores;

  private CharRnn(Vocabulary letters, int units, SplittableRandom random) {
    this.letters = letters;
    embedding = new Embedding(letters.size(), 32, Embedding.NO_PADDING, random);
    lstm = new Recurrent<>(new LstmCell(LstmConfig.of(units), 32, random), true, false);
    scores = new Dense(units, letters.size(), random);
  }

  @Override
  public String kind() {
    return "char-rnn";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Layer> layers = new LinkedHashMap<>();
    layers.put("embedding", embedding);
    layers.put("lstm", lstm);
    layers.put("scores", scores);
    return Module.join(layers);
  }

  /** Ids of characters to scores of the character that comes next, at every step. */
  @Override
  public Signal forward(Tape tape, Signal ids) {
    return scores.forward(tape, lstm.forward(tape, embedding.forward(tape, ids)));
  }

  /** Continues {@code start} up to a length; a lower temperature makes the draw less random. */
  public String write(String start, int length, double temperature, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder(start);
    String next = start;
    Tensor h = Tensor.zeros(1, lstm.cell().units());
    Tensor c = Tensor.zeros(1, lstm.cell().units());
    while (text.length() < length) {
      Tape tape = Tape.inference(Engine.standard());
      Signal input = Signal.ofSequences(tape, ids(next).reshape(1, next.length()), null);
      LstmState before = new LstmState(tape.constant(h), tape.constant(c));
      LstmState after = lstm.unroll(tape, embedding.forward(tape, input), before).state();
      Variable score = scores.forward(tape, after.h()).multiply((float) (1 / temperature));
      next = letters.token(draw(score.softmax(), random));
      text.append(next);
      h = after.h().value();
      c = after.c().value();
    }
    return text.toString();
  }

  private static int draw(Variable chances, SplittableRandom random) {
    double left = random.nextDouble();
    int id = 0;
    for (; id < chances.size() - 1 && left >= chances.data()[id]; id++) {
      left -= chances.data()[id];
    }
    return id;
  }

  private Tensor ids(String text) {
    Tensor ids = Tensor.zeros(text.length());
    for (int at = 0; at < text.length(); at++) {
      ids.set(letters.id(text.substring(at, at + 1)), at);
    }
    return ids;
  }

  /** Windows of the text; their targets are the same windows one character later. */
  private SequenceDataset windows(String text) {
    var inputs = new ArrayList<Tensor>();
    var targets = new ArrayList<Tensor>();
    for (int from = 0; from + TIME < text.length(); from += TIME / 5) {
      inputs.add(ids(text.substring(from, from + TIME)));
      targets.add(ids(text.substring(from + 1, from + 1 + TIME)));
    }
    return SequenceDataset.tagged(inputs, targets);
  }

  /** A trained model, and its loss over the last epoch: mean of −ln(chance of the true next). */
  public record Result(CharRnn model, double loss) {}

  /** Trains from a seed. */
  public static Result run(long seed) throws IOException {
    String text;
    try (var in = Objects.requireNonNull(CharRnn.class.getResourceAsStream("sonnets.txt"))) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    var letters = Vocabulary.ofTokens(Vocabulary.characters(text), 1, Integer.MAX_VALUE);
    var model = new CharRnn(letters, 96, new SplittableRandom(seed));
    var config = TrainerConfig.defaults().withEpochs(40).withClipping(Clipping.byNorm(5));
    var task = new Supervised(model, Losses.softmaxCrossEntropy());
    var windows = Batches.shuffled(model.windows(text), 32, seed);
    var fit = new Trainer<>(task, new Adam(8e-3), config).fit(windows, null);
    return new Result(model, fit.history().getLast().trainLoss());
  }

  static void main() throws IOException {
    Result result = run(42);
    IO.println("Loss: %.3f nats a character%n".formatted(result.loss()));
    IO.println(result.model().write("Shall I", 600, 0.5, 42));
  }
}
