package dev.timestep.io.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A fingerprint of texts and numbers: their SHA-256 (FIPS 180-4).
 *
 * <pre>{@code
 * String fingerprint = new Sha256().add("births").add(4182.0).hex();
 * }</pre>
 */
public final class Sha256 {

  /** Numbers that are added at once. */
  private static final int MOST = 1024;

  private final MessageDigest digest = digest();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  /** The function itself, for bytes. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Adds a text in UTF-8. */
  public Sha256 add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Adds the eight bytes of a whole number, the highest first. */
  public Sha256 add(long value) {
    digest.update(number.putLong(0, value).array());
    return this;
  }

  /** Adds the bits of a number; all NaN are the same. */
  public Sha256 add(double value) {
    return add(Double.doubleToLongBits(value));
  }

  /** Adds many numbers, as one after the other. */
  public Sha256 add(double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * Math.min(values.length, MOST));
    for (int from = 0; from < values.length; from += MOST) {
      int to = Math.min(values.length, from + MOST);
      bytes.clear();
      for (int i = from; i < to; i++) {
        bytes.putLong(Double.doubleToLongBits(values[i]));
      }
      digest.update(bytes.flip());
    }
    return this;
  }

  /** The 64 hexadecimal digits for all that was added; begins anew after that. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
