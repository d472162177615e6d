package dev.timestep.task.classify.opponent;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.kernel.Engine;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.batch.SequenceFolds;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.DoubleStream;

/**
 * Logistic regression on a few numbers that describe each sequence: how much of the classes can be
 * told from level, spread, slope and the like, without the order of the steps.
 *
 * <p>Features are standardised by the training cases and cut off at {@value #MOST_DEVIATIONS}
 * standard deviations, so that one odd case does not decide with certainty. The penalty, one of
 * eight half decades, has the lowest log loss on the validation cases, or without them over five
 * folds of the training cases. The descent takes as many iterations as some 2·10¹⁰ multiplications
 * in all allow, from 15 to 300.
 */
public final class SummaryLogistic implements Opponent {
  static final String ID = "summary_logistic";

  private static final int MOST_DEVIATIONS = 5;
  private static final int FOLDS = 5;
  private static final double MULTIPLICATIONS = 2e10;
  private static final int FEWEST_ITERATIONS = 15;
  private static final int MOST_ITERATIONS = 300;

  /** The strongest first: each fit starts from the one before. */
  private static final double[] PENALTIES = {1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003};

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String label() {
    return "logistic regression on summary features";
  }

  @Override
  public FittedOpponent fit(Cases train, Cases validation, long seed, Engine engine) {
    double[] losses = new double[PENALTIES.length];
    int judged;
    if (validation.size() > 0) {
      addLosses(train, validation, losses);
      judged = validation.size();
    } else {
      int folds = Math.min(FOLDS, train.size());
      SequenceFolds fold = SequenceFolds.stratified(train.labels(), folds, seed);
      double[][] byFold = new double[folds][PENALTIES.length];
      engine
          .workers()
          .parallel(
              folds,
              f ->
                  addLosses(
                      train.select(fold.outside(f)), train.select(fold.inside(f)), byFold[f]));
      for (double[] some : byFold) {
        for (int i = 0; i < losses.length; i++) {
          losses[i] += some[i];
        }
      }
      judged = train.size();
    }
    int best = 0;
    for (int i = 1; i < losses.length; i++) {
      best = losses[i] < losses[best] ? i : best;
    }
    Inputs inputs = Inputs.fit(train);
    double[] weights = path(inputs.of(train), train, best + 1).getLast();
    String choice = "penalty %s chosen on %d cases".formatted(PENALTIES[best], judged);
    return Fitted.of(inputs, weights, train.classes().size(), choice);
  }

  private static void addLosses(Cases train, Cases judged, double[] losses) {
    Inputs inputs = Inputs.fit(train);
    List<double[]> path = path(inputs.of(train), train, PENALTIES.length);
    double[][] rows = inputs.of(judged);
    for (int p = 0; p < losses.length; p++) {
      for (int i = 0; i < rows.length; i++) {
        double[] scores = LogisticRegression.scores(path.get(p), rows[i], judged.classes().size());
        losses[p] += LogisticRegression.logLoss(scores, judged.labels()[i]);
      }
    }
  }

  /** The weights of the first {@code count} penalties. */
  private static List<double[]> path(double[][] rows, Cases train, int count) {
    int classes = train.classes().size();
    List<double[]> path = new ArrayList<>();
    double[] weights = new double[classes * (rows[0].length + 1)];
    double once = 2.0 * rows.length * weights.length * PENALTIES.length * (FOLDS + 1);
    int iterations = (int) Math.clamp(MULTIPLICATIONS / once, FEWEST_ITERATIONS, MOST_ITERATIONS);
    for (double penalty : DoubleStream.of(PENALTIES).limit(count).toArray()) {
      weights = LogisticRegression.fit(rows, train.labels(), classes, penalty, weights, iterations);
      path.add(weights);
    }
    return path;
  }

  /**
   * Standardised features of sequences.
   *
   * @param centre [feature]
   * @param width [feature] standard deviation, 0 where a feature does not vary and is left out
   */
  record Inputs(ChannelScale scale, StaticScale statics, float[] centre, float[] width) {
    static Inputs fit(Cases train) {
      ChannelScale scale = ChannelScale.fit(train);
      StaticScale statics = StaticScale.fit(train);
      float[][] rows =
          train.sequences().stream()
              .map(sequence -> SummaryFeatures.of(sequence, scale, statics))
              .toArray(float[][]::new);
      float[] centre = new float[rows[0].length];
      float[] width = new float[centre.length];
      for (int f = 0; f < centre.length; f++) {
        double sum = 0;
        for (float[] row : rows) {
          sum += row[f];
        }
        double mean = sum / rows.length;
        double square = 0;
        for (float[] row : rows) {
          square += (row[f] - mean) * (row[f] - mean);
        }
        double deviation = Math.sqrt(square / rows.length);
        centre[f] = (float) mean;
        width[f] = deviation > 1e-6 * Math.abs(mean) ? (float) deviation : 0;
      }
      return new Inputs(scale, statics, centre, width);
    }

    double[] of(Sequence sequence) {
      float[] row = SummaryFeatures.of(sequence, scale, statics);
      double[] x = new double[row.length];
      for (int f = 0; f < x.length; f++) {
        double value = width[f] == 0 ? 0 : ((double) row[f] - centre[f]) / width[f];
        x[f] = Math.clamp(value, -MOST_DEVIATIONS, MOST_DEVIATIONS);
      }
      return x;
    }

    double[][] of(Cases cases) {
      return cases.sequences().stream().map(this::of).toArray(double[][]::new);
    }
  }

  /**
   * Features and the weights on them.
   *
   * @param weights [class][feature, then intercept]
   */
  record Fitted(Inputs inputs, float[][] weights, String choice) implements FittedOpponent {
    static Fitted of(Inputs inputs, double[] weights, int classes, String choice) {
      int stride = weights.length / classes;
      float[][] rounded = new float[classes][stride];
      for (int at = 0; at < weights.length; at++) {
        rounded[at / stride][at % stride] = (float) weights[at];
      }
      return new Fitted(inputs, rounded, choice);
    }

    @Override
    public String id() {
      return ID;
    }

    @Override
    public double[] probabilities(Sequence sequence) {
      double[] x = inputs.of(sequence);
      double[] scores = new double[weights.length];
      for (int k = 0; k < scores.length; k++) {
        double sum = weights[k][x.length];
        for (int f = 0; f < x.length; f++) {
          sum += x[f] * weights[k][f];
        }
        scores[k] = sum;
      }
      return Probabilities.of(scores, 1);
    }

    @Override
    public JsonObject settings() {
      JsonObject json = new JsonObject();
      json.addProperty("statics", inputs.scale().statics());
      json.addProperty("choice", choice);
      return json;
    }

    @Override
    public SequencedMap<String, Tensor> tensors() {
      SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
      inputs.scale().write(tensors);
      inputs.statics().write(tensors);
      tensors.put("feature.centre", Tensor.vector(inputs.centre().clone()));
      tensors.put("feature.width", Tensor.vector(inputs.width().clone()));
      tensors.put("weights", Tensor.matrix(weights));
      return tensors;
    }

    static Fitted read(int classes, JsonFields settings, StoredTensors tensors) {
      ChannelScale scale = ChannelScale.read(settings, tensors);
      StaticScale statics = StaticScale.read(scale.statics(), tensors);
      int features = SummaryFeatures.count(scale.mean().length, scale.statics());
      Inputs inputs =
          new Inputs(
              scale,
              statics,
              tensors.vector("feature.centre", features),
              tensors.vector("feature.width", features));
      return new Fitted(
          inputs, tensors.matrix("weights", classes, features + 1), settings.text("choice"));
    }
  }
}
