package dev.timestep.task.classify;

import static dev.timestep.task.message.Setting.setting;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.message.Require;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How a classifier of sequences is built and trained.
 *
 * @param network which network; empty for the best on validation
 * @param recurrent cell, units, layers and dropout; {@link RecurrentSettings#gru} of {@value
 *     #HIDDEN} by default. The units are those of each direction, and the filters of each
 *     convolution
 * @param epochs passes over the training cases; 0, the default, for as many as make some {@value
 *     #STEPS} steps, and {@value #MOST_EPOCHS} at most
 * @param batch cases per step; 16 by default
 * @param learningRate the highest rate; it warms up to it and falls to zero along a cosine; 0.004
 *     by default
 * @param folds parts of the training cases that are held out in turn; 5 by default. Below {@value
 *     #FEW} cases there are {@value #ROUNDS} rounds of them
 * @param seed of folds, weights, order and dropout; 42 by default
 * @param threads that train folds side by side; results do not depend on it
 */
public record ClassifySettings(
    Optional<ClassifyNetwork> network,
    RecurrentSettings recurrent,
    int epochs,
    int batch,
    double learningRate,
    int folds,
    long seed,
    int threads) {

  private static final int HIDDEN = 32;

  /** Steps of one network's training where no number of epochs is given. */
  static final int STEPS = 1000;

  /** Cases below which the choice of a network hangs on how they were dealt out. */
  static final int FEW = 100;

  static final int ROUNDS = 3;
  static final int MOST_EPOCHS = 120;
  static final int FEWEST_EPOCHS = 12;

  private static final RecordCodec<ClassifySettings> CODEC =
      RecordCodec.of(ClassifySettings.class, RecordForm.JAVA);

  /** Refuses what cannot be trained; the message names the setting. */
  public ClassifySettings {
    Require.that(setting("epochs"), epochs >= 0, "a whole number of 1 or more", epochs);
    Require.atLeast(setting("batch"), 2, batch);
    Require.positive(setting("lr"), "0.004", learningRate);
    Require.atLeast(setting("folds"), 2, folds);
    Require.atLeast(setting("threads"), 1, threads);
  }

  /** The defaults with this seed, on this many threads. */
  public static ClassifySettings of(long seed, int threads) {
    return new ClassifySettings(
        Optional.empty(), RecurrentSettings.gru(HIDDEN), 0, 16, 4e-3, 5, seed, threads);
  }

  /** The same with one network instead of a choice. */
  public ClassifySettings with(ClassifyNetwork only) {
    return new ClassifySettings(
        Optional.of(only), recurrent, epochs, batch, learningRate, folds, seed, threads);
  }

  /** The same with this many epochs. */
  public ClassifySettings withEpochs(int newEpochs) {
    return new ClassifySettings(
        network, recurrent, newEpochs, batch, learningRate, folds, seed, threads);
  }

  /** The same with this many folds. */
  public ClassifySettings withFolds(int newFolds) {
    return new ClassifySettings(
        network, recurrent, epochs, batch, learningRate, newFolds, seed, threads);
  }

  /** All that the bits of a network depend on, by the names of the settings: not the threads. */
  SequencedMap<String, String> identity() {
    SequencedMap<String, String> identity = new LinkedHashMap<>();
    put(CODEC.write(this), identity);
    identity.remove("threads");
    return identity;
  }

  private static void put(JsonObject settings, SequencedMap<String, String> identity) {
    for (Map.Entry<String, JsonElement> one : settings.entrySet()) {
      if (one.getValue() instanceof JsonObject inner) {
        put(inner, identity);
      } else {
        String name = one.getKey().equals("learningRate") ? "lr" : one.getKey();
        identity.put(
            name,
            one.getValue().isJsonNull()
                ? "auto"
                : one.getValue().getAsString().toLowerCase(Locale.ROOT));
      }
    }
  }

  /** How often this many training cases are dealt out to folds. */
  int roundsFor(int cases) {
    return cases < FEW ? ROUNDS : 1;
  }

  /** The number of epochs for this many training cases. */
  int epochsFor(int cases) {
    if (epochs > 0) {
      return epochs;
    }
    return Math.clamp(
        Math.round(STEPS / Math.ceil((double) cases / batch)), FEWEST_EPOCHS, MOST_EPOCHS);
  }
}
