package dev.timestep.bench.compare;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.data.Batch;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Conv1dConfig;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.Signal;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Adam;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A batch through layers of this library. */
final class TimestepTask implements Contender.Task {
  private final Engine engine;
  private final ShapeSpec shape;
  private final Sequential trained;
  private final Sequential run;
  private final Batch batch;
  private final Supervised objective;
  private final Trainer<Batch> trainer;
  private final Tape inference;
  private final Tensor timeMajor;

  TimestepTask(Engine engine, Problem problem) {
    this.engine = engine;
    shape = problem.shape();
    boolean words = shape.words() > 0;
    trained = model(shape, words);
    run = words || shape.cell().isConvolution() ? trained : model(shape, true);
    TimestepWeights.load(trained, problem);
    TimestepWeights.load(run, problem);
    timeMajor = inputs(problem);
    Tensor targets = targets(problem);
    Lengths lengths = shape.shortest() == 0 ? null : Lengths.of(problem.lengths());
    batch = new Batch(timeMajor.swapBatchAndTime(), lengths, targets);
    objective = new Supervised(trained, words ? Losses.softmaxCrossEntropy() : Losses.mse());
    trainer = new Trainer<>(objective, new Adam(1e-3), TrainerConfig.defaults(), engine);
    inference = Tape.inference(engine);
  }

  /** Time-major; an image is one step. */
  private static Tensor inputs(Problem problem) {
    ShapeSpec shape = problem.shape();
    if (shape.words() > 0) {
      return Tensor.of(problem.inputs(), shape.time(), shape.batch());
    }
    int steps = shape.cell() == Cell.CONV2D ? 1 : shape.time();
    int width = problem.inputs().length / steps / shape.batch();
    return Tensor.of(problem.inputs(), steps, shape.batch(), width);
  }

  /** Batch-first: one row for each step of words and convolutions, else one for each sequence. */
  private static Tensor targets(Problem problem) {
    ShapeSpec shape = problem.shape();
    if (shape.words() > 0) {
      return Tensor.of(problem.targets(), shape.time(), shape.batch()).swapBatchAndTime();
    }
    if (shape.cell().isConvolution()) {
      int steps = shape.cell() == Cell.CONV2D ? 1 : new Convolutions(shape).outputSide();
      int width = problem.targets().length / steps / shape.batch();
      return Tensor.of(problem.targets(), steps, shape.batch(), width).swapBatchAndTime();
    }
    return Tensor.of(problem.targets(), shape.batch(), shape.directions() * shape.units());
  }

  private static Sequential convolutions(ShapeSpec shape) {
    Convolutions sizes = new Convolutions(shape);
    Taps taps = shape.taps();
    List<LayerConfig> layers = new ArrayList<>();
    for (int layer = 0; layer < shape.layers(); layer++) {
      int side = sizes.side(layer);
      if (shape.cell() == Cell.CONV2D) {
        layers.add(
            Layers.conv2d(side, side, shape.units(), taps.kernel()).same().stride(taps.stride()));
      } else {
        Conv1dConfig config = Layers.conv1d(shape.units(), taps.kernel());
        config = taps.causal() ? config.causal() : config.same();
        layers.add(config.stride(taps.stride()).dilation(taps.dilation()));
      }
    }
    int width = shape.cell() == Cell.CONV2D ? sizes.places(0) : 1;
    return Sequential.of(width * shape.features(), 1, layers);
  }

  /** A fresh model; whether its recurrent layers return every step or only the last. */
  static Sequential model(ShapeSpec shape, boolean sequences) {
    if (shape.cell().isConvolution()) {
      return convolutions(shape);
    }
    RecurrentConfig recurrent =
        switch (shape.cell()) {
          case RNN -> Layers.simpleRnn(shape.units());
          case GRU -> Layers.gru(shape.units());
          case LSTM -> Layers.lstm(shape.units());
          case CONV1D, CONV2D -> throw new IllegalArgumentException(shape.toString());
        };
    recurrent = recurrent.layers(shape.layers());
    if (sequences) {
      recurrent = recurrent.sequences();
    }
    List<LayerConfig> layers = new ArrayList<>();
    if (shape.words() > 0) {
      layers.add(Layers.embedding(shape.words(), shape.features()));
    }
    layers.add(shape.directions() == 2 ? recurrent.bidirectional() : recurrent);
    if (shape.words() > 0) {
      layers.add(Layers.dense(shape.words()));
    }
    return Sequential.of(shape.words() > 0 ? 1 : shape.features(), 1, layers);
  }

  private Variable forward() {
    inference.reset(0);
    Signal fresh = new Signal(inference.constant(timeMajor), batch.lengths());
    return run.forward(inference, fresh).value();
  }

  @Override
  public SequencedMap<String, float[]> answers() {
    SequencedMap<String, float[]> answers = new LinkedHashMap<>();
    Variable output = forward();
    answers.put("output", Arrays.copyOf(output.data(), output.shape().size()));
    Tape tape = Tape.training(engine, 1);
    trained.parameters().values().forEach(Parameter::clearGradient);
    Variable loss = objective.loss(tape, batch);
    answers.put("loss", new float[] {loss.data()[0]});
    tape.backward(loss);
    answers.putAll(TimestepWeights.gradients(trained, shape));
    for (int step = 1; step <= Contender.COMPARED_STEPS; step++) {
      trainer.step(batch);
      tape.reset(step);
      float after = objective.loss(tape, batch).data()[0];
      answers.put(Contender.lossAfter(step), new float[] {after});
    }
    return answers;
  }

  @Override
  public SequencedMap<String, Runnable> jobs() {
    SequencedMap<String, Runnable> jobs = new LinkedHashMap<>();
    jobs.put(Contender.TRAIN, () -> trainer.step(batch));
    jobs.put(Contender.FORWARD, this::forward);
    return jobs;
  }

  @Override
  public long heldFloats() {
    Tape tape = Tape.training(engine, 1);
    objective.loss(tape, batch);
    return tape.heldFloats();
  }

  @Override
  public void close() {
    // All of it is on the heap.
  }
}
