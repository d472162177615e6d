package dev.timestep.bench.compare;

/** A process that uses one core until it is ended, or for a minute if nobody ends it. */
final class BusyLoop {
  private static final long LIFE = 60_000_000_000L;

  private BusyLoop() {}

  /** Loops. */
  public static void main(String[] arguments) {
    System.out.println("running");
    System.out.flush();
    long start = System.nanoTime();
    double x = 1;
    while (System.nanoTime() - start < LIFE) {
      for (int i = 0; i < 10_000; i++) {
        x = x * 0.999 + 0.001;
      }
    }
    System.out.println(x);
  }
}
