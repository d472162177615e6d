package dev.timestep.bench.compare;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A batch through a layer of Deeplearning4j. Sequences are [batch, features, time] there, weights
 * [inputs, gates], and the LSTM's gates stand in the order g f o i.
 */
final class Dl4jTask implements Contender.Task {
  private static final int[] LSTM_GATES = {2, 1, 3, 0};

  /**
   * Here epsilon stands beside the root of a mean that is not yet corrected for its start at 0. In
   * the first step this one acts as 1e-8 does elsewhere; later ones differ a little by design.
   */
  private static final double EPSILON = 1e-8 * Math.sqrt(1 - 0.999);

  private final Problem problem;
  private final ShapeSpec shape;
  private final MultiLayerNetwork trained;
  private final MultiLayerNetwork run;
  private final INDArray input;
  private final INDArray target;

  Dl4jTask(Problem problem) {
    this.problem = problem;
    shape = problem.shape();
    trained =
        network(
            new LastTimeStep(recurrent()),
            new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build());
    run =
        network(
            recurrent(),
            new RnnLossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build());
    INDArray timeMajor =
        Nd4j.createFromArray(problem.inputs())
            .reshape(shape.time(), shape.batch(), shape.features());
    input = timeMajor.permute(1, 2, 0).dup('f');
    target = Nd4j.createFromArray(problem.targets()).reshape(shape.batch(), shape.units());
  }

  private BaseRecurrentLayer recurrent() {
    return shape.cell() == Cell.LSTM
        ? new LSTM.Builder().nOut(shape.units()).activation(Activation.TANH).build()
        : new SimpleRnn.Builder().nOut(shape.units()).activation(Activation.TANH).build();
  }

  private MultiLayerNetwork network(Layer recurrent, Layer loss) {
    MultiLayerConfiguration config =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new Adam(1e-3, 0.9, 0.999, EPSILON))
            .list(recurrent, loss)
            .setInputType(InputType.recurrent(shape.features(), shape.time()))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(config);
    network.init();
    network.setParam("0_W", fromTorch(problem.weight("weight_ih_l0"), shape.features()));
    network.setParam("0_RW", fromTorch(problem.weight("weight_hh_l0"), shape.units()));
    network.setParam("0_b", fromTorch(problem.weight("bias_ih_l0"), 1));
    return network;
  }

  private int sourceGate(int gate) {
    return shape.cell() == Cell.LSTM ? LSTM_GATES[gate] : gate;
  }

  /** From [gates, inputs] to [inputs, gates], gates in the order here. */
  private INDArray fromTorch(float[] values, int width) {
    int units = shape.units();
    int columns = shape.gateColumns();
    float[] turned = new float[values.length];
    for (int gate = 0; gate < shape.cell().gates; gate++) {
      for (int unit = 0; unit < units; unit++) {
        int from = sourceGate(gate) * units + unit;
        for (int in = 0; in < width; in++) {
          turned[in * columns + gate * units + unit] = values[from * width + in];
        }
      }
    }
    return Nd4j.createFromArray(turned).reshape(width, columns);
  }

  private static INDArray of(Map<String, INDArray> gradients, String name) {
    return Objects.requireNonNull(gradients.get(name), name);
  }

  /** The way back, with the sum over the batch that gradients are here made a mean. */
  private float[] toTorch(INDArray gradient, int width) {
    int units = shape.units();
    int columns = shape.gateColumns();
    float[] values = gradient.dup('c').data().asFloat();
    float[] turned = new float[values.length];
    for (int gate = 0; gate < shape.cell().gates; gate++) {
      for (int unit = 0; unit < units; unit++) {
        int to = sourceGate(gate) * units + unit;
        for (int in = 0; in < width; in++) {
          turned[to * width + in] = values[in * columns + gate * units + unit] / shape.batch();
        }
      }
    }
    return turned;
  }

  @Override
  public SequencedMap<String, float[]> answers() {
    SequencedMap<String, float[]> answers = new LinkedHashMap<>();
    INDArray output = run.output(input, false).permute(2, 0, 1);
    answers.put("output", output.dup('c').data().asFloat());
    trained.setInput(input);
    trained.setLabels(target);
    trained.computeGradientAndScore();
    answers.put("loss", new float[] {(float) trained.score()});
    var gradients = trained.gradient().gradientForVariable();
    answers.put("grad.weight_ih_l0", toTorch(of(gradients, "0_W"), shape.features()));
    answers.put("grad.weight_hh_l0", toTorch(of(gradients, "0_RW"), shape.units()));
    answers.put("grad.bias_ih_l0", toTorch(of(gradients, "0_b"), 1));
    trained.fit(input, target);
    trained.setInput(input);
    trained.setLabels(target);
    trained.computeGradientAndScore();
    answers.put(Contender.lossAfter(1), new float[] {(float) trained.score()});
    return answers;
  }

  @Override
  public SequencedMap<String, Runnable> jobs() {
    SequencedMap<String, Runnable> jobs = new LinkedHashMap<>();
    jobs.put(Contender.TRAIN, () -> trained.fit(input, target));
    jobs.put(Contender.FORWARD, () -> run.output(input, false));
    return jobs;
  }

  @Override
  public void close() {
    trained.close();
    run.close();
  }
}
