package dev.timestep.autograd.attention;

/** How well each key fits each query, before the softmax. */
sealed interface Scores permits DotScores, AdditiveScores {
  /** Writes a block's scores [queries, keys] at {@code to}, rows {@code ld} apart. */
  void forward(Block at, float[] out, int to, int ld);

  /** Before the blocks of a backward pass. */
  void startBackward();

  /** Passes on the gradient of a block's scores, {@link Block#gradient}, which it may overwrite. */
  void backward(Block at);

  /** After all blocks, on one thread. */
  void endBackward();

  /** Multiply-adds for one query and one key, roughly. */
  int cost();
}
