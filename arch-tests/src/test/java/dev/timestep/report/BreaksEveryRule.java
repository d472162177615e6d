package dev.timestep.report;

import java.io.ObjectInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** One class for each thing that no class may do. Never run; read by the tests as class files. */
@SuppressWarnings("unused")
public final class BreaksEveryRule {

  static class UsesUnsafe {
    sun.misc.Unsafe unsafe;
  }

  static class ReadsObjects {
    ObjectInputStream in;
  }

  static class SetsAProperty {
    String old = System.setProperty("a", "b");
  }

  static class PrintsToOut {
    void print() {
      System.out.println();
    }
  }

  static class PrintsToErr {
    void print() {
      System.err.println();
    }
  }

  static class PrintsItsTrace {
    void print(Exception e) {
      e.printStackTrace();
    }
  }

  static class EndsTheProcess {
    void end() {
      System.exit(1);
    }
  }

  static class MakesARandom {
    Random random = new Random();
  }

  static class NamesTheConstructorOfRandom {
    Supplier<Random> random = Random::new;
  }

  static class MakesASplittableRandom {
    SplittableRandom random = new SplittableRandom();
  }

  static class CallsMathRandom {
    double number = Math.random();
  }

  static class NamesMathRandom {
    DoubleSupplier numbers = Math::random;
  }

  static class AsksTheThreadForRandom {
    int number = ThreadLocalRandom.current().nextInt();
  }

  static class AsksForAnyGenerator {
    RandomGenerator random = RandomGenerator.getDefault();
  }

  static class ShufflesAnyhow {
    void shuffle(List<String> list) {
      Collections.shuffle(list);
    }
  }

  static class TakesARandomName {
    UUID name = UUID.randomUUID();
  }

  static class StreamsInParallel {
    long count = IntStream.range(0, 9).parallel().count();
  }

  static class CollectsInParallel {
    long count = List.of(1).parallelStream().count();
  }

  static class SortsInParallel {
    void sort(int[] numbers) {
      Arrays.parallelSort(numbers);
    }
  }

  static class MakesAThread {
    Thread thread = new Thread(() -> {});
  }

  static class IsAThread extends Thread {}

  static class MakesAVirtualThread {
    Thread thread = Thread.ofVirtual().start(() -> {});
  }

  static class MakesAPool {
    Object pool = Executors.newFixedThreadPool(2);
  }

  static class RunsElsewhere {
    Object later = CompletableFuture.runAsync(() -> {});
  }

  private BreaksEveryRule() {}
}
