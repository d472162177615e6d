package dev.timestep.nn;

/** The factor of the product of a query and a key. */
public enum AttentionScale {
  /** Not at all (Luong, Pham and Manning 2015; Keras' default). */
  NONE,
  /** 1/√n for keys of width n, so that its variance does not grow (Vaswani et al. 2017). */
  ROOT,
  /** A number that is learned, 1 at first (Keras: {@code use_scale}). */
  LEARNED
}
