package dev.timestep.io.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir Path folder;

  private static byte[] bytes(TensorFile content) throws IOException {
    var out = new ByteArrayOutputStream();
    Safetensors.write(out, content);
    assertThat(Safetensors.size(content)).isEqualTo(out.size());
    return out.toByteArray();
  }

  private static TensorFile read(byte[] bytes) throws IOException {
    return Safetensors.read(new ByteArrayInputStream(bytes), bytes.length, "w.safetensors");
  }

  /** Random names, ranks, sizes (0 included) and bit patterns, NaN among them. */
  static TensorFile random(SplittableRandom random) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (int count = random.nextInt(6); count > 0; count--) {
      int[] sizes = random.ints(random.nextInt(4), 0, 40).toArray();
      float[] data = new float[Shape.of(sizes).size()];
      for (int at = 0; at < data.length; at++) {
        data[at] = Float.intBitsToFloat(random.nextInt());
      }
      tensors.put("t" + random.nextInt(1000) + ".\"ü\n", Tensor.of(data, sizes));
    }
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    for (int count = random.nextInt(3); count > 0; count--) {
      metadata.put("k" + random.nextInt(1000), "\\ 时 " + random.nextInt());
    }
    return new TensorFile(tensors, metadata);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void whatWasWrittenComesBackBitForBitAndInOrder(long seed) throws IOException {
    TensorFile content = random(new SplittableRandom(seed));
    byte[] written = bytes(content);
    TensorFile back = read(written);
    assertThat(back.metadata()).isEqualTo(content.metadata());
    assertThat(back.tensors().keySet().stream().toList())
        .isEqualTo(content.tensors().keySet().stream().toList());
    content
        .tensors()
        .forEach(
            (name, tensor) -> {
              Tensor other = back.tensors().get(name);
              assertThat(other.shape()).isEqualTo(tensor.shape());
              for (int at = 0; at < tensor.data().length; at++) {
                assertThat(Float.floatToRawIntBits(other.data()[at]))
                    .isEqualTo(Float.floatToRawIntBits(tensor.data()[at]));
              }
            });
    assertThat(bytes(back)).isEqualTo(written);
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b", Tensor.of(new float[] {1, -2}, 1, 2));
    tensors.put("a", Tensor.scalar(0.5f));
    String header =
        "{\"b\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]}}";
    String padded = header + " ".repeat(Math.floorMod(-header.length(), 8));
    ByteBuffer expected =
        ByteBuffer.allocate(8 + padded.length() + 12).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(padded.length()).put(padded.getBytes(StandardCharsets.UTF_8));
    expected.putFloat(1).putFloat(-2).putFloat(0.5f);
    assertThat(bytes(TensorFile.of(tensors))).isEqualTo(expected.array());
  }

  /** A file with this header and this data. */
  private static byte[] file(String header, byte... data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }

  private static Tensor one(String type, int elements, ByteBuffer data) throws IOException {
    String header =
        "{\"x\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
            .formatted(type, elements, data.capacity());
    return read(file(header, data.array())).tensors().get("x");
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void otherNumberTypesBecomeFloats() throws IOException {
    assertThat(
            one(
                    "F16",
                    3,
                    little(6).putShort((short) 0x3c00).putShort((short) 0xc100).putShort((short) 1))
                .data())
        .containsExactly(1f, -2.5f, 0x1p-24f);
    assertThat(one("BF16", 2, little(4).putShort((short) 0x3f80).putShort((short) 0xc049)).data())
        .containsExactly(1f, -3.140625f);
    assertThat(one("F64", 2, little(16).putDouble(0.1).putDouble(Double.NEGATIVE_INFINITY)).data())
        .containsExactly(0.1f, Float.NEGATIVE_INFINITY);
    assertThat(one("I64", 2, little(16).putLong(-3).putLong(1L << 62)).data())
        .containsExactly(-3f, 0x1p62f);
    assertThat(one("I32", 2, little(8).putInt(1 << 24).putInt(-7)).data())
        .containsExactly(16777216f, -7f);
    assertThat(one("I16", 1, little(2).putShort((short) -300)).data()).containsExactly(-300f);
    assertThat(one("I8", 1, little(1).put((byte) -3)).data()).containsExactly(-3f);
    assertThat(one("U8", 1, little(1).put((byte) 200)).data()).containsExactly(200f);
    assertThat(one("BOOL", 2, little(2).put((byte) 0).put((byte) 1)).data())
        .containsExactly(0f, 1f);
  }

  @Test
  void aNumberThatNoFloatCanHoldIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> one("I32", 2, little(8).putInt(5).putInt((1 << 24) + 1)))
        .isInstanceOf(SafetensorsException.class)
        .hasMessage(
            "w.safetensors cannot be read: number 1 of the tensor \"x\": 16777217 cannot be held"
                + " exactly by a 32-bit float.");
    assertThatThrownBy(() -> one("I64", 1, little(8).putLong(Long.MAX_VALUE)))
        .hasMessageContaining("9223372036854775807 cannot be held");
    assertThatThrownBy(() -> one("F64", 1, little(8).putDouble(1e39)))
        .hasMessageContaining("1.0E39 lies outside the range of 32-bit floats");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [] | its header expects a JSON object that begins with '{'
          {"a":1} | the tensor "a" expects an object; received 1
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]} | its header is not valid JSON
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | has the key "a" twice
          {"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}} | has the key "dtype" twice
          {"a":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}} | expects a dtype of [F32, F16, BF16, F64, I64, I32, I16, I8, U8, BOOL]; received "C64"
          {"a":{"shape":[1],"data_offsets":[0,8]}} | expects a dtype of [F32, F16, BF16, F64, I64, I32, I16, I8, U8, BOOL]; received none
          {"a":{"dtype":"F32","data_offsets":[0,8]}} | expects a shape of integers of 0 or more; received none
          {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}} | expects a shape of integers of 0 or more; received [-2]
          {"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}} | expects a shape of integers of 0 or more; received [2.5]
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}} | expects data_offsets [begin, end]
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}} | expects data_offsets [begin, end]
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,"8"]}} | expects two data_offsets of 0 or more
          {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}} | of 3 numbers in F32 expects 12 bytes; its data_offsets give it 8
          {"a":{"dtype":"F32","shape":[65536,65536,65536,65536],"data_offsets":[0,8]}} | holds more than 2^31 - 17 numbers
          {"a":{"dtype":"F32","shape":[9223372036854775807,0],"data_offsets":[0,0]}} | holds more than 2^31 - 17 numbers
          {"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}} | expects a shape of integers
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | begins at byte 4, after a gap; byte 0 was expected
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | the tensor "b" begins at byte 4, within the tensor before it; byte 8 was expected
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} | its tensors need 4 bytes, and it has 8; the rest belongs to no tensor
          {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}} | its tensors need 12 bytes, and it has 8; it is truncated
          {"__metadata__":{"a":1}} | __metadata__ expects texts; received 1 for a
          {"__metadata__":[]} | __metadata__ expects an object of texts
          {} x | its header is not valid JSON: malformed at line 1 column 5
          """)
  void aHeaderThatDoesNotHoldIsRefused(String header, String message) {
    assertThatThrownBy(() -> read(file(header, new byte[8])))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageStartingWith("w.safetensors is not a valid safetensors file: ")
        .hasMessageContaining(message);
  }

  @Test
  void lengthsThatDoNotHoldAreRefusedBeforeAnythingIsAllocated() {
    assertThatThrownBy(() -> read(new byte[0])).hasMessageContaining("it has 0 bytes");
    byte[] huge = new byte[64];
    Arrays.fill(huge, (byte) 0xff);
    assertThatThrownBy(() -> read(huge)).hasMessageContaining("claims 18446744073709551615 bytes");
    byte[] past = little(16).putLong(90_000_000).array();
    assertThatThrownBy(() -> read(past))
        .hasMessageContaining("claims 90000000 bytes of 16; it is truncated");
  }

  @Test
  void everyTruncationAndEveryFlippedHeaderByteIsRefusedOrReadWithoutAnotherException()
      throws IOException {
    byte[] whole = bytes(random(new SplittableRandom(3)));
    for (int length = 0; length < whole.length; length += 1 + length / 200) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part)).isInstanceOf(SafetensorsException.class);
    }
    var random = new SplittableRandom(4);
    int header = 8 + (int) little(8).put(whole, 0, 8).getLong(0);
    for (int at = 0; at < header; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      try {
        assertThat(read(flipped)).isNotNull();
      } catch (SafetensorsException e) {
        assertThat(e).hasMessageContaining("w.safetensors");
      }
    }
  }

  @Test
  void aFileIsReplacedAndReadByItsPath() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Files.writeString(file, "old");
    assertThatThrownBy(() -> Safetensors.read(file)).hasMessageStartingWith(file.toString());
    TensorFile content = random(new SplittableRandom(9));
    Safetensors.write(file, content);
    assertThat(Safetensors.read(file)).isEqualTo(content);
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("none")))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining("cannot be read");
  }
}
