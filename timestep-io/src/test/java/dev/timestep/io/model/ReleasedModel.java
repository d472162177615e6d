package dev.timestep.io.model;

import com.google.gson.JsonObject;
import dev.timestep.autograd.Activation;
import dev.timestep.nn.Layers;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Makes the model file that a release leaves in {@code src/test/resources/models/VERSION}.
 *
 * <p>How a file was made: this class was run with the path of the file as its only argument, and
 * the numbers that it printed were put into {@link ReleasedModelTest}. A file is never made again
 * once its version is released; a new release gets a folder of its own.
 */
final class ReleasedModel {
  static final String VERSION = "0.1.0";
  private static final int FEATURES = 2;
  private static final int TIME = 5;

  private ReleasedModel() {}

  /** Weights that no generator of random numbers has a part in. */
  static Sequential model() {
    Sequential model =
        Sequential.of(
            FEATURES,
            1,
            RecurrentConfig.of(LstmConfig.of(3)).sequences().layers(2).dropout(0.25),
            RecurrentConfig.of(new GruConfig(2, GruConfig.Form.RESET_BEFORE, false, Init.PYTORCH))
                .sequences()
                .reversed(),
            Layers.dropout(0.5),
            RecurrentConfig.of(GruConfig.of(3)).sequences(),
            Layers.layerNorm(),
            RecurrentConfig.of(new SimpleRnnConfig(4, Activation.RELU, true, Init.KERAS)),
            Layers.dense(2));
    int[] at = {0};
    model
        .parameters()
        .forEach(
            (name, parameter) -> {
              float[] data = parameter.value().data();
              for (int i = 0; i < data.length; i++) {
                int n = at[0]++;
                data[i] = (n * 7919 % 201 - 100) / 100f;
              }
              parameter.changed();
            });
    return model;
  }

  static Tensor input() {
    Tensor input = Tensor.zeros(2, TIME, FEATURES);
    for (int i = 0; i < input.data().length; i++) {
      input.data()[i] = (i * 7 % 11 - 5) / 4f;
    }
    return input;
  }

  static void write(Path file) {
    JsonObject scaler = new JsonObject();
    scaler.addProperty("mean", 0.1);
    JsonObject pipeline = new JsonObject();
    pipeline.add("scaler", scaler);
    JsonObject training = new JsonObject();
    training.addProperty("version", VERSION);
    SequentialModels.save(file, model(), pipeline, training);
  }

  public static void main(String[] arguments) {
    write(Path.of(arguments[0]));
    System.out.println(Arrays.toString(model().predict(input()).data()));
  }
}
