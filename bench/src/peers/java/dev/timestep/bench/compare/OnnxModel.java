package dev.timestep.bench.compare;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * An ONNX file with recurrent layers: {@code x} [T, B, F] to {@code y} [T, B, directions·H], every
 * step's output; in a stream from {@code h} (and {@code c}) to {@code h_out} (and {@code c_out}).
 * The operators number their gates otherwise than PyTorch: i o f c for the LSTM, z r n for the GRU.
 *
 * <p>Source: onnx.proto and the operators RNN, GRU and LSTM of opset 14.
 */
final class OnnxModel {
  private static final int OPSET = 14;
  private static final int IR_VERSION = 8;
  private static final int FLOAT = 1;
  private static final int INT32 = 6;
  private static final int INT64 = 7;

  private final Problem problem;
  private final ShapeSpec shape;
  private final List<Protobuf> nodes = new ArrayList<>();
  private final List<Protobuf> constants = new ArrayList<>();

  OnnxModel(Problem problem) {
    this.problem = problem;
    this.shape = problem.shape();
  }

  /** The file. */
  byte[] toBytes() {
    String input = shape.words() > 0 ? lookUp() : "x";
    for (int layer = 0; layer < shape.layers(); layer++) {
      recurrent(layer, input);
      boolean last = layer == shape.layers() - 1 && shape.words() == 0;
      input = last ? "y" : "y" + layer;
      joinDirections(layer, input);
    }
    if (shape.words() > 0) {
      score(input);
    }
    Protobuf graph = new Protobuf();
    nodes.forEach(node -> graph.message(1, node));
    graph.text(2, "recurrent");
    constants.forEach(constant -> graph.message(5, constant));
    graph.message(
        11,
        shape.words() > 0
            ? value("x", INT64, shape.time(), shape.batch())
            : value("x", FLOAT, shape.time(), shape.batch(), shape.features()));
    graph.message(12, value("y", FLOAT, shape.time(), shape.batch(), outputWidth()));
    for (String state : states()) {
      graph.message(11, value(state, FLOAT, 1, shape.batch(), shape.units()));
      graph.message(12, value(state + "_out", FLOAT, 1, shape.batch(), shape.units()));
    }
    Protobuf opset = new Protobuf().text(1, "").number(2, OPSET);
    return new Protobuf().number(1, IR_VERSION).message(7, graph).message(8, opset).toBytes();
  }

  /** The states that go in and come out: none unless in a stream. */
  List<String> states() {
    if (!shape.stream()) {
      return List.of();
    }
    return shape.cell() == Cell.LSTM ? List.of("h", "c") : List.of("h");
  }

  /** Numbers a step in {@code y}. */
  int outputWidth() {
    return shape.words() > 0 ? shape.words() : shape.directions() * shape.units();
  }

  /** The vectors of the words in {@code x}. */
  private String lookUp() {
    constants.add(
        floats("embedding", problem.weight("embedding"), shape.words(), shape.features()));
    nodes.add(
        new Protobuf().text(1, "embedding").text(1, "x").text(2, "vectors").text(4, "Gather"));
    return "vectors";
  }

  /** From the last layer's outputs to a score for each word. */
  private void score(String input) {
    int width = shape.directions() * shape.units();
    float[] turned = Problem.transposed(problem.weight("out.weight"), shape.words(), width);
    constants.add(floats("out.weight", turned, width, shape.words()));
    constants.add(floats("out.bias", problem.weight("out.bias"), shape.words()));
    nodes.add(
        new Protobuf().text(1, input).text(1, "out.weight").text(2, "product").text(4, "MatMul"));
    nodes.add(new Protobuf().text(1, "product").text(1, "out.bias").text(2, "y").text(4, "Add"));
  }

  private void recurrent(int layer, String input) {
    int directions = shape.directions();
    int rows = shape.gateColumns();
    constants.add(
        floats("W" + layer, both(layer, "weight_ih"), directions, rows, shape.inputWidth(layer)));
    constants.add(floats("R" + layer, both(layer, "weight_hh"), directions, rows, shape.units()));
    float[] biases = new float[directions * 2 * rows];
    for (int d = 0; d < directions; d++) {
      System.arraycopy(gates(layer, d, "bias_ih"), 0, biases, 2 * d * rows, rows);
      System.arraycopy(gates(layer, d, "bias_hh"), 0, biases, (2 * d + 1) * rows, rows);
    }
    constants.add(floats("B" + layer, biases, directions, 2 * rows));
    String lengths = "";
    if (shape.shortest() > 0) {
      lengths = "lengths";
      if (layer == 0) {
        constants.add(lengths());
      }
    }
    Protobuf node = new Protobuf();
    for (String name : List.of(input, "W" + layer, "R" + layer, "B" + layer, lengths)) {
      node.text(1, name);
    }
    states().forEach(state -> node.text(1, state));
    node.text(2, "all" + layer);
    states().forEach(state -> node.text(2, state + "_out"));
    node.text(4, shape.cell().name());
    node.message(5, attribute("hidden_size", shape.units()));
    String direction = directions == 2 ? "bidirectional" : "forward";
    node.message(5, new Protobuf().text(1, "direction").text(4, direction).number(20, 3));
    if (shape.cell() == Cell.GRU) {
      node.message(5, attribute("linear_before_reset", 1));
    }
    nodes.add(node);
  }

  /** From [T, directions, B, H] to [T, B, directions·H]. */
  private void joinDirections(int layer, String output) {
    String turned = "all" + layer;
    if (shape.directions() == 2) {
      Protobuf order = new Protobuf().text(1, "perm");
      for (int axis : new int[] {0, 2, 1, 3}) {
        order.number(8, axis);
      }
      order.number(20, 7);
      turned = "turned" + layer;
      nodes.add(
          new Protobuf()
              .text(1, "all" + layer)
              .text(2, turned)
              .text(4, "Transpose")
              .message(5, order));
    }
    constants.add(
        longs(
            "sizes" + layer,
            shape.time(),
            shape.batch(),
            (long) shape.directions() * shape.units()));
    nodes.add(
        new Protobuf().text(1, turned).text(1, "sizes" + layer).text(2, output).text(4, "Reshape"));
  }

  private float[] both(int layer, String kind) {
    float[] forward = gates(layer, 0, kind);
    if (shape.directions() == 1) {
      return forward;
    }
    float[] all = new float[2 * forward.length];
    System.arraycopy(forward, 0, all, 0, forward.length);
    System.arraycopy(gates(layer, 1, kind), 0, all, forward.length, forward.length);
    return all;
  }

  /** Weights of a layer and direction with the gates in ONNX's order. */
  private float[] gates(int layer, int direction, String kind) {
    String suffix = problem.layerSuffixes().get(layer * shape.directions() + direction);
    float[] values = problem.weight(kind + suffix);
    int[] order =
        switch (shape.cell()) {
          case RNN -> new int[] {0};
          case GRU -> new int[] {1, 0, 2};
          case LSTM -> new int[] {0, 3, 1, 2};
          case CONV1D, CONV2D -> throw new IllegalStateException(shape.toString());
        };
    int block = values.length / order.length;
    float[] ordered = new float[values.length];
    for (int gate = 0; gate < order.length; gate++) {
      System.arraycopy(values, order[gate] * block, ordered, gate * block, block);
    }
    return ordered;
  }

  private Protobuf lengths() {
    ByteBuffer bytes = littleEndian(shape.batch() * Integer.BYTES);
    for (int length : problem.lengths()) {
      bytes.putInt(length);
    }
    return constant("lengths", INT32, bytes, shape.batch());
  }

  private static Protobuf attribute(String name, long value) {
    return new Protobuf().text(1, name).number(3, value).number(20, 2);
  }

  private static Protobuf floats(String name, float[] values, long... sizes) {
    ByteBuffer bytes = littleEndian(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return constant(name, FLOAT, bytes, sizes);
  }

  private static Protobuf longs(String name, long... values) {
    ByteBuffer bytes = littleEndian(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return constant(name, INT64, bytes, values.length);
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Protobuf constant(String name, int type, ByteBuffer bytes, long... sizes) {
    Protobuf tensor = new Protobuf();
    for (long size : sizes) {
      tensor.number(1, size);
    }
    return tensor.number(2, type).text(8, name).bytes(9, bytes.array());
  }

  private static Protobuf value(String name, int type, long... sizes) {
    Protobuf dimensions = new Protobuf();
    for (long size : sizes) {
      dimensions.message(1, new Protobuf().number(1, size));
    }
    Protobuf tensor = new Protobuf().number(1, type).message(2, dimensions);
    return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
  }
}
