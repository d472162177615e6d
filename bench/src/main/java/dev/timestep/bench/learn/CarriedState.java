package dev.timestep.bench.learn;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.TimeMajorOp;
import dev.timestep.autograd.Variable;
import dev.timestep.data.Batch;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.Signal;
import dev.timestep.nn.Streaming;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Objective;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Truncated backpropagation through time: the state after a piece of text is the state before the
 * next, as a number without a gradient. The loss is in nats a character.
 *
 * <p>Training and validation have states of their own. A checkpoint does not hold them, so a run
 * that is to be resumed writes checkpoints between epochs only, where a state is dropped anyway.
 */
public final class CarriedState implements Objective<Piece> {
  private final Sequential model;
  private final Streaming streaming;
  private final Map<String, Tensor> training = new LinkedHashMap<>();
  private final Map<String, Tensor> scoring = new LinkedHashMap<>();

  /** Of a causal model from one-hot characters to scores of the next. */
  public CarriedState(Sequential model) {
    this.model = model;
    this.streaming = model.streaming();
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return model.parameters();
  }

  @Override
  public Variable loss(Tape tape, Piece piece) {
    return loss(tape, piece, training);
  }

  @Override
  public int examples(Piece piece) {
    return piece.batch().size();
  }

  @Override
  public Score score(Tape tape, Piece piece) {
    Batch batch = piece.batch();
    return new Score(loss(tape, piece, scoring).data()[0], (double) batch.size() * batch.time());
  }

  @Override
  public String describe() {
    return model.configs() + ", state carried";
  }

  private Variable loss(Tape tape, Piece piece, Map<String, Tensor> carried) {
    Batch batch = piece.batch();
    Map<String, Variable> before = new LinkedHashMap<>();
    if (piece.first()) {
      before.putAll(streaming.initialState(tape, batch.size()));
    } else {
      carried.forEach((name, value) -> before.put(name, tape.constant(value)));
    }
    Signal characters = Signal.ofSequences(tape, batch.inputs(), null);
    Streaming.Streamed run = streaming.run(tape, characters, before);
    run.state().forEach((name, after) -> carried.put(name, after.value()));
    Tensor next = TimeMajorOp.tensor(tape, batch.targets());
    return Losses.softmaxCrossEntropy().apply(run.output().value(), next, null);
  }
}
