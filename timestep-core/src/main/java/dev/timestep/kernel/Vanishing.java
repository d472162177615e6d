package dev.timestep.kernel;

/**
 * Which numbers are so small that they count as 0 where they would be carried on.
 *
 * <p>Why any do: floats below {@link Float#MIN_NORMAL} (1.2e-38) are subnormal, and on many
 * processors each operation that reads or yields one takes a hundred times as long. A gradient that
 * shrinks on its way back through a long sequence, a state that decays without input, and an
 * optimizer's mean of gradients that have ended all get there, and then stay there, since a
 * subnormal number times 0.9 may round to itself.
 *
 * <p>Why at {@link #BOUND}, 2⁻⁶⁰ ≈ 8.7e-19: it is a little above 2⁻⁶³, the root of the smallest
 * normal float. So the product of any two numbers that are left is a normal number again, and still
 * is one times 1/64, as the slope of a gate may be. A much smaller bound would keep slow products:
 * of a vanishing gradient and a vanishing state, as in the gradient of a weight.
 *
 * <p>Why it is safe: the change is at most {@link #BOUND} for each number. A state of that size is
 * lost beside any input or bias above 1e-10, which a float32 sum rounds to its own digits anyway. A
 * gradient of that size moves a weight by 1e-10 of the learning rate under Adam with its usual ε of
 * 1e-8, and by 1e-18 of it under plain gradient descent, which no float32 weight of a usual size
 * feels. Whoever works with numbers of such a size should scale them first.
 *
 * <p>NaN and infinity pass, and −0 becomes 0.
 */
public final class Vanishing {
  /** Numbers of smaller size count as 0 where they would be carried on: 2⁻⁶⁰ ≈ 8.7e-19. */
  public static final float BOUND = 0x1p-60f;

  /** 2²⁴ + 2: added to and taken from a smaller number, it rounds that to multiples of 2. */
  private static final float ROUNDER = 0x1.000002p24f;

  private Vanishing() {}

  /** x, or 0 where |x| &lt; {@link #BOUND}. */
  public static float flushed(float x) {
    return Math.abs(x) < BOUND ? 0f : x;
  }

  /**
   * x, or 0 where |x| &lt; {@code bound}, for loops that become vector instructions.
   *
   * <p>It has no branch, as the JIT of JDK 25 does not vectorise a loop with one, and takes more
   * steps than {@link #flushed(float)} where a loop stays scalar. Adding and taking away a large
   * number leaves 0 of what is smaller than the bound, and at least twice the bound of all else;
   * cut at 1, that is the factor 0 or 1.
   *
   * @param bound a power of two from {@link Float#MIN_NORMAL} to 1
   */
  public static float flushed(float x, float bound) {
    float rounder = bound * ROUNDER;
    float rest = Math.abs(x) + rounder - rounder;
    return Math.fma(x, Math.min(rest * (0.5f / bound), 1f), 0f);
  }

  /**
   * The bound below which share·g² is hardly a normal number, and so nothing to keep in a mean of
   * squares: the root of 4·{@link Float#MIN_NORMAL} / share, rounded up to a power of two. With the
   * 4 a mean of squares outlives the mean of the same numbers, which is divided by its root.
   *
   * @param share what g² is multiplied by, such as Adam's 1 − β₂; 0 where no square counts
   */
  public static float boundOfSquares(float share) {
    if (share == 0f) {
      return BOUND;
    }
    double exact = Math.sqrt(4.0 * Float.MIN_NORMAL / share);
    float power = Math.scalb(1f, Math.getExponent(exact));
    return power < exact ? 2 * power : power;
  }
}
