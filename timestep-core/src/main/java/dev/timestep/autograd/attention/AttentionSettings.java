package dev.timestep.autograd.attention;

/**
 * How attention is computed.
 *
 * @param heads the widths are cut into as many parts, each with weights of its own
 * @param scale factor of each score
 * @param causal a query reads no key after its own step; the last query stands at the last key
 * @param context a causal query reads its own step's key and those before it, as many as this in
 *     all; 0 for all
 * @param dropout rate at which weights are zeroed while training, the others being divided by 1 −
 *     rate
 */
public record AttentionSettings(
    int heads, float scale, boolean causal, int context, double dropout) {

  /** Refuses what cannot be. */
  public AttentionSettings {
    if (heads < 1 || context < 0 || (context > 0 && !causal) || !(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "Attention expects heads of 1 or more, a context of 0 or more, and of 0 unless causal,"
              + " and dropout from 0 up to, not including, 1; received heads="
              + heads
              + ", causal="
              + causal
              + ", context="
              + context
              + ", dropout="
              + dropout
              + ".");
    }
  }

  /** One head over all keys. */
  public static AttentionSettings of(float scale) {
    return new AttentionSettings(1, scale, false, 0, 0);
  }
}
