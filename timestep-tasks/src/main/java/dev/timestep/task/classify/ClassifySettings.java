package dev.timestep.task.classify;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.task.message.TaskException;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How a classifier of sequences is built and trained.
 *
 * @param network which network; empty for the best on validation
 * @param cell the recurrent cell; {@link Cell#GRU} by default
 * @param hidden units of each recurrent layer and direction, and filters of each convolution; 32 by
 *     default
 * @param layers recurrent layers on top of each other; 1 by default
 * @param dropout rate before the recurrent layer and before the output; 0.2 by default
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
    Cell cell,
    int hidden,
    int layers,
    double dropout,
    int epochs,
    int batch,
    double learningRate,
    int folds,
    long seed,
    int threads) {

  /** Steps of one network's training where no number of epochs is given. */
  static final int STEPS = 1000;

  /** Cases below which the choice of a network hangs on how they were dealt out. */
  static final int FEW = 100;

  static final int ROUNDS = 3;
  static final int MOST_EPOCHS = 120;
  static final int FEWEST_EPOCHS = 12;

  private static final RecordCodec<ClassifySettings> CODEC =
      RecordCodec.of(ClassifySettings.class, RecordForm.JAVA);

  /** The cells that a classifier can be trained with. */
  public enum Cell {
    /** Plain recurrent cell. */
    RNN,
    /** Gated recurrent unit, reset after. */
    GRU,
    /** Long short-term memory. */
    LSTM
  }

  /** Refuses what cannot be trained; the message names the setting. */
  public ClassifySettings {
    require("hidden", hidden >= 1, "a whole number of 1 or more", hidden);
    require("layers", layers >= 1, "a whole number of 1 or more", layers);
    require("dropout", dropout >= 0 && dropout < 1, "a rate from 0 up to, not with, 1", dropout);
    require("epochs", epochs >= 0, "a whole number of 1 or more", epochs);
    require("batch", batch >= 2, "a whole number of 2 or more", batch);
    require(
        "lr",
        learningRate > 0 && Double.isFinite(learningRate),
        "a number above 0, for example 0.004",
        learningRate);
    require("folds", folds >= 2, "a whole number of 2 or more", folds);
    require("threads", threads >= 1, "a whole number of 1 or more", threads);
  }

  /** The defaults with this seed, on this many threads. */
  public static ClassifySettings of(long seed, int threads) {
    return new ClassifySettings(
        Optional.empty(), Cell.GRU, 32, 1, 0.2, 0, 16, 4e-3, 5, seed, threads);
  }

  /** The same with one network instead of a choice. */
  public ClassifySettings with(ClassifyNetwork only) {
    return new ClassifySettings(
        Optional.of(only),
        cell,
        hidden,
        layers,
        dropout,
        epochs,
        batch,
        learningRate,
        folds,
        seed,
        threads);
  }

  /** The same with this many epochs. */
  public ClassifySettings withEpochs(int newEpochs) {
    return new ClassifySettings(
        network,
        cell,
        hidden,
        layers,
        dropout,
        newEpochs,
        batch,
        learningRate,
        folds,
        seed,
        threads);
  }

  /** The same with this many folds. */
  public ClassifySettings withFolds(int newFolds) {
    return new ClassifySettings(
        network,
        cell,
        hidden,
        layers,
        dropout,
        epochs,
        batch,
        learningRate,
        newFolds,
        seed,
        threads);
  }

  /** All that the bits of a network depend on, by the names of the settings: not the threads. */
  SequencedMap<String, String> identity() {
    SequencedMap<String, String> identity = new LinkedHashMap<>();
    CODEC
        .write(this)
        .asMap()
        .forEach(
            (name, value) ->
                identity.put(
                    name.equals("learningRate") ? "lr" : name,
                    value.isJsonNull() ? "auto" : value.getAsString()));
    identity.remove("threads");
    return identity;
  }

  /** The recurrent layers of a network. */
  RecurrentConfig recurrent() {
    RecurrentConfig one =
        RecurrentConfig.of(
            switch (cell) {
              case RNN -> SimpleRnnConfig.of(hidden);
              case GRU -> GruConfig.of(hidden);
              case LSTM -> LstmConfig.of(hidden);
            });
    return layers == 1 ? one : one.layers(layers).dropout(dropout);
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

  private static void require(String setting, boolean holds, String expected, Object received) {
    if (!holds) {
      throw new TaskException(
          setting(setting) + " expects " + expected + "; received " + received + ".");
    }
  }
}
