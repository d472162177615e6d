package dev.timestep.golden.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Bytes of an ONNX file with one recurrent operator, whose inputs and outputs are those of the
 * graph.
 *
 * <p>Source: onnx.proto; the encoding of protocol buffers as described at protobuf.dev.
 */
final class OnnxModel {
  private static final int OPSET = 14;
  private static final int IR_VERSION = 8;
  static final int FLOAT = 1;
  static final int INT32 = 6;

  private final Message node = new Message();
  private final Message graph = new Message();

  /** An operator with these inputs, in its order; an empty name stands for a missing one. */
  OnnxModel(String operator, List<String> inputs, List<String> outputs) {
    inputs.forEach(input -> node.text(1, input));
    outputs.forEach(output -> node.text(2, output));
    node.text(4, operator);
  }

  OnnxModel number(String name, long value) {
    return attribute(new Message().text(1, name).number(3, value).number(20, 2));
  }

  OnnxModel real(String name, float value) {
    return attribute(new Message().text(1, name).real(2, value).number(20, 1));
  }

  OnnxModel text(String name, String value) {
    return attribute(new Message().text(1, name).text(4, value).number(20, 3));
  }

  OnnxModel texts(String name, List<String> values) {
    Message attribute = new Message().text(1, name);
    values.forEach(value -> attribute.text(9, value));
    return attribute(attribute.number(20, 8));
  }

  OnnxModel reals(String name, List<Float> values) {
    if (values.isEmpty()) {
      return this;
    }
    Message attribute = new Message().text(1, name);
    values.forEach(value -> attribute.real(7, value));
    return attribute(attribute.number(20, 6));
  }

  private OnnxModel attribute(Message attribute) {
    node.message(5, attribute);
    return this;
  }

  OnnxModel input(String name, int type, long... sizes) {
    graph.message(11, value(name, type, sizes));
    return this;
  }

  OnnxModel output(String name, long... sizes) {
    graph.message(12, value(name, FLOAT, sizes));
    return this;
  }

  private static Message value(String name, int type, long... sizes) {
    Message dimensions = new Message();
    for (long size : sizes) {
      dimensions.message(1, new Message().number(1, size));
    }
    Message tensor = new Message().number(1, type).message(2, dimensions);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  byte[] toBytes() {
    graph.message(1, node).text(2, "recurrent");
    Message opset = new Message().text(1, "").number(2, OPSET);
    return new Message()
        .number(1, IR_VERSION)
        .message(7, graph)
        .message(8, opset)
        .out
        .toByteArray();
  }

  /** A message of protocol buffers: fields of a number, each a varint, a float or bytes. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message real(int field, float value) {
      varint((long) field << 3 | 5);
      out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.out.toByteArray());
    }

    private Message bytes(int field, byte[] value) {
      varint((long) field << 3 | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
