package dev.timestep.autograd;

import dev.timestep.kernel.Engine;
import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tapes for prediction that are used again: a call with the shapes of one before it finds the
 * operations and arrays that one has made, and so makes next to no garbage. Each call has a tape
 * for itself, so any number of threads may call at once.
 *
 * <pre>{@code
 * Tensor output = pool.predict(engine, tape -> model.forward(tape, input(tape)).toBatchFirst());
 * }</pre>
 *
 * <p>A tape that nobody uses holds the arrays of its last call, its inputs among them, until the
 * JVM is short of memory. A tape whose call ended with an exception is not used again.
 */
public final class TapePool {
  /** Tapes that wait, at most: as many calls as can run at once, on two engines. */
  private static final int MOST = 2 * Runtime.getRuntime().availableProcessors();

  /** The one given back last comes first: its arrays may still be in a cache. */
  private final Deque<SoftReference<Tape>> idle = new ArrayDeque<>();

  /** A pool without tapes. */
  public TapePool() {}

  /**
   * Runs a program on a tape of this engine.
   *
   * @param program what it returns must share no array with the tape
   */
  public <R> R predict(Engine engine, Function<Tape, R> program) {
    Tape waiting = take(engine);
    Tape tape = waiting == null ? Tape.inference(engine) : waiting;
    tape.reset(0);
    R result = program.apply(tape);
    giveBack(tape);
    return result;
  }

  private synchronized @Nullable Tape take(Engine engine) {
    for (Iterator<SoftReference<Tape>> left = idle.iterator(); left.hasNext(); ) {
      Tape tape = left.next().get();
      if (tape == null) {
        left.remove();
      } else if (tape.engine().equals(engine)) {
        left.remove();
        return tape;
      }
    }
    return null;
  }

  private synchronized void giveBack(Tape tape) {
    if (idle.size() == MOST) {
      idle.removeLast();
    }
    idle.addFirst(new SoftReference<>(tape));
  }
}
