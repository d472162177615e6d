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

  /** The 64 hexadecimal digits for all that was added; begins anew after that. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
