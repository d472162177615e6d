package dev.timestep.nn;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.Padding;
import dev.timestep.autograd.Pool;
import dev.timestep.nn.graph.Graph;
import dev.timestep.testing.ReferenceCell;
import dev.timestep.testing.ReferenceConvolution;
import dev.timestep.testing.ReferenceLayer;
import dev.timestep.testing.ReferenceTime;
import dev.timestep.testing.ReferenceTime.Window;
import java.util.stream.Stream;

/** The layers that look along time, over images or over the batch, for {@link LayerCase}. */
final class TimeLayerCases {
  private TimeLayerCases() {}

  static Stream<LayerCase> all() {
    return Stream.of(convolutions(), pooling(), images(), others()).flatMap(cases -> cases);
  }

  private static Stream<LayerCase> convolutions() {
    return Stream.of(
        new LayerCase(
            "conv1d, causal",
            3,
            Layers.conv1d(4, 3).causal(),
            ReferenceTime.conv1d(new Window(3, 1, 1, "causal"), 4, x -> x)),
        new LayerCase(
            "conv1d, causal, dilated, tanh",
            2,
            Layers.conv1d(3, 2).causal().dilation(2).activation(Activation.TANH),
            ReferenceTime.conv1d(new Window(2, 1, 2, "causal"), 3, Math::tanh)),
        new LayerCase(
            "conv1d, kernel of one step",
            1,
            Layers.conv1d(1, 1),
            ReferenceTime.conv1d(new Window(1, 1, 1, "valid"), 1, x -> x)),
        new LayerCase(
            "conv1d, same, not causal",
            3,
            Layers.conv1d(2, 4).same(),
            ReferenceTime.conv1d(new Window(4, 1, 1, "same"), 2, x -> x)),
        new LayerCase(
            "conv1d, same, stride 2, no bias, not causal",
            3,
            new Conv1dConfig(2, 3, 2, 1, Padding.SAME, Activation.SIGMOID, false),
            ReferenceTime.conv1d(new Window(3, 2, 1, "same"), 2, x -> 1 / (1 + Math.exp(-x)))),
        new LayerCase(
            "conv1d, causal, stride 2, not step by step, not causal",
            2,
            Layers.conv1d(2, 2).causal().stride(2),
            ReferenceTime.conv1d(new Window(2, 2, 1, "causal"), 2, x -> x)),
        new LayerCase(
            "conv1d, valid, not causal",
            3,
            Layers.conv1d(2, 2),
            ReferenceTime.conv1d(new Window(2, 1, 1, "valid"), 2, x -> x)),
        new LayerCase(
            "conv1d, valid, dilated, not causal",
            1,
            Layers.conv1d(2, 2).dilation(2),
            ReferenceTime.conv1d(new Window(2, 1, 2, "valid"), 2, x -> x)));
  }

  private static Stream<LayerCase> pooling() {
    return Stream.of(
        new LayerCase("max over time", 3, Layers.maxOverTime(), ReferenceTime.whole("max", 3)),
        new LayerCase(
            "average over time", 3, Layers.averageOverTime(), ReferenceTime.whole("average", 3)),
        new LayerCase("last step", 3, Layers.lastStep(), ReferenceTime.whole("last", 3)),
        new LayerCase("max over time, F=1", 1, Layers.maxOverTime(), ReferenceTime.whole("max", 1)),
        new LayerCase(
            "max of two steps, not causal",
            3,
            Layers.maxPool1d(2).same(),
            ReferenceTime.pool(new Window(2, 2, 1, "same"), 3, true)),
        new LayerCase(
            "average of three steps, stride 1, not causal",
            2,
            Layers.averagePool1d(3).same().stride(1),
            ReferenceTime.pool(new Window(3, 1, 1, "same"), 2, false)),
        new LayerCase(
            "average of two steps, valid, not causal",
            2,
            Layers.averagePool1d(2).stride(1),
            ReferenceTime.pool(new Window(2, 1, 1, "valid"), 2, false)));
  }

  private static Stream<LayerCase> images() {
    int[] one = {1, 1};
    int[] size = {3, 4};
    return Stream.of(
        new LayerCase(
            "conv2d, valid",
            24,
            Layers.conv2d(3, 4, 3, 2).activation(Activation.TANH),
            ReferenceTime.conv2d(
                new ReferenceConvolution(
                    size, 2, new int[] {2, 2}, one, one, new int[2], new int[] {2, 3}, 3),
                Math::tanh)),
        new LayerCase(
            "conv2d, same, stride 2, no bias",
            12,
            new Conv2dConfig(3, 4, 2, 3, 2, 2, Padding.SAME, Activation.LINEAR, false),
            ReferenceTime.conv2d(
                new ReferenceConvolution(
                    size,
                    1,
                    new int[] {3, 2},
                    new int[] {2, 2},
                    one,
                    new int[] {1, 0},
                    new int[] {2, 2},
                    2),
                x -> x)),
        new LayerCase(
            "max pool of images",
            24,
            Layers.maxPool2d(3, 4, 2),
            ReferenceTime.pool2d(size, 2, 2, 2, 0, new int[] {1, 2}, true)),
        new LayerCase(
            "average pool of images, same, stride 1",
            12,
            new Pool2d(Pool.AVERAGE, 3, 4, 3, 1, Padding.SAME),
            ReferenceTime.pool2d(size, 1, 3, 1, 1, size, false)));
  }

  private static Stream<LayerCase> others() {
    return Stream.of(
        new LayerCase(
            "batch norm, predicting", 5, Layers.batchNorm(), ReferenceTime.batchNorm(1e-3, false)),
        new LayerCase(
            "batch norm, predicting, as torch",
            1,
            BatchNormConfig.torch(),
            ReferenceTime.batchNorm(1e-5, false)),
        new LayerCase(
            "graph of two branches side by side",
            3,
            Graph.builder()
                .sequence("x", 3)
                .layer("forward", Layers.conv1d(2, 3).causal(), "x")
                .layer("backward", Layers.gru(4).sequences(), "x")
                .concat("both", "forward", "backward")
                .output("both")
                .config(),
            ReferenceLayer.sideBySide(
                ReferenceTime.conv1d(new Window(3, 1, 1, "causal"), 2, x -> x),
                ReferenceLayer.recurrent(ReferenceCell.gru(), 4, 1, true, false))),
        new LayerCase(
            "dense at each step",
            3,
            Layers.timeDistributed(Layers.dense(2)),
            ReferenceTime.timeDistributed(ReferenceLayer.dense(x -> x), 1, 2)),
        new LayerCase(
            "a gru over each step's own steps",
            6,
            Layers.timeDistributed(Layers.gru(4)).steps(3),
            ReferenceTime.timeDistributed(
                ReferenceLayer.recurrent(ReferenceCell.gru(), 4, 1, false, false), 3, 4)),
        new LayerCase(
            "max of each step's own steps, looking ahead within them",
            6,
            Layers.timeDistributed(Layers.maxOverTime()).steps(2),
            ReferenceTime.timeDistributed(ReferenceTime.whole("max", 3), 2, 3)));
  }
}
