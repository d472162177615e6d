package dev.timestep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.LayerNormOp;
import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.RowOps;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.recurrent.LstmOp;
import dev.timestep.autograd.recurrent.RecurrentInputs;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.LstmCell;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.LstmState;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is wrong is refused at the edge, by a message that says who, what and what to do. */
class BadInputTest {
  private final Tape tape = Tape.recording(Engine.withThreads(1));
  private final Random random = new Random(1);
  private final Recurrent<LstmState> lstm =
      new Recurrent<>(new LstmCell(LstmConfig.of(16), 8, random), true, false);

  private static DynamicTest refused(String what, Runnable attempt, String message) {
    return DynamicTest.dynamicTest(
        what,
        () ->
            assertThatThrownBy(attempt::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message));
  }

  private Variable value(int... sizes) {
    return tape.input(Tensor.zeros(sizes));
  }

  // ---------------------------------------------------------------- settings

  @TestFactory
  Stream<DynamicTest> settings() {
    return Stream.of(
        refused(
            "no units, rnn",
            () -> SimpleRnnConfig.of(0),
            "SimpleRnn expects units of 1 or more; received 0."),
        refused(
            "no units, lstm",
            () -> LstmConfig.of(-1),
            "Lstm expects units of 1 or more; received -1."),
        refused(
            "no units, gru", () -> GruConfig.of(0), "Gru expects units of 1 or more; received 0."),
        refused(
            "no units, dense",
            () -> Layers.dense(0),
            "Dense expects units of 1 or more; received 0."),
        refused(
            "no features, cell",
            () -> LstmConfig.of(3).build(0, random),
            "A recurrent cell expects features of 1 or more; received 0. Check the width of its"
                + " input."),
        refused(
            "no features, dense",
            () -> new Dense(0, 3, random),
            "Dense expects features of 1 or more; received 0. Check the width of its input."),
        refused(
            "no features, norm",
            () -> new LayerNorm(0),
            "LayerNorm expects features of 1 or more; received 0. Check the width of its input."),
        refused(
            "epsilon of zero",
            () -> new LayerNormConfig(0),
            "LayerNorm expects an epsilon above 0; received 0.0. The default is 1.0E-5."),
        refused(
            "padding id outside the table",
            () -> Layers.embedding(5, 3).padding(5),
            "Embedding expects tokens and width of 1 or more and a padding id from -1 to tokens -"
                + " 1; received tokens=5, width=3, paddingId=5."),
        refused(
            "no layers in a stack",
            () -> Layers.lstm(3).layers(0),
            "A recurrent layer expects layers of 1 or more; received 0."),
        refused(
            "an empty stack",
            () -> new RecurrentStack(List.of(), 0),
            "RecurrentStack expects one layer or more; received none."),
        refused(
            "a stack over last outputs",
            () -> new RecurrentStack(List.of(new Recurrent<>(lstm.cell()), lstm), 0),
            "RecurrentStack expects all layers but the last to return sequences; Lstm(features=8,"
                + " units=16) returns its last output. Pass true for returnSequences."),
        refused(
            "dropout of everything",
            () -> Layers.dropout(1),
            "Dropout expects a rate from 0 up to, not including, 1; received 1.0."),
        refused(
            "dropout that is not a number",
            () -> Layers.lstm(3).dropout(Double.NaN),
            "Recurrent expects dropout to be a finite number; received NaN."),
        refused(
            "a model of nothing",
            () -> Sequential.of(3, 1),
            "Sequential expects one layer or more; received none."),
        refused(
            "delta of zero",
            () -> Losses.huber(0),
            "Huber's loss expects a delta above 0; received 0.0."),
        refused(
            "quantile of one",
            () -> Losses.quantile(0.5f, 1),
            "The quantile loss expects quantiles between 0 and 1; received 1.0."),
        refused(
            "no quantile",
            () -> Losses.quantile(),
            "The quantile loss expects one quantile or more."),
        refused(
            "weights of another shape",
            () -> new Parameter(Tensor.zeros(2, 3)).assign(Tensor.zeros(3, 2)),
            "A parameter of shape [2, 3] cannot take a value of shape [3, 2]. Load weights into a"
                + " model of the same configuration."));
  }

  // ---------------------------------------------------------------- inputs

  @TestFactory
  Stream<DynamicTest> inputs() {
    Sequential model = Sequential.of(8, 1, Layers.lstm(16));
    return Stream.of(
        refused(
            "one column too many",
            () -> model.predict(Tensor.zeros(32, 10, 9)),
            "Lstm(features=8, units=16) expects [batch, time, 8]; received [32, 10, 9]. Check the"
                + " number of input columns."),
        refused(
            "last output into a recurrent layer",
            () -> lstm.forward(tape, Signal.of(value(32, 8))),
            "Lstm(features=8, units=16) expects [batch, time, 8]; received [32, 8]. A recurrent"
                + " layer before it must return sequences; a single column still needs its own"
                + " axis."),
        refused(
            "a vector as a batch",
            () -> model.predict(Tensor.zeros(8)),
            model
                + " expects [batch, time, features]; received [8]. A batch of one still needs its"
                + " own axis, and so does a single column."),
        refused(
            "values for a model of sequences",
            () -> model.predict(Tensor.zeros(8, 8)),
            model
                + " expects [batch, time, features]; received [8, 8]. A batch of one still needs"
                + " its own axis, and so does a single column."),
        refused(
            "a length past the end of what a model reads",
            () -> model.predict(Tensor.zeros(2, 4, 8), Lengths.of(1, 5)),
            model
                + " expects lengths from 0 to 4 (the time axis); sequence 1 has 5. Pad the batch"
                + " to its longest sequence."),
        refused(
            "a batch of nothing",
            () -> model.predict(Tensor.zeros(0, 10, 8)),
            "Lstm(features=8, units=16) expects one sequence or more of one step or more; received"
                + " [0, 10, 8]. Check the rows and the window that the batch was cut from; a"
                + " sequence without steps is a padded one of length 0."),
        refused(
            "lengths for another batch",
            () -> Signal.ofSequences(tape, Tensor.zeros(3, 4, 8), Lengths.of(1, 2)),
            "A batch of sequences expects one length per sequence, 3 in all; received 2. Give the"
                + " batch and its lengths the same number of sequences."),
        refused(
            "a length past the end",
            () -> Signal.ofSequences(tape, Tensor.zeros(2, 4, 8), Lengths.of(1, 5)),
            "A batch of sequences expects lengths from 0 to 4 (the time axis); sequence 1 has 5."
                + " Pad the batch to its longest sequence."),
        refused(
            "lengths for another batch, recurrent",
            () -> lstm.forward(tape, new Signal(value(4, 3, 8), Lengths.of(1, 2))),
            "Lstm(features=8, units=16) expects one length per sequence, 3 in all; received 2. Give"
                + " the batch and its lengths the same number of sequences."),
        refused(
            "a length past the end, recurrent",
            () -> lstm.forward(tape, new Signal(value(4, 2, 8), Lengths.of(4, 9))),
            "Lstm(features=8, units=16) expects lengths from 0 to 4 (the time axis); sequence 1 has"
                + " 9. Pad the batch to its longest sequence."),
        refused(
            "a negative length",
            () -> Lengths.of(3, -1),
            "A sequence length is 0 or more; sequence 1 has -1."),
        refused(
            "a state for another batch",
            () ->
                lstm.unroll(
                    tape, Signal.of(value(4, 3, 8)), new LstmState(value(2, 16), value(2, 16))),
            "Lstm(features=8, units=16) expects an initial state of the shapes [[3, 16], [3, 16]];"
                + " received [[2, 16], [2, 16]]. A state has one row per sequence."),
        refused(
            "a state of another width",
            () ->
                lstm.unroll(
                    tape, Signal.of(value(4, 3, 8)), new LstmState(value(3, 16), value(3, 8))),
            "Lstm(features=8, units=16) expects an initial state of the shapes [[3, 16], [3, 16]];"
                + " received [[3, 16], [3, 8]]. A state has one row per sequence."),
        refused(
            "another width, dense",
            () -> new Dense(4, 2, random).forward(tape, Signal.of(value(7, 3, 5))),
            "Dense(features=4, units=2) expects a last axis of 4; received [3, 7, 5]. Check the"
                + " layer before it."),
        refused(
            "another width, norm",
            () -> new LayerNorm(4).forward(tape, Signal.of(value(3, 5))),
            "LayerNorm(features=4) expects a last axis of 4; received [3, 5]. Check the layer"
                + " before it."));
  }

  @TestFactory
  Stream<DynamicTest> tokens() {
    Embedding table = new Embedding(5, 2, Embedding.NO_PADDING, random);
    return Stream.of(
        refused(
            "ids with a feature axis",
            () -> table.forward(tape, Signal.of(value(7, 3, 1))),
            "Embedding(tokens=5, width=2) expects token ids [batch, time]; received [3, 7, 1]. Give"
                + " ids without a feature axis."),
        refused("an id too large", () -> lookUp(table, 5), idMessage("5.0")),
        refused("a negative id", () -> lookUp(table, -1), idMessage("-1.0")),
        refused("half an id", () -> lookUp(table, 1.5f), idMessage("1.5")),
        refused("an id that is not a number", () -> lookUp(table, Float.NaN), idMessage("NaN")),
        refused(
            "lengths for another batch",
            () -> table.forward(tape, new Signal(value(4, 3), Lengths.of(1, 2))),
            "Embedding(tokens=5, width=2) expects one length per sequence, 3 in all; received 2."
                + " Give the batch and its lengths the same number of sequences."));
  }

  private void lookUp(Embedding table, float id) {
    table.forward(tape, Signal.of(tape.constant(Tensor.of(new float[] {0, 1, 2, 3, 4, id}, 3, 2))));
  }

  private static String idMessage(String id) {
    return "Embedding(tokens=5, width=2) expects whole ids from 0 to 4; received "
        + id
        + " of example 1, step 2. Map unknown tokens to the id of the unknown token.";
  }

  // ---------------------------------------------------------------- targets

  @TestFactory
  Stream<DynamicTest> targets() {
    return Stream.of(
        refused(
            "one target column too many",
            () -> Losses.mse().apply(value(32, 1), Tensor.zeros(32, 2), null),
            "The loss mse expects targets of the predictions' shape [32, 1]; received [32, 2]."
                + " Check the last layer's width and the number of target columns."),
        refused(
            "a target per step for one prediction",
            () -> Losses.mae().apply(value(3, 1), Tensor.zeros(3, 7, 1), null),
            "The loss mae expects targets of the predictions' shape [3, 1]; received [3, 7, 1]."
                + " Check the last layer's width and the number of target columns."),
        refused(
            "more quantiles than columns",
            () -> Losses.quantile(0.1f, 0.9f).apply(value(4, 3), Tensor.zeros(4, 1), null),
            "The quantile loss of 2 quantiles expects predictions with a last axis of 2; received"
                + " [4, 3]."),
        refused(
            "one-hot rows",
            () -> Losses.softmaxCrossEntropy().apply(value(4, 3), Tensor.zeros(4, 3), null),
            "Softmax cross-entropy over logits [4, 3] expects class numbers [4]; received targets"
                + " [4, 3]. Give the number of each row's class rather than a one-hot row."),
        refused(
            "class numbers with an axis too many",
            () -> Losses.softmaxCrossEntropy().apply(value(4, 3), Tensor.zeros(4, 1), null),
            "Softmax cross-entropy over logits [4, 3] expects class numbers [4]; received targets"
                + " [4, 1]. Reshape them: targets.reshape(4)."),
        refused(
            "class numbers of steps with an axis too many",
            () -> Losses.softmaxCrossEntropy().apply(value(7, 4, 3), Tensor.zeros(7, 4, 1), null),
            "Softmax cross-entropy over logits [4, 7, 3] expects class numbers [4, 7]; received"
                + " targets [4, 7, 1]. Reshape them: targets.reshape(4, 7)."),
        refused(
            "a softmax of one class",
            () -> Losses.softmaxCrossEntropy().apply(value(4, 1), Tensor.zeros(4), null),
            "Softmax cross-entropy expects logits of two classes or more; received [4, 1], of which"
                + " a softmax is always 1. Give the last layer a unit for each class, or use"
                + " binaryCrossEntropy for a yes or no."),
        refused(
            "numbers without their axis",
            () -> Losses.mse().apply(value(4, 1), Tensor.zeros(4), null),
            "The loss mse expects targets of the predictions' shape [4, 1];"
                + " received [4]. Reshape them: targets.reshape(4, 1)."),
        refused(
            "a yes or no as -1 and 1",
            () ->
                Losses.binaryCrossEntropy()
                    .apply(value(2, 1), Tensor.of(new float[] {1, -1}, 2, 1), null),
            "The loss binary cross-entropy expects targets from 0 to 1; received -1.0 in column 0,"
                + " counted from 0. Write the classes as 0 and 1; for class numbers beyond 1 use"
                + " softmaxCrossEntropy and a unit for each class."),
        refused(
            "classes a sequence for logits a step",
            () -> Losses.softmaxCrossEntropy().apply(value(7, 4, 3), Tensor.zeros(4), null),
            "Softmax cross-entropy over logits [4, 7, 3] expects class numbers [4, 7]; received"
                + " targets [4]. Give one class number for each row of logits; a model that returns"
                + " one answer per sequence has one per sequence, a model that answers every step"
                + " has one per step."),
        refused(
            "a class too large",
            () -> classify(3),
            classMessage(
                "3.0",
                "Number the classes from 0: subtract 1 if they are numbered from 1; if there is one"
                    + " class more, give the last layer a unit for it.")),
        refused(
            "a negative class",
            () -> classify(-1),
            classMessage(
                "-1.0", "Number the classes from 0, and give the last layer a unit for each.")),
        refused(
            "half a class",
            () -> classify(0.5f),
            classMessage(
                "0.5",
                "A class number is whole: check that the targets are classes and were not scaled;"
                    + " for numbers use a loss such as mse.")),
        refused(
            "logits without an axis",
            () -> Losses.softmaxCrossEntropy().apply(value(), Tensor.scalar(0), null),
            "Softmax cross-entropy expects logits [.., classes]; received a scalar."),
        refused(
            "lengths for another batch",
            () -> Losses.mse().apply(value(7, 3, 1), Tensor.zeros(7, 3, 1), Lengths.of(1, 2)),
            "A loss over sequences expects one length per sequence, 3 in all; received 2. Give the"
                + " batch and its lengths the same number of sequences."));
  }

  private void classify(float label) {
    Losses.softmaxCrossEntropy().apply(value(2, 3), Tensor.vector(0, label), null);
  }

  private static String classMessage(String label, String advice) {
    return "Softmax cross-entropy over 3 classes expects class indices from 0 to 2; received "
        + label
        + " at row 1. "
        + advice;
  }

  // ---------------------------------------------------------------- ops

  @TestFactory
  Stream<DynamicTest> ops() {
    return Stream.of(
        refused(
            "a product that does not fit",
            () -> value(2, 3).matmul(value(4, 5)),
            "matmul expects [.., k] times [k, n]; received [2, 3] times [4, 5]. The last axis of"
                + " the left must equal the first axis of the right."),
        refused(
            "a bias that does not fit",
            () -> LinearOp.apply(value(2, 3), value(3, 5), value(4)),
            "A linear op expects a bias [5] for a kernel [3, 5]; received [4]. Give one number per"
                + " column."),
        refused(
            "a sum that does not broadcast",
            () -> value(2, 3).add(value(2)),
            "add expects shapes that are equal or broadcast (an axis of size 1 is repeated);"
                + " received [2, 3] and [2]."),
        refused(
            "another size",
            () -> value(2, 3).reshape(4),
            "reshape keeps the number of elements; received [2, 3] (6 elements) for the shape [4]"
                + " (4 elements)."),
        refused(
            "past the end",
            () -> value(2, 3).slice(1, 1, 4),
            "slice expects 0 <= from <= to <= 3 on axis 1 of [2, 3]; received from 1 to 4."),
        refused(
            "parts that do not fit",
            () -> Variable.concat(0, List.of(value(2, 3), value(2, 4))),
            "concat along axis 0 expects shapes that agree on all other axes; received [[2, 3], [2,"
                + " 4]]."),
        refused(
            "nothing to join",
            () -> Variable.concat(0, List.of()),
            "concat expects one variable or more; received none."),
        refused(
            "nothing to stack",
            () -> Variable.stack(List.of()),
            "concat expects one variable or more; received none."),
        refused(
            "too few choices",
            () -> RowOps.select(new boolean[1], value(2, 3), value(2, 3)),
            "select expects two variables of one shape and a choice for each of their rows;"
                + " received [2, 3], [2, 3] and 1 choices."),
        refused(
            "a gain of another width",
            () -> LayerNormOp.apply(value(2, 3), value(4), value(3), 1e-5f),
            "Layer normalisation of [2, 3] expects a gain and an offset [3]; received [4] and"
                + " [3]."),
        refused(
            "kernels of another width",
            () -> LstmOp.plan(inputs(value(3, 16), value(4, 12), value(16)), null).run(),
            "A recurrent op over inputs [5, 2, 3] with 4 units expects a kernel [3, 16] and a"
                + " recurrent kernel [4, 16]; received [3, 16] and [4, 12]."),
        refused(
            "a bias of another width",
            () -> LstmOp.plan(inputs(value(3, 16), value(4, 16), value(4)), null).run(),
            "A recurrent op with 4 units and 4 gates expects a bias [16]; received [4]."));
  }

  private RecurrentInputs inputs(Variable kernel, Variable recurrentKernel, Variable bias) {
    return new RecurrentInputs(value(5, 2, 3), kernel, recurrentKernel, bias, null, null, false, 1);
  }

  // ---------------------------------------------------------------- nothing at all

  @TestFactory
  Stream<DynamicTest> activationsOfNothing() {
    return Stream.of(Activation.values())
        .map(
            activation ->
                DynamicTest.dynamicTest(
                    activation.name(),
                    () ->
                        assertThat(activation.apply(value(0, 3)).shape().toArray())
                            .containsExactly(0, 3)));
  }

  // ---------------------------------------------------------------- attention

  @TestFactory
  Stream<DynamicTest> attention() {
    Attention additive = Layers.additiveAttention(5).build(3, 4, random);
    Attention heads = Layers.multiHeadAttention(6, 2).build(3, 4, random);
    Attention causal = Layers.multiHeadAttention(6, 2).asCausal().build(3, 3, random);
    Signal memory = Signal.of(value(7, 2, 4));
    return Stream.of(
        refused(
            "heads that do not divide",
            () -> Layers.multiHeadAttention(64, 5),
            "MultiHeadAttention expects a number of heads that divides its units, 64; received 5."
                + " Choose, for example, heads of 32 or 64 units."),
        refused(
            "a context without being causal",
            () -> new MultiHeadAttentionConfig(4, 2, false, 3, 0, true),
            "MultiHeadAttention expects a context of 0 or more, and of 0 unless it is causal;"
                + " received 3, not causal. Use context(n), which makes it causal."),
        refused(
            "a negative context",
            () -> Layers.multiHeadAttention(4, 2).context(-1),
            "MultiHeadAttention expects a context of 0 or more, and of 0 unless it is causal;"
                + " received -1."),
        refused(
            "dot attention of two widths",
            () -> Layers.dotAttention().build(3, 4, random),
            "DotAttention expects queries as wide as the memory, 4; received 3. Use"
                + " GeneralAttention, which projects them."),
        refused(
            "a memory without time",
            () -> additive.remember(tape, Signal.of(value(2, 4))),
            "AdditiveAttention(query=3, memory=4, units=5) expects a memory [batch, time, 4];"
                + " received [2, 4]. A recurrent layer before it must return sequences."),
        refused(
            "queries of another width",
            () -> heads.attend(tape, Signal.of(value(5, 2, 4)), memory),
            "MultiHeadAttention(features=3 and 4, units=6, heads=2) expects queries [batch, 3] or"
                + " [batch, time, 3]; received [2, 5, 4]. Check the width of the layer that asks."),
        refused(
            "queries of another batch",
            () -> additive.attend(tape, Signal.of(value(3, 3)), memory),
            "AdditiveAttention(query=3, memory=4, units=5) expects as many queries as sequences in"
                + " its memory, 2; received 3. Give the query and the memory of one batch."),
        refused(
            "a length beyond the memory",
            () -> heads.remember(tape, new Signal(value(7, 2, 4), Lengths.of(7, 8))),
            "MultiHeadAttention(features=3 and 4, units=6, heads=2) expects lengths from 0 to 7"
                + " (the time axis); sequence 1 has 8. Pad the batch to its longest sequence."),
        refused(
            "causal over another sequence",
            () -> causal.attend(tape, Signal.of(value(5, 2, 3)), Signal.of(value(7, 2, 3))),
            "MultiHeadAttention(features=3, units=6, heads=2), causal, expects a query for each of"
                + " its memory's 7 steps; received 5. To look at another sequence use one that is"
                + " not causal."),
        refused(
            "a stream that grows",
            causal::streaming,
            "MultiHeadAttention(features=3, units=6, heads=2) cannot run step by step: it looks at"
                + " all earlier steps, and a stream has more and more of them. Give it a"
                + " context(n), the last n steps."),
        refused(
            "a stream that would look ahead",
            () -> new DotAttention(3, AttentionScale.NONE).streaming(),
            "DotAttention(features=3) cannot run step by step: each step looks at the whole"
                + " sequence, later steps included. Use Layers.multiHeadAttention(units,"
                + " heads).context(n), which looks at the last n steps."));
  }
}
