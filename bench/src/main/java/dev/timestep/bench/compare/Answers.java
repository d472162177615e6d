package dev.timestep.bench.compare;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Named arrays in a file, handed from a contender's process to the one that compares. */
final class Answers {
  private Answers() {}

  static void write(Path file, SequencedMap<String, float[]> answers) throws IOException {
    try (var out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      out.writeInt(answers.size());
      for (var answer : answers.entrySet()) {
        float[] values = answer.getValue();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        out.writeUTF(answer.getKey());
        out.writeInt(values.length);
        out.write(bytes.array());
      }
    }
  }

  static SequencedMap<String, float[]> read(Path file) throws IOException {
    SequencedMap<String, float[]> answers = new LinkedHashMap<>();
    try (var in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      int count = in.readInt();
      for (int at = 0; at < count; at++) {
        String name = in.readUTF();
        float[] values = new float[in.readInt()];
        ByteBuffer.wrap(in.readNBytes(values.length * Float.BYTES)).asFloatBuffer().get(values);
        answers.put(name, values);
      }
    }
    return answers;
  }
}
