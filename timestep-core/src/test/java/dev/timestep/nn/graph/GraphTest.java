package dev.timestep.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Workers;
import dev.timestep.nn.Layer;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.Session;
import dev.timestep.nn.Signal;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.GradientCheck;
import dev.timestep.testing.ReferenceCell;
import dev.timestep.testing.ReferenceLayer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class GraphTest {
  private static final int[] TEXT = {4, 0, 2};
  private static final int[] NUMBERS = {1, 5, 3};
  private final Engine engine = Engine.withThreads(1);
  private final Random random = new Random(9);

  /** Text, numbers and an image's features in one network; two outputs. */
  private static Graph news() {
    return Graph.builder()
        .tokens("text")
        .sequence("numbers", 2)
        .values("image", 3)
        .layer("words", Layers.embedding(6, 4), "text")
        .layer("reading", Layers.gru(4), "words")
        .layer("trend", Layers.lstm(3), "numbers")
        .concat("all", "reading", "trend", "image")
        .layer("answer", Layers.dense(2), "all")
        .tiedWithBias("next", "words", "reading")
        .output("answer", "next")
        .build(42);
  }

  private Map<String, Tensor> inputs(int extra) {
    Random own = new Random(2);
    Tensor text = Tensor.zeros(3, 4 + extra);
    Tensor numbers = Tensor.zeros(3, 5 + extra, 2);
    Arrays.fill(text.data(), extra == 0 ? 1 : Float.NaN);
    Arrays.fill(numbers.data(), extra == 0 ? 7 : Float.NaN);
    for (int b = 0; b < 3; b++) {
      for (int t = 0; t < TEXT[b]; t++) {
        text.set(own.nextInt(6), b, t);
      }
      for (int t = 0; t < NUMBERS[b]; t++) {
        numbers.set(own.nextFloat(), b, t, 0);
        numbers.set(own.nextFloat(), b, t, 1);
      }
    }
    return Map.of("text", text, "numbers", numbers, "image", Init.uniform(1, own, 3, 3));
  }

  private static final Map<String, Lengths> LENGTHS =
      Map.of("text", Lengths.of(TEXT), "numbers", Lengths.of(NUMBERS));

  // ---------------------------------------------------------------- values and gradients

  @Test
  void severalInputsAndOutputsAgreeWithTheReference() {
    Graph graph = news();
    float[] tokens = {1, 5, 2, 0, 0, 0, 3, 0, 4, 2, 0, 0};
    new GradientCheck(5)
        .parameters(graph.parameters())
        .input("numbers", -1, 1, 5, 3, 2)
        .input("image", -1, 1, 3, 3)
        .run(
            (tape, in) -> {
              Variable ids = tape.constant(Tensor.of(tokens, 4, 3));
              Map<String, Signal> signals =
                  Map.of(
                      "text", new Signal(ids, Lengths.of(TEXT)),
                      "numbers", new Signal(in.get("numbers"), Lengths.of(NUMBERS)),
                      "image", Signal.of(in.get("image")));
              return graph.forward(tape, signals).values().stream().map(Signal::value).toList();
            },
            in -> reference(in, tokens));
  }

  private static List<double[]> reference(Map<String, double[]> in, float[] tokens) {
    double[] ids = new double[tokens.length];
    Arrays.setAll(ids, at -> tokens[at]);
    ReferenceLayer words = ReferenceLayer.embedding(4, -1);
    ReferenceLayer gru = ReferenceLayer.recurrent(ReferenceCell.gru(), 4, 1, false, false);
    ReferenceLayer lstm = ReferenceLayer.recurrent(ReferenceCell.lstm(), 3, 2, false, false);
    ReferenceLayer reading = ReferenceLayer.chain(List.of("words", "reading"), words, gru);
    double[][] read = reading.run(in, ReferenceCell.cut(ids, 4, 3, 1), TEXT)[0];
    double[][] trend =
        ReferenceLayer.chain(List.of("trend"), lstm)
            .run(in, ReferenceCell.cut(in.get("numbers"), 5, 3, 2), NUMBERS)[0];
    double[][] all = new double[3][10];
    double[][] next = new double[3][6];
    for (int b = 0; b < 3; b++) {
      System.arraycopy(read[b], 0, all[b], 0, 4);
      System.arraycopy(trend[b], 0, all[b], 4, 3);
      System.arraycopy(in.get("image"), b * 3, all[b], 7, 3);
      for (int v = 0; v < 6; v++) {
        next[b][v] = in.get("next.bias")[v];
        for (int k = 0; k < 4; k++) {
          next[b][v] += read[b][k] * in.get("words.table")[v * 4 + k];
        }
      }
    }
    double[][][] answer =
        ReferenceLayer.chain(List.of("answer"), ReferenceLayer.dense(x -> x))
            .run(in, new double[][][] {all}, new int[] {1, 1, 1});
    return List.of(ReferenceCell.join(answer), ReferenceCell.join(new double[][][] {next}));
  }

  @Test
  void joinsComputeWhatTheirNamesSay() {
    float[] a = {1, -2, 3};
    float[] b = {4, 5, -6};
    Map<Join, float[]> expected =
        Map.of(
            Join.ADD, new float[] {5, 3, -3},
            Join.MULTIPLY, new float[] {4, -10, -18},
            Join.AVERAGE, new float[] {2.5f, 1.5f, -1.5f},
            Join.MAXIMUM, new float[] {4, 5, 3},
            Join.CONCAT, new float[] {1, -2, 3, 4, 5, -6});
    expected.forEach(
        (join, values) -> {
          Graph graph =
              Graph.builder()
                  .values("a", 3)
                  .values("b", 3)
                  .join("c", join, "a", "b")
                  .output("c")
                  .build(1);
          Map<String, Tensor> in = Map.of("a", Tensor.of(a, 1, 3), "b", Tensor.of(b, 1, 3));
          assertThat(graph.predict(in).get("c").data()).as(join.name()).isEqualTo(values);
          assertThat(graph.config().width("c")).isEqualTo(values.length);
        });
  }

  @Test
  void aValueStandsBesideEachStepOfASequence() {
    Graph graph =
        Graph.builder()
            .sequence("x", 1)
            .values("country", 2)
            .concat("both", "x", "country")
            .output("both")
            .build(1);
    Map<String, Tensor> in =
        Map.of(
            "x", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2, 1),
            "country", Tensor.of(new float[] {7, 8, 9, 10}, 2, 2));
    assertThat(graph.predict(engine, in, Map.of("x", Lengths.of(2, 1))).get("both").data())
        .containsExactly(1, 7, 8, 2, 7, 8, 3, 9, 10, 0, 0, 0);
  }

  @Test
  void aGraphOfARowOfLayersIsTheSequentialModel() {
    Graph graph =
        Graph.builder()
            .sequence("x", 3)
            .layer("read", Layers.lstm(4).sequences(), "x")
            .layer("norm", Layers.layerNorm(), "read")
            .layer("out", Layers.dense(2), "norm")
            .output("out")
            .build(8);
    Sequential model =
        Sequential.of(3, 8, Layers.lstm(4).sequences(), Layers.layerNorm(), Layers.dense(2));
    Tensor x = Init.uniform(1, random, 2, 4, 3);
    assertThat(graph.predict(Map.of("x", x)).get("out")).isEqualTo(model.predict(x));
    assertThat(graph.parameterCount()).isEqualTo(model.parameterCount());
  }

  // ---------------------------------------------------------------- padding and threads

  private SequencedMap<String, float[]> gradients(Graph graph, int extra, int threads) {
    try (var workers = new Workers(threads)) {
      Tape tape = Tape.recording(new Engine(Engine.standard().kernels(), workers));
      graph.parameters().values().forEach(Parameter::clearGradient);
      Map<String, Signal> out = graph.forward(tape, graph.signals(tape, inputs(extra), LENGTHS));
      Variable loss = tape.constant(0f);
      SequencedMap<String, float[]> found = new LinkedHashMap<>();
      for (Map.Entry<String, Signal> one : out.entrySet()) {
        Variable value = one.getValue().value();
        Tensor zeros = Tensor.zeros(value.shape().toArray());
        loss = loss.add(Losses.mse().apply(value, zeros, null));
        found.put(one.getKey(), value.value().data());
      }
      tape.backward(loss);
      graph.parameters().forEach((name, p) -> found.put("d " + name, p.gradient().clone()));
      return found;
    }
  }

  @Test
  void paddingAndThreadsNeverMatter() {
    Graph graph = news();
    SequencedMap<String, float[]> clean = gradients(graph, 0, 1);
    for (int threads : new int[] {1, 2, 8}) {
      SequencedMap<String, float[]> padded = gradients(graph, 3, threads);
      clean.forEach((name, values) -> assertThat(padded.get(name)).as(name).isEqualTo(values));
    }
    assertThat(clean.get("answer")).doesNotContain(0);
  }

  // ---------------------------------------------------------------- shared weights

  @Test
  void whatIsSharedOrTiedIsAParameterOnce() {
    Graph graph =
        Graph.builder()
            .tokens("question")
            .tokens("reply")
            .layer("words", Layers.embedding(5, 3), "question")
            .shared("reply_words", "words", "reply")
            .layer("read", Layers.gru(3), "words")
            .shared("read_reply", "read", "reply_words")
            .multiply("match", "read", "read_reply")
            .tied("logits", "words", "match")
            .output("logits")
            .build(1);
    assertThat(graph.parameters().keySet())
        .containsExactly(
            "words.table",
            "read.kernel",
            "read.recurrent_kernel",
            "read.bias",
            "read.recurrent_bias");
    assertThat(graph.parameters().get("words.table"))
        .isSameAs(graph.layer("logits").parameters().get("table"));
    Tensor ids = Tensor.of(new float[] {1, 2, 3}, 1, 3);
    float[] one = graph.predict(Map.of("question", ids, "reply", ids)).get("logits").data();
    graph.parameters().get("words.table").value().data()[0] += 1;
    graph.parameters().get("words.table").changed();
    float[] other = graph.predict(Map.of("question", ids, "reply", ids)).get("logits").data();
    assertThat(other[0]).as("the projection reads the table too").isNotEqualTo(one[0]);
    assertThat(other[1]).as("token 0 was not in the text").isEqualTo(one[1]);
  }

  // ---------------------------------------------------------------- streams

  @Test
  void aCausalGraphRunsStepByStep() {
    Graph graph =
        Graph.builder()
            .sequence("x", 3)
            .layer("near", Layers.conv1d(4, 3).causal().dilation(2), "x")
            .layer("far", Layers.gru(4).sequences(), "x")
            .add("both", "near", "far")
            .layer("read", Layers.lstm(5), "both")
            .layer("peak", Layers.maxOverTime(), "both")
            .concat("all", "read", "peak")
            .layer("out", Layers.dense(2), "all")
            .output("out")
            .build(4);
    Session session = Session.of(engine, graph, 3, 2);
    assertThat(session.state().keySet())
        .containsExactly("near.inputs", "far.h", "read.h", "read.c", "peak.max");
    Tensor x = Init.uniform(1, random, 2, 9, 3);
    for (int t = 0; t < 9; t++) {
      float[] step = new float[6];
      Tensor soFar = Tensor.zeros(2, t + 1, 3);
      for (int b = 0; b < 2; b++) {
        System.arraycopy(x.data(), (b * 9 + t) * 3, step, b * 3, 3);
        System.arraycopy(x.data(), b * 27, soFar.data(), b * (t + 1) * 3, (t + 1) * 3);
      }
      assertThat(session.step(step))
          .as("step " + t)
          .containsExactly(graph.predict(Map.of("x", soFar)).get("out").data(), within(1e-6f));
    }
  }

  @Test
  void aValueBesideStepsLooksAhead() {
    Graph graph =
        Graph.builder()
            .sequence("x", 2)
            .layer("last", Layers.gru(2), "x")
            .add("both", "x", "last")
            .output("both")
            .build(1);
    assertThatThrownBy(graph::streaming)
        .hasMessage(
            "Graph([x] to [both]) cannot run step by step: it joins a value of the whole sequence"
                + " with its steps. Join the last outputs only, or sequences only.");
  }

  // ---------------------------------------------------------------- what is refused

  @Test
  void whatDoesNotFitIsRefusedWhenTheGraphIsBuilt() {
    refused(
        Graph.builder().sequence("x", 2).layer("a", Layers.dense(2), "y").output("a"),
        "The node a reads \"y\", which is not defined before it; defined are [x]. Check the name,"
            + " or add that one first.");
    refused(
        Graph.builder().sequence("x", 2).layer("x", Layers.dense(2), "x").output("x"),
        "A graph expects names that are not blank, have no dot and refer to one thing each;"
            + " received \"x\" beside [x].");
    refused(
        Graph.builder().sequence("x", 2).layer("a", Layers.dense(2), "x").output("b"),
        "A graph returns \"b\", which is not defined before it; defined are [x, a]. Check the name,"
            + " or add that one first.");
    refused(
        Graph.builder().sequence("x", 2),
        "A graph expects one input and one output or more; received 1 inputs and 0 outputs. Name"
            + " the nodes to return by output(..).");
    refused(
        Graph.builder().values("x", 2).values("y", 3).add("z", "x", "y").output("z"),
        "The node z expects inputs of one width to join by ADD; received [x, y] of the widths [2,"
            + " 3]. Join them by CONCAT, or bring them to one width by a dense layer.");
    refused(
        Graph.builder().values("x", 2).layer("a", Layers.gru(3), "x").output("a"),
        "At the node a of a graph: Gru(features=2, units=3) expects [batch, time, 2]; received [2,"
            + " 2]. A recurrent layer before it must return sequences; a single column still needs"
            + " its own axis.");
    refused(
        Graph.builder()
            .tokens("x")
            .layer("e", Layers.embedding(5, 4), "x")
            .layer("h", Layers.gru(3), "e")
            .tied("t", "e", "h")
            .output("t"),
        "The node t expects to be tied to an embedding of the width 3 of its input; received e,"
            + " EmbeddingConfig[tokens=5, width=4, paddingId=-1].");
    refused(
        Graph.builder()
            .sequence("x", 2)
            .sequence("y", 3)
            .layer("a", Layers.gru(3), "x")
            .shared("b", "a", "y")
            .output("b"),
        "The node b expects an input of the width 2 that it shares the layer of a for; received y"
            + " of the width 3.");
  }

  @Test
  void idsReadAsNumbersAndNumbersReadAsIdsAreRefused() {
    String ids =
        " of a graph expects numbers; received t, which is token ids. Put an embedding between; a"
            + " custom layer that reads ids declares it by LayerConfig.readsTokens().";
    refused(
        Graph.builder().tokens("t").layer("d", Layers.dense(2), "t").output("d"),
        "The node d" + ids);
    refused(
        Graph.builder().tokens("t").values("v", 1).concat("c", "v", "t").output("c"),
        "The node c" + ids);
    refused(
        Graph.builder()
            .tokens("t")
            .layer("e", Layers.embedding(3, 2), "t")
            .tied("back", "e", "t")
            .output("back", "e"),
        "The node back expects to be tied to an embedding of the width 1 of its input; received e,"
            + " EmbeddingConfig[tokens=3, width=2, paddingId=-1].");
    refused(
        Graph.builder()
            .tokens("t")
            .layer("e", Layers.embedding(3, 1), "t")
            .tied("back", "e", "t")
            .output("back", "e"),
        "The node back" + ids);
    for (int width : new int[] {1, 2, 3}) {
      refused(
          Graph.builder().values("v", width).layer("e", Layers.embedding(3, 2), "v").output("e"),
          "The node e of a graph expects an input of token ids; received v, which is none. Declare"
              + " it by tokens(..).");
    }
    refused(
        Graph.builder()
            .tokens("t")
            .values("v", 1)
            .layer("e", Layers.embedding(3, 2), "t")
            .shared("f", "e", "v")
            .output("e", "f"),
        "The node f of a graph expects an input of token ids; received v, which is none. Declare it"
            + " by tokens(..).");
  }

  /** A layer whose config does not say what it does, found by the run over zeros. */
  @Test
  void aLayerThatAnswersInAnotherFormIsRefused() {
    record Turned(int outputFeatures) implements Layer, LayerConfig {
      @Override
      public SequencedMap<String, Parameter> parameters() {
        return new LinkedHashMap<>();
      }

      @Override
      public Signal forward(Tape tape, Signal input) {
        return input.with(input.value().transpose(0, 1));
      }

      @Override
      public String kind() {
        return "turned";
      }

      @Override
      public int outputFeatures(int features) {
        return outputFeatures;
      }

      @Override
      public Layer build(int features, java.util.random.RandomGenerator random) {
        return this;
      }
    }

    refused(
        Graph.builder().sequence("x", 4).layer("turned", new Turned(4), "x").output("turned"),
        "At the node turned of a graph: a layer is expected to answer [2, 4] or [2, time, 4] for 2"
            + " examples; received [3, 2, 4]. Check what it reads, and the outputFeatures of its"
            + " config.");
  }

  @Test
  void linesThatDoNothingAreRefused() {
    GraphBuilder dangling =
        Graph.builder()
            .sequence("x", 2)
            .layer("a", Layers.gru(2), "x")
            .layer("b", Layers.gru(2), "x")
            .layer("c", Layers.dense(2), "b")
            .output("a");
    String end =
        " of a graph is used by no output. Let a node read it, return it by output(..), or leave"
            + " it out.";
    refused(dangling, "The node c" + end);
    refused(
        Graph.builder()
            .sequence("x", 2)
            .values("unread", 2)
            .layer("a", Layers.gru(2), "x")
            .output("a"),
        "The input unread" + end);
    refused(
        Graph.builder().sequence("x", 2).output("x"),
        "A graph expects one node or more; received none. Add a layer or a join.");
    refused(
        Graph.builder().sequence("x", 2).layer("a", Layers.gru(2), "x").output("a", "a"),
        "A graph expects each output once; received [a, a]. Name a a single time.");
  }

  @Test
  void signalsOfDifferentBatchesAreRefused() {
    Graph graph =
        Graph.builder()
            .sequence("x", 1)
            .values("v", 2)
            .layer("a", Layers.gru(2), "x")
            .layer("b", Layers.dense(2), "v")
            .output("a", "b")
            .build(1);
    Tape tape = Tape.inference(engine);
    Map<String, Signal> signals =
        Map.of("x", Signal.of(tape.constant(0f, 5, 3, 1)), "v", Signal.of(tape.constant(0f, 2, 2)));
    assertThatThrownBy(() -> graph.forward(tape, signals))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Graph([x, v] to [a, b]) expects inputs of one batch; received 2 examples of v beside 3"
                + " of x. Cut all inputs from the same rows.");
  }

  private static void refused(GraphBuilder builder, String message) {
    assertThatThrownBy(() -> builder.build(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void inputsThatDoNotFitAreRefusedByName() {
    Graph graph = news();
    Map<String, Tensor> good = inputs(0);
    Map<String, Tensor> missing = new LinkedHashMap<>(good);
    missing.remove("image");
    assertThatThrownBy(() -> graph.predict(missing))
        .hasMessageStartingWith(
            "Graph([text, numbers, image] to [answer, next]) expects the inputs [text, numbers,"
                + " image]; received [");
    refused(
        graph,
        good,
        "numbers",
        Tensor.zeros(3, 5, 4),
        "The input numbers of a graph expects [batch, time, 2]; received [3, 5, 4]. Check which"
            + " tensor has that name, and its axes.");
    refused(
        graph,
        good,
        "image",
        Tensor.zeros(2, 3),
        "Graph([text, numbers, image] to [answer, next]) expects inputs of one batch; received 2"
            + " examples of image beside 3 of text. Cut all inputs from the same rows.");
    assertThatThrownBy(
            () ->
                graph.predict(
                    Map.of(
                        "text",
                        Tensor.zeros(0, 4),
                        "numbers",
                        Tensor.zeros(0, 5, 2),
                        "image",
                        Tensor.zeros(0, 3))))
        .hasMessage(
            "Graph([text, numbers, image] to [answer, next]) expects one example or more; received"
                + " an empty batch. Check the row range or the filter that made it.");
    assertThatThrownBy(() -> graph.predict(engine, good, Map.of("text", Lengths.of(1, 2, 5))))
        .hasMessage(
            "The input text of a graph expects lengths from 0 to 4 (the time axis); sequence 2 has"
                + " 5. Pad the batch to its longest sequence.");
    assertThatThrownBy(() -> graph.predict(engine, good, Map.of("image", Lengths.of(1, 2, 3))))
        .hasMessageContaining("expects lengths for some of its sequences [text, numbers]");
  }

  private static void refused(
      Graph graph, Map<String, Tensor> good, String name, Tensor bad, String message) {
    Map<String, Tensor> inputs = new LinkedHashMap<>(good);
    inputs.put(name, bad);
    assertThatThrownBy(() -> graph.predict(inputs)).hasMessage(message);
  }

  @Test
  void sequencesOfDifferentLengthsAreNotJoined() {
    Graph graph =
        Graph.builder().sequence("x", 1).sequence("y", 1).add("z", "x", "y").output("z").build(1);
    Map<String, Tensor> in = Map.of("x", Tensor.zeros(1, 3, 1), "y", Tensor.zeros(1, 3, 1));
    assertThatThrownBy(() -> graph.predict(engine, in, Map.of("y", Lengths.of(2))))
        .hasMessage(
            "At the node z of a graph: a join expects sequences of the same lengths; received y"
                + " with Lengths[2] beside full lengths. Give the inputs the same lengths, or"
                + " return one value per sequence.");
  }

  @Test
  void aSummaryNamesEveryNode() {
    assertThat(news().summary().lines())
        .containsExactly(
            "text: [batch, time] token ids",
            "numbers: [batch, time, 2]",
            "image: [batch, 3]",
            "words: embedding of text, width 4, 24 weights, EmbeddingConfig[tokens=6, width=4,"
                + " paddingId=-1]",
            "reading: gru of words, width 4, 120 weights, RecurrentConfig[cell=GruConfig[units=4,"
                + " form=RESET_AFTER, bias=true, init=KERAS], layers=1, returnSequences=false,"
                + " reverse=false, dropout=0.0]",
            "trend: lstm of numbers, width 3, 72 weights, RecurrentConfig[cell=LstmConfig[units=3,"
                + " bias=true, forgetBias=1.0, init=KERAS], layers=1, returnSequences=false,"
                + " reverse=false, dropout=0.0]",
            "all: CONCAT of reading, trend, image, width 10, 0 weights",
            "answer: dense of all, width 2, 22 weights, DenseConfig[units=2, activation=LINEAR,"
                + " bias=true]",
            "next: TiedDense(Embedding(tokens=6, width=4)) of reading, width 6, 6 weights",
            "returns answer, next");
  }
}
