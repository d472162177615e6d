package dev.timestep.io.safetensors;

import java.nio.ByteBuffer;

/** The number types that can be read, and what becomes of each as a 32-bit float. */
enum ElementType {
  /** As it is, NaN payloads included. */
  F32(4) {
    @Override
    float read(ByteBuffer bytes) {
      return Float.intBitsToFloat(bytes.getInt());
    }
  },
  /** Exact. */
  F16(2) {
    @Override
    float read(ByteBuffer bytes) {
      return Float.float16ToFloat(bytes.getShort());
    }
  },
  /** Exact: the upper half of a float. */
  BF16(2) {
    @Override
    float read(ByteBuffer bytes) {
      return Float.intBitsToFloat(bytes.getShort() << 16);
    }
  },
  /** Rounded to the nearest float; what would become infinite by that is refused. */
  F64(8) {
    @Override
    float read(ByteBuffer bytes) {
      double value = bytes.getDouble();
      float single = (float) value;
      if (Float.isInfinite(single) && Double.isFinite(value)) {
        throw new ArithmeticException(value + " lies outside the range of 32-bit floats");
      }
      return single;
    }
  },
  /** Refused where a float cannot hold it exactly, as beyond 2^24. */
  I64(8) {
    @Override
    float read(ByteBuffer bytes) {
      return exact(bytes.getLong());
    }
  },
  /** As I64. */
  I32(4) {
    @Override
    float read(ByteBuffer bytes) {
      return exact(bytes.getInt());
    }
  },
  /** Exact. */
  I16(2) {
    @Override
    float read(ByteBuffer bytes) {
      return bytes.getShort();
    }
  },
  /** Exact. */
  I8(1) {
    @Override
    float read(ByteBuffer bytes) {
      return bytes.get();
    }
  },
  /** Exact. */
  U8(1) {
    @Override
    float read(ByteBuffer bytes) {
      return bytes.get() & 0xff;
    }
  },
  /** 0 or 1. */
  BOOL(1) {
    @Override
    float read(ByteBuffer bytes) {
      return bytes.get() == 0 ? 0 : 1;
    }
  };

  private static final float TWO_TO_63 = 0x1p63f;

  final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /**
   * The next number.
   *
   * @throws ArithmeticException when a float cannot stand for it
   */
  abstract float read(ByteBuffer bytes);

  private static float exact(long value) {
    float single = value;
    if (single == TWO_TO_63 || (long) single != value) {
      throw new ArithmeticException(value + " cannot be held exactly by a 32-bit float");
    }
    return single;
  }
}
