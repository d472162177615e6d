package dev.timestep.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One golden file: facts about a case, and named arrays that libtorch or Keras answered. The format
 * is told in the README beside the generator, {@code src/test/golden/README.md}.
 *
 * <pre>{@code
 * Golden golden = Golden.load("lstm-1-forward-small");
 * float[] x = golden.values("x"); // row-major
 * int[] shape = golden.shape("x"); // [3, 5, 4]
 * }</pre>
 */
public final class Golden {
  private static final String FOLDER = "/golden/";
  private static final String SUFFIX = ".txt";

  private record Entry(int[] shape, float[] values) {}

  private final String name;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final Map<String, Entry> arrays = new LinkedHashMap<>();

  private Golden(String name) {
    this.name = name;
  }

  /** Reads the golden file of this name from the test class path. */
  public static Golden load(String name) {
    try (InputStream in = Golden.class.getResourceAsStream(FOLDER + name + SUFFIX)) {
      if (in == null) {
        throw new IllegalArgumentException("No golden file " + name + "; there are " + names());
      }
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All golden files whose fact {@code kind} is the given one, sorted by name. */
  public static List<Golden> ofKind(String kind) {
    return names().stream().map(Golden::load).filter(g -> g.fact("kind").equals(kind)).toList();
  }

  /** The names of all golden files, sorted. */
  public static List<String> names() {
    URL folder = Objects.requireNonNull(Golden.class.getResource(FOLDER), "no golden files");
    try (Stream<Path> files = Files.list(Path.of(URI.create(folder.toString())))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Golden parse(String name, List<String> lines) {
    Golden golden = new Golden(name);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("# ")) {
        int colon = line.indexOf(": ");
        golden.facts.put(line.substring(2, colon), line.substring(colon + 2));
      } else if (i + 1 == lines.size()) {
        throw golden.malformed(i, "the values of '" + line + "' are missing");
      } else {
        golden.add(line, lines.get(++i), i);
      }
    }
    return golden;
  }

  private void add(String header, String data, int line) {
    String[] head = header.split(" ");
    int[] shape = new int[head.length - 1];
    int count = 1;
    for (int d = 0; d < shape.length; d++) {
      shape[d] = Integer.parseInt(head[d + 1]);
      count *= shape[d];
    }
    String[] words = data.split(" ");
    if (words.length != count) {
      throw malformed(line, "expected " + count + " values, received " + words.length);
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = Float.parseFloat(words[i]);
    }
    if (arrays.put(head[0], new Entry(shape, values)) != null) {
      throw malformed(line, "'" + head[0] + "' comes twice");
    }
  }

  private IllegalArgumentException malformed(int line, String what) {
    return new IllegalArgumentException(name + SUFFIX + " line " + (line + 1) + ": " + what);
  }

  /** The file's name without its suffix. */
  public String name() {
    return name;
  }

  /** The value of a {@code # key: value} line. */
  public String fact(String key) {
    String value = facts.get(key);
    if (value == null) {
      throw new IllegalArgumentException(name + " has no fact " + key + "; it has " + facts);
    }
    return value;
  }

  /** A fact read as a number. */
  public double number(String key) {
    return Double.parseDouble(fact(key));
  }

  /** Whether the file holds an array of this name. */
  public boolean has(String array) {
    return arrays.containsKey(array);
  }

  /** The names of all arrays, in the order of the file. */
  public Set<String> arrays() {
    return Collections.unmodifiableSet(arrays.keySet());
  }

  /** The sizes of an array; empty for a scalar. */
  public int[] shape(String array) {
    return entry(array).shape.clone();
  }

  /** The values of an array in row-major order. */
  public float[] values(String array) {
    return entry(array).values.clone();
  }

  /** An array as a tensor. */
  public Tensor tensor(String array) {
    return Tensor.of(values(array), shape(array));
  }

  /** Part {@code index} of an array along its first axis, without that axis. */
  public Tensor part(String array, int index) {
    int[] shape = shape(array);
    int[] rest = Arrays.copyOfRange(shape, 1, shape.length);
    int size = Arrays.stream(rest).reduce(1, Math::multiplyExact);
    return Tensor.of(Arrays.copyOfRange(values(array), index * size, (index + 1) * size), rest);
  }

  /**
   * Fails unless every value is as close to the golden array's as {@code tolerance} times its
   * largest value, or times 1 if that is less.
   */
  public void assertClose(String array, float[] actual, double tolerance) {
    float[] expected = values(array);
    double largest = 1;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(actual)
        .as(name + " " + array)
        .containsExactly(expected, within((float) (tolerance * largest)));
  }

  /** The value of an array with one element. */
  public float scalar(String array) {
    float[] values = entry(array).values;
    if (values.length != 1) {
      throw new IllegalArgumentException(
          name + ": " + array + " has " + values.length + " values, expected one");
    }
    return values[0];
  }

  private Entry entry(String array) {
    Entry entry = arrays.get(array);
    if (entry == null) {
      throw new IllegalArgumentException(name + " has no " + array + "; it has " + arrays.keySet());
    }
    return entry;
  }

  @Override
  public String toString() {
    return name;
  }
}
