package dev.timestep.nn;

import java.util.random.RandomGenerator;

/**
 * Settings of an {@link Embedding}.
 *
 * @param tokens number of ids
 * @param width width of a vector
 * @param paddingId the id that stands for padding, −1 for none
 */
public record EmbeddingConfig(int tokens, int width, int paddingId) implements LayerConfig {
  public EmbeddingConfig {
    Embedding.check(tokens, width, paddingId);
  }

  /** The same with an id that stands for padding. */
  public EmbeddingConfig padding(int id) {
    return new EmbeddingConfig(tokens, width, id);
  }

  /** The same with whole words dropped while it trains; see {@link WordDropout}. */
  public WordDropoutConfig wordDropout(double rate) {
    return new WordDropoutConfig(this, rate);
  }

  @Override
  public String kind() {
    return "embedding";
  }

  @Override
  public boolean readsTokens() {
    return true;
  }

  @Override
  public int outputFeatures(int features) {
    return width;
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    return new Embedding(tokens, width, paddingId, random);
  }
}
