package dev.timestep.nn;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.RowOps;
import dev.timestep.autograd.Tape;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * A table of vectors looked up by token id: ids [time, batch] to vectors [time, batch, width].
 *
 * <p>Parameter: {@code table} [tokens, width], started uniform within ±0.05 (Keras). The vector of
 * the padding id, if there is one, is zero and is not trained. Ids past a sequence's length are not
 * looked up. {@link #pretrained} uses vectors from elsewhere, trained further or frozen.
 */
public final class Embedding implements Layer {
  /** No id stands for padding. */
  public static final int NO_PADDING = -1;

  private final int tokens;
  private final int width;
  private final int paddingId;
  private final Parameter table;

  public Embedding(int tokens, int width, int paddingId, RandomGenerator random) {
    check(tokens, width, paddingId);
    this.tokens = tokens;
    this.width = width;
    this.paddingId = paddingId;
    this.table = new Parameter(Init.uniform(0.05f, random, tokens, width));
  }

  static void check(int tokens, int width, int paddingId) {
    if (tokens < 1 || width < 1 || paddingId < NO_PADDING || paddingId >= tokens) {
      throw new IllegalArgumentException(
          "Embedding expects tokens and width of 1 or more and a padding id from -1 to tokens - 1;"
              + " received tokens="
              + tokens
              + ", width="
              + width
              + ", paddingId="
              + paddingId
              + ".");
    }
  }

  /** The vectors [tokens, width]: for another layer that shares them, see {@link TiedDense}. */
  public Parameter table() {
    return table;
  }

  /**
   * Takes up vectors that were trained elsewhere, such as word2vec or GloVe.
   *
   * @param vectors [tokens, width], copied
   * @param freeze whether to keep them as they are while the rest is trained
   * @return this layer
   */
  public Embedding pretrained(Tensor vectors, boolean freeze) {
    if (!vectors.shape().equals(table.shape())) {
      throw new IllegalArgumentException(
          this
              + " expects vectors "
              + table.shape()
              + ", one for each token; received "
              + vectors.shape()
              + ". Order them by token id, and give unknown tokens a vector too.");
    }
    table.assign(vectors);
    table.freeze(freeze);
    return this;
  }

  /** Takes up the vector of one token, copied; the others stay as they are. */
  public Embedding pretrained(int token, float... vector) {
    if (token < 0 || token >= tokens || vector.length != width) {
      throw new IllegalArgumentException(
          this
              + " expects a token from 0 to "
              + (tokens - 1)
              + " and a vector of "
              + width
              + " numbers; received token "
              + token
              + " and "
              + vector.length
              + " numbers.");
    }
    System.arraycopy(vector, 0, table.value().data(), token * width, width);
    table.changed();
    return this;
  }

  @Override
  public String kind() {
    return "embedding";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    all.put("table", table);
    return all;
  }

  @Override
  public Streaming streaming() {
    return Streaming.stepwise(this);
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    Inputs.checkTokens(this, input);
    return input.with(
        RowOps.gather(this, tape.parameter(table), input.value(), paddingId, input.lengths()));
  }

  @Override
  public String toString() {
    return "Embedding(tokens=" + tokens + ", width=" + width + ")";
  }
}
