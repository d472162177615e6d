package dev.timestep.cli;

import dev.timestep.io.model.ModelFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** All weights of a model file, bit for bit, to be compared as text. */
final class WeightBytes {
  private WeightBytes() {}

  static String of(Path model) {
    Map<String, Integer> hashes = new TreeMap<>();
    ModelFile.read(model)
        .weights()
        .forEach((name, tensor) -> hashes.put(name, Arrays.hashCode(tensor.data())));
    return hashes.toString();
  }
}
