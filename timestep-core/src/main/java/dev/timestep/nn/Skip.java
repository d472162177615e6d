package dev.timestep.nn;

/** How a layer of a stack is joined with what it reads. */
public enum Skip {
  /** y = layer(x). */
  NONE,
  /** y = layer(x) + x: residual (He et al. 2016, for recurrent stacks Wu et al. 2016). */
  RESIDUAL,
  /** y = t ⊙ layer(x) + (1 − t) ⊙ x, t = σ(x·W_t + b_t): highway (Srivastava et al. 2015). */
  HIGHWAY
}
