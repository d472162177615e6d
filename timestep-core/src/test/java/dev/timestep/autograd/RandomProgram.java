package dev.timestep.autograd;

import dev.timestep.nn.Losses;
import dev.timestep.nn.cell.GruCell;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LstmCell;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.SimpleRnnCell;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A program of random ops over time-major values [T, B, F]. Which ops, and between which values, is
 * a function of the two seeds and of where the second takes over, so that two programs can have the
 * same beginning; the numbers are another matter.
 */
final class RandomProgram {
  private static final int OPS = 14;

  private final SplittableRandom head;
  private final SplittableRandom tail;
  private final int shared;
  private final int time;
  private final int batch;
  private final int width;

  /** A program whose first {@code shared} ops are chosen by {@code headSeed} alone. */
  RandomProgram(long headSeed, long tailSeed, int shared, int time, int batch, int width) {
    this.head = new SplittableRandom(headSeed);
    this.tail = new SplittableRandom(tailSeed);
    this.shared = shared;
    this.time = time;
    this.batch = batch;
    this.width = width;
  }

  /** Runs forward and backward; every value and every gradient in a fixed order. */
  List<Tensor> run(Tape tape, Weights weights, long dataSeed) {
    SplittableRandom data = new SplittableRandom(dataSeed);
    Variable first = tape.input(Init.uniform(1, data, time, batch, width));
    List<Variable> values = new ArrayList<>(List.of(first));
    for (int op = 0; op < OPS; op++) {
      SplittableRandom random = op < shared ? head : tail;
      Variable x = values.get(random.nextInt(values.size()));
      tape.enter("op " + op);
      values.add(apply(random.nextInt(19), random, tape, weights, x, values, data));
      tape.exit();
    }
    Tensor target = Init.uniform(1, data, time, batch, width);
    Variable loss = Losses.huber(0.5f).apply(values.getLast(), target, null);
    for (Variable value : values) {
      loss = loss.add(value.square().mean());
    }
    tape.backward(loss);
    List<Tensor> all = new ArrayList<>(List.of(loss.value()));
    for (Variable value : values) {
      all.add(value.value());
      all.add(value.gradientValue());
    }
    return all;
  }

  private Variable apply(
      int which,
      SplittableRandom random,
      Tape tape,
      Weights weights,
      Variable x,
      List<Variable> values,
      SplittableRandom data) {
    return switch (which) {
      case 0 -> x.tanh();
      case 1 -> x.sigmoid().oneMinus();
      case 2 -> x.add(values.get(random.nextInt(values.size())));
      case 3 -> x.multiply(values.get(random.nextInt(values.size()))).tanh();
      case 4 -> x.subtract(tape.constant(Init.uniform(1, data, batch, 1)));
      case 5 -> x.multiply(random.nextInt(3) - 0.5f);
      case 6 -> LinearOp.apply(x, tape.parameter(weights.square), tape.parameter(weights.bias));
      case 7 -> x.transpose(0, 1).transpose(1, 0).abs();
      case 8 -> slices(x, random.nextInt(time + 1));
      case 9 -> DropoutOp.apply(x, 0.25 * random.nextInt(3));
      case 10 -> normalised(tape, weights, x);
      case 11 -> x.softmax().subtract(x.sum(random.nextInt(3)).softmax());
      case 12 -> lookUp(tape, weights, random, data).add(x);
      case 13 -> chosen(x, values.get(random.nextInt(values.size())), data);
      case 14 -> x.reshape(batch * time, width).relu().reshape(time, batch, width);
      case 15 -> steps(x);
      case 16 -> weights.lstm.unroll(tape, x, null, lengths(random, data), false).outputs();
      case 17 -> weights.gru.unroll(tape, x, null, lengths(random, data), true).outputs();
      default -> weights.rnn.unroll(tape, x, null, lengths(random, data), false).outputs();
    };
  }

  private Lengths lengths(SplittableRandom random, SplittableRandom data) {
    if (random.nextBoolean()) {
      return Lengths.full(batch, time);
    }
    int[] some = new int[batch];
    Arrays.setAll(some, b -> data.nextInt(time + 1));
    return Lengths.of(some);
  }

  private static Variable slices(Variable x, int middle) {
    int time = x.shape().dim(0);
    return Variable.concat(0, List.of(x.slice(0, middle, time), x.slice(0, 0, middle)));
  }

  private static Variable steps(Variable x) {
    List<Variable> steps = new ArrayList<>();
    for (int t = x.shape().dim(0) - 1; t >= 0; t--) {
      steps.add(x.at(t));
    }
    return Variable.stack(steps);
  }

  private static Variable normalised(Tape tape, Weights weights, Variable x) {
    return LayerNormOp.apply(x, tape.parameter(weights.bias), tape.parameter(weights.bias), 1e-5f);
  }

  private Variable lookUp(
      Tape tape, Weights weights, SplittableRandom random, SplittableRandom data) {
    Tensor ids = Tensor.zeros(time, batch);
    for (int at = 0; at < ids.data().length; at++) {
      ids.data()[at] = data.nextInt(Weights.ROWS);
    }
    Lengths lengths = random.nextBoolean() ? null : lengths(random, data);
    return RowOps.gather(
        "A program", tape.parameter(weights.table), tape.constant(ids), 1, lengths);
  }

  private static Variable chosen(Variable x, Variable other, SplittableRandom data) {
    boolean[] first = new boolean[x.shape().dim(0)];
    for (int at = 0; at < first.length; at++) {
      first[at] = data.nextBoolean();
    }
    return RowOps.select(first, x, other);
  }

  /** What programs of one width compute with. */
  static final class Weights {
    static final int ROWS = 5;
    final Parameter square;
    final Parameter bias;
    final Parameter table;
    final LstmCell lstm;
    final GruCell gru;
    final SimpleRnnCell rnn;

    Weights(int width) {
      SplittableRandom random = new SplittableRandom(width);
      square = new Parameter(Init.uniform(1, random, width, width));
      bias = new Parameter(Init.uniform(1, random, width));
      table = new Parameter(Init.uniform(1, random, ROWS, width));
      lstm = new LstmCell(LstmConfig.of(width), width, random);
      gru = new GruCell(GruConfig.of(width), width, random);
      rnn = new SimpleRnnCell(SimpleRnnConfig.of(width), width, random);
    }

    List<Parameter> all() {
      List<Parameter> all = new ArrayList<>(List.of(square, bias, table));
      all.addAll(lstm.parameters().values());
      all.addAll(gru.parameters().values());
      all.addAll(rnn.parameters().values());
      return all;
    }
  }
}
