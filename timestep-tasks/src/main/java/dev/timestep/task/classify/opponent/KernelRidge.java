package dev.timestep.task.classify.opponent;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.kernel.Engine;
import dev.timestep.task.ridge.HeldOut;
import dev.timestep.task.ridge.RidgeRegression;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Ridge regression on the features of {@link ConvolutionKernels}, one output per class: the
 * strongest opponent of its cost.
 *
 * <p>The output of class k is fitted to 1 for its cases and to -1 for the others. The penalty has
 * the lowest mean squared error on the validation cases, or without them over the training cases,
 * each left out in turn; on the same cases a softmax of the outputs gets its sharpness. Covariates
 * that do not change join the features, as their distance from the mean of training in standard
 * deviations; one that is missing is 0.
 *
 * <p>Beyond {@value #MOST_ROWS} training cases fewer features are taken, so that the smaller side
 * of the regression stays within that, and all values within {@value #MOST_VALUES}.
 *
 * <p>Source: Dempster, Petitjean and Webb, "ROCKET: Exceptionally Fast and Accurate Time Series
 * Classification Using Random Convolutional Kernels", Data Mining and Knowledge Discovery 34
 * (2020).
 */
public final class KernelRidge implements Opponent {
  static final String ID = "kernel_ridge";

  private static final int FEATURES = 9_996;
  private static final int MOST_ROWS = 3_024;
  private static final int MOST_VALUES = 40_000_000;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String label() {
    return "random-kernel ridge";
  }

  @Override
  public FittedOpponent fit(Cases train, Cases validation, long seed, Engine engine) {
    ChannelScale scale = ChannelScale.fit(train);
    StaticScale statics = StaticScale.fit(train);
    float[][][] series =
        train.sequences().stream().map(scale::standardised).toArray(float[][][]::new);
    int wanted =
        train.size() > MOST_ROWS ? Math.min(MOST_ROWS, MOST_VALUES / train.size()) : FEATURES;
    Inputs inputs = new Inputs(scale, statics, ConvolutionKernels.fit(series, wanted, seed));
    float[][] rows = inputs.of(train.sequences(), engine);
    float[][] heldRows = inputs.of(validation.sequences(), engine);
    RidgeRegression ridge =
        RidgeRegression.fit(
            rows,
            outputs(train),
            heldRows,
            outputs(validation),
            RidgeRegression.penalties(rows),
            engine);
    HeldOut held = ridge.heldOut();
    Cases judged = (validation.size() == 0 ? train : validation).select(held.rows());
    double sharpness = Probabilities.fitSharpness(held.predictions(), judged.labels());
    String choice =
        "%d features, penalty %.3g chosen on %d cases"
            .formatted(rows[0].length, held.penalty(), judged.size());
    return Fitted.of(inputs, ridge, sharpness, choice);
  }

  /** [case][class] 1 for the class of the case, else -1. */
  private static double[][] outputs(Cases cases) {
    double[][] outputs = new double[cases.size()][cases.classes().size()];
    for (int i = 0; i < outputs.length; i++) {
      Arrays.fill(outputs[i], -1);
      outputs[i][cases.labels()[i]] = 1;
    }
    return outputs;
  }

  /** Features of sequences. */
  record Inputs(ChannelScale scale, StaticScale statics, ConvolutionKernels kernels) {
    float[] of(Sequence sequence) {
      float[] convolved = kernels.features(scale.standardised(sequence));
      float[] fixed = statics.standardised(sequence);
      float[] row = Arrays.copyOf(convolved, convolved.length + fixed.length);
      System.arraycopy(fixed, 0, row, convolved.length, fixed.length);
      return row;
    }

    float[][] of(List<Sequence> sequences, Engine engine) {
      float[][] rows = new float[sequences.size()][];
      engine.workers().parallel(rows.length, i -> rows[i] = of(sequences.get(i)));
      return rows;
    }
  }

  /**
   * Features and the weights on them.
   *
   * @param weights [feature][class]
   * @param intercepts [class]
   */
  record Fitted(
      Inputs inputs, float[][] weights, float[] intercepts, double sharpness, String choice)
      implements FittedOpponent {

    /** The centre of each feature moves into the intercept, in double precision. */
    static Fitted of(Inputs inputs, RidgeRegression ridge, double sharpness, String choice) {
      float[][] weights = new float[ridge.weights().length][ridge.intercept().length];
      double[] intercepts = ridge.intercept().clone();
      for (int f = 0; f < weights.length; f++) {
        for (int k = 0; k < intercepts.length; k++) {
          weights[f][k] = (float) ridge.weights()[f][k];
          intercepts[k] -= ridge.weights()[f][k] * ridge.centre()[f];
        }
      }
      float[] rounded = new float[intercepts.length];
      for (int k = 0; k < rounded.length; k++) {
        rounded[k] = (float) intercepts[k];
      }
      return new Fitted(inputs, weights, rounded, sharpness, choice);
    }

    @Override
    public String id() {
      return ID;
    }

    @Override
    public double[] probabilities(Sequence sequence) {
      float[] x = inputs.of(sequence);
      double[] scores = new double[intercepts.length];
      for (int k = 0; k < scores.length; k++) {
        scores[k] = intercepts[k];
      }
      for (int f = 0; f < x.length; f++) {
        for (int k = 0; k < scores.length; k++) {
          scores[k] += (double) x[f] * weights[f][k];
        }
      }
      return Probabilities.of(scores, sharpness);
    }

    @Override
    public JsonObject settings() {
      JsonObject json = new JsonObject();
      json.addProperty("statics", inputs.scale().statics());
      json.addProperty("sharpness", sharpness);
      json.addProperty("choice", choice);
      return json;
    }

    @Override
    public SequencedMap<String, Tensor> tensors() {
      SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
      inputs.scale().write(tensors);
      inputs.statics().write(tensors);
      inputs.kernels().write(tensors);
      tensors.put("weights", Tensor.matrix(weights));
      tensors.put("intercepts", Tensor.vector(intercepts.clone()));
      return tensors;
    }

    static Fitted read(int classes, JsonFields settings, StoredTensors tensors) {
      ChannelScale scale = ChannelScale.read(settings, tensors);
      StaticScale statics = StaticScale.read(scale.statics(), tensors);
      ConvolutionKernels kernels = ConvolutionKernels.read(scale.mean().length, tensors);
      int features = kernels.biases().length + scale.statics();
      return new Fitted(
          new Inputs(scale, statics, kernels),
          tensors.matrix("weights", features, classes),
          tensors.vector("intercepts", classes),
          settings.number("sharpness"),
          settings.text("choice"));
    }
  }
}
