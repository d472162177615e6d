package dev.timestep.golden.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Writes what ONNX Runtime answers to recurrent operators with all their attributes. */
public final class GenerateOnnx {
  private static final int TIME = 6;
  private static final int BATCH = 3;
  private static final int FEATURES = 4;
  private static final int UNITS = 5;
  private static final int[] LENGTHS = {4, 6, 1};

  /**
   * A question.
   *
   * @param activations names, each with its alpha and beta behind it where it has some
   */
  record Case(
      String name,
      String operator,
      String direction,
      boolean lengths,
      boolean peepholes,
      boolean inputForget,
      boolean resetAfter,
      float clip,
      String activations) {
    int gates() {
      return operator.equals("LSTM") ? 4 : 3;
    }

    boolean lstm() {
      return operator.equals("LSTM");
    }
  }

  private static final String LSTM = "Sigmoid Tanh Tanh";
  private static final String GRU = "Sigmoid Tanh";

  private static final List<Case> CASES =
      List.of(
          lstm("plain", "forward", false, false, false, 0, LSTM),
          lstm("reverse-lengths", "reverse", true, false, false, 0, LSTM),
          lstm("peepholes", "forward", false, true, false, 0, LSTM),
          lstm("clip", "forward", false, false, false, 0.4f, LSTM),
          lstm("peepholes-clip", "forward", true, true, false, 0.4f, LSTM),
          lstm("input-forget", "forward", false, false, true, 0, LSTM),
          lstm("input-forget-peepholes-clip-reverse", "reverse", true, true, true, 0.4f, LSTM),
          lstm(
              "hard-sigmoid-softsign-tanh",
              "forward",
              false,
              false,
              false,
              0,
              "HardSigmoid:0.2:0.5 Softsign Tanh"),
          lstm(
              "hard-sigmoid-elu-scaled-tanh",
              "forward",
              false,
              true,
              false,
              0,
              "HardSigmoid:0.3:0.4 Elu:0.7 ScaledTanh:1.7:0.6"),
          lstm(
              "sigmoid-leaky-relu-softplus",
              "forward",
              false,
              false,
              false,
              2,
              "Sigmoid LeakyRelu:0.1 Softplus"),
          lstm(
              "sigmoid-affine-thresholded-relu",
              "forward",
              false,
              false,
              false,
              0,
              "Sigmoid Affine:0.8:0.1 ThresholdedRelu:0.3"),
          lstm("softsign-relu-sigmoid", "forward", false, false, false, 0, "Softsign Relu Sigmoid"),
          gru("after", "forward", false, true, 0, GRU),
          gru("before", "forward", false, false, 0, GRU),
          gru("after-clip-lengths", "reverse", true, true, 0.4f, GRU),
          gru("before-clip-lengths", "forward", true, false, 0.4f, GRU),
          gru(
              "after-hard-sigmoid-softsign",
              "forward",
              false,
              true,
              0,
              "HardSigmoid:0.2:0.5 Softsign"),
          gru("before-hard-sigmoid-elu", "forward", false, false, 0, "HardSigmoid:0.3:0.4 Elu:0.7"),
          gru("after-sigmoid-leaky-relu", "forward", false, true, 0, "Sigmoid LeakyRelu:0.1"),
          gru(
              "before-sigmoid-scaled-tanh",
              "forward",
              false,
              false,
              1,
              "Sigmoid ScaledTanh:1.7:0.6"));

  private GenerateOnnx() {}

  private static Case lstm(
      String name,
      String direction,
      boolean lengths,
      boolean peepholes,
      boolean inputForget,
      float clip,
      String activations) {
    return new Case(
        "onnx-lstm-" + name,
        "LSTM",
        direction,
        lengths,
        peepholes,
        inputForget,
        false,
        clip,
        activations);
  }

  private static Case gru(
      String name,
      String direction,
      boolean lengths,
      boolean resetAfter,
      float clip,
      String activations) {
    return new Case(
        "onnx-gru-" + name, "GRU", direction, lengths, false, false, resetAfter, clip, activations);
  }

  /**
   * Generates the files.
   *
   * @param args the folder to write to, then the version of ONNX Runtime to note in the files
   */
  public static void main(String[] args) throws IOException, OrtException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    for (Case question : CASES) {
      Files.writeString(folder.resolve(question.name + ".txt"), answer(question, args[1]));
    }
  }

  private static String answer(Case question, String version) throws OrtException {
    StringBuilder text = new StringBuilder();
    fact(text, "kind", question.lstm() ? "onnx-lstm" : "onnx-gru");
    fact(text, "direction", question.direction);
    fact(text, "input_forget", question.inputForget);
    fact(text, "linear_before_reset", question.resetAfter);
    fact(text, "clip", question.clip);
    fact(text, "activations", question.activations);
    fact(text, "source", "ONNX Runtime " + version + ", computed in float32");
    Map<String, long[]> shapes = inputs(question);
    SplittableRandom random = new SplittableRandom(question.name.hashCode());
    Map<String, float[]> values = new LinkedHashMap<>();
    shapes.forEach((name, shape) -> values.put(name, draw(random, name, shape)));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model(question, shapes).toBytes())) {
      Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
      for (String name : shapes.keySet()) {
        tensors.put(
            name,
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(values.get(name)), shapes.get(name)));
      }
      if (question.lengths) {
        tensors.put(
            "lengths",
            OnnxTensor.createTensor(environment, IntBuffer.wrap(LENGTHS), new long[] {BATCH}));
        array(
            text, "lengths", new float[] {LENGTHS[0], LENGTHS[1], LENGTHS[2]}, new long[] {BATCH});
      }
      shapes.forEach((name, shape) -> array(text, name, values.get(name), shape));
      try (OrtSession.Result result = session.run(tensors)) {
        for (String name : outputs(question)) {
          OnnxTensor tensor = (OnnxTensor) result.get(name).orElseThrow();
          FloatBuffer buffer = tensor.getFloatBuffer();
          float[] found = new float[buffer.remaining()];
          buffer.get(found);
          array(text, name, found, tensor.getInfo().getShape());
        }
      }
    }
    return text.toString();
  }

  private static Map<String, long[]> inputs(Case question) {
    int rows = question.gates() * UNITS;
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put("X", new long[] {TIME, BATCH, FEATURES});
    shapes.put("W", new long[] {1, rows, FEATURES});
    shapes.put("R", new long[] {1, rows, UNITS});
    shapes.put("B", new long[] {1, 2L * rows});
    shapes.put("h0", new long[] {1, BATCH, UNITS});
    if (question.lstm()) {
      shapes.put("c0", new long[] {1, BATCH, UNITS});
    }
    if (question.peepholes) {
      shapes.put("P", new long[] {1, 3L * UNITS});
    }
    return shapes;
  }

  private static List<String> outputs(Case question) {
    return question.lstm() ? List.of("Y", "Y_h", "Y_c") : List.of("Y", "Y_h");
  }

  private static OnnxModel model(Case question, Map<String, long[]> shapes) {
    List<String> inputs =
        new ArrayList<>(List.of("X", "W", "R", "B", question.lengths ? "lengths" : "", "h0"));
    if (question.lstm()) {
      inputs.add("c0");
      inputs.add(question.peepholes ? "P" : "");
    }
    OnnxModel model = new OnnxModel(question.operator, inputs, outputs(question));
    model.number("hidden_size", UNITS).text("direction", question.direction);
    if (question.clip > 0) {
      model.real("clip", question.clip);
    }
    if (question.lstm()) {
      model.number("input_forget", question.inputForget ? 1 : 0);
    } else {
      model.number("linear_before_reset", question.resetAfter ? 1 : 0);
    }
    List<String> names = new ArrayList<>();
    List<Float> alphas = new ArrayList<>();
    List<Float> betas = new ArrayList<>();
    for (String activation : question.activations.split(" ")) {
      String[] parts = activation.split(":");
      names.add(parts[0]);
      if (parts.length > 1) {
        alphas.add(Float.valueOf(parts[1]));
      }
      if (parts.length > 2) {
        betas.add(Float.valueOf(parts[2]));
      }
    }
    model.texts("activations", names).reals("activation_alpha", alphas);
    model.reals("activation_beta", betas);
    shapes.forEach((name, shape) -> model.input(name, OnnxModel.FLOAT, shape));
    if (question.lengths) {
      model.input("lengths", OnnxModel.INT32, BATCH);
    }
    model.output("Y", TIME, 1, BATCH, UNITS).output("Y_h", 1, BATCH, UNITS);
    return question.lstm() ? model.output("Y_c", 1, BATCH, UNITS) : model;
  }

  /** Rounded to four decimals, so that the files stay short. */
  private static float[] draw(SplittableRandom random, String name, long[] shape) {
    int count = 1;
    for (long size : shape) {
      count *= (int) size;
    }
    double bound = name.equals("X") ? 1.5 : 0.8;
    float[] values = new float[count];
    for (int at = 0; at < count; at++) {
      values[at] =
          Float.parseFloat(String.format(Locale.ROOT, "%.4f", random.nextDouble(-bound, bound)));
    }
    return values;
  }

  private static void fact(StringBuilder text, String key, Object value) {
    text.append("# ").append(key).append(": ").append(value).append('\n');
  }

  private static void array(StringBuilder text, String name, float[] values, long[] shape) {
    text.append(name);
    for (long size : shape) {
      text.append(' ').append(size);
    }
    text.append('\n');
    for (int at = 0; at < values.length; at++) {
      text.append(at == 0 ? "" : " ").append(values[at]);
    }
    text.append('\n');
  }
}
