package dev.timestep.nn;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.WordDropOp;
import java.util.SequencedMap;

/**
 * An embedding of which whole words are dropped while it trains: all places of a batch that read
 * one token, together (Gal and Ghahramani 2016; AWD-LSTM's embedding dropout).
 *
 * <p>Parameters: those of the embedding. Does nothing in prediction.
 */
public final class WordDropout implements Layer {
  private final Layer embedding;
  private final double rate;

  /**
   * A layer around {@code embedding}.
   *
   * @param rate from 0 up to, not including, 1
   */
  public WordDropout(Layer embedding, double rate) {
    Dropout.checkRate("Dropout of words", rate);
    this.embedding = embedding;
    this.rate = rate;
  }

  @Override
  public String kind() {
    return embedding.kind();
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return embedding.parameters();
  }

  @Override
  public Streaming streaming() {
    return Streaming.stepwise(this);
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    Signal vectors = embedding.forward(tape, input);
    return vectors.with(WordDropOp.apply(vectors.value(), input.value(), rate));
  }

  @Override
  public String toString() {
    return "WordDropout(" + embedding + ", rate=" + rate + ")";
  }
}
