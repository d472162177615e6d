package dev.timestep.nn;

import dev.timestep.nn.cell.Settings;
import java.util.random.RandomGenerator;

/**
 * Settings of a {@link WordDropout}.
 *
 * @param embedding the table of vectors
 * @param rate of words, from 0 up to, not including, 1; 0.1 in AWD-LSTM
 */
public record WordDropoutConfig(EmbeddingConfig embedding, double rate) implements LayerConfig {
  public WordDropoutConfig {
    Settings.of("WordDropout").given("embedding", embedding).finite("rate", rate);
    Dropout.checkRate("Dropout of words", rate);
  }

  @Override
  public String kind() {
    return embedding.kind();
  }

  @Override
  public boolean readsTokens() {
    return true;
  }

  @Override
  public int outputFeatures(int features) {
    return embedding.outputFeatures(features);
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    return new WordDropout(embedding.build(features, random), rate);
  }
}
