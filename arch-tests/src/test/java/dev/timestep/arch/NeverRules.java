package dev.timestep.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.StreamSupport;

/** What no class of the house ever does, whatever room it is in. */
final class NeverRules {

  /** The one class that makes threads. */
  private static final String THREAD_MAKER = "dev.timestep.kernel.Workers";

  private static final String THREADS = "make a thread";

  static final Map<String, ArchRule> RULES =
      Map.of(
          "unsafe memory",
          noClasses()
              .should()
              .dependOnClassesThat(named("sun.misc.Unsafe", "jdk.internal.misc.Unsafe")),
          "Java serialization",
          noClasses()
              .should()
              .dependOnClassesThat(
                  named(ObjectInputStream.class.getName(), ObjectOutputStream.class.getName())),
          "system properties set",
          noClasses()
              .should()
              .accessTargetWhere(calls(System.class, "setProperty", "setProperties")),
          "standard output outside the command line",
          noClasses()
              .that()
              .resideOutsideOfPackage("dev.timestep.cli..")
              .should()
              .accessTargetWhere(
                  calls(System.class, "out", "err", "setOut", "setErr", "console")
                      .or(methodNamed("printStackTrace"))),
          "the process ended outside the command line",
          noClasses()
              .that()
              .resideOutsideOfPackage("dev.timestep.cli..")
              .should()
              .accessTargetWhere(
                  calls(System.class, "exit").or(calls(Runtime.class, "exit", "halt"))),
          "unseeded randomness",
          noClasses().should().accessTargetWhere(unseeded()),
          "parallel streams",
          noClasses()
              .should()
              .accessTargetWhere(
                  methodNamed("parallelStream", "parallelPrefix", "parallelSort", "parallelSetAll")
                      .or(
                          describe(
                              "Stream.parallel",
                              access ->
                                  access
                                          .getTargetOwner()
                                          .getPackageName()
                                          .equals("java.util.stream")
                                      && access.getName().equals("parallel")))
                      .or(calls(StreamSupport.class, "stream", "intStream", "doubleStream"))),
          "threads outside " + THREAD_MAKER,
          noClasses()
              .that(describe("are not " + THREAD_MAKER, type -> !isThreadMaker(type)))
              .should()
              .accessTargetWhere(startsThreads()));

  private static boolean isThreadMaker(JavaClass type) {
    return type.getName().equals(THREAD_MAKER) || type.getName().startsWith(THREAD_MAKER + "$");
  }

  private static DescribedPredicate<JavaAccess<?>> startsThreads() {
    Set<String> makers =
        Set.of(
            Executors.class.getName(),
            ThreadPoolExecutor.class.getName(),
            ForkJoinPool.class.getName(),
            Timer.class.getName(),
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.StructuredTaskScope");
    return describe(
            THREADS,
            (JavaAccess<?> access) ->
                makers.contains(access.getTargetOwner().getName())
                    || isConstructor(access)
                        && access.getTargetOwner().isAssignableTo(Thread.class))
        .or(calls(Thread.class, "ofPlatform", "ofVirtual", "startVirtualThread"))
        .or(
            describe(
                THREADS,
                access ->
                    access.getTargetOwner().isEquivalentTo(CompletableFuture.class)
                        && access.getName().endsWith("Async")));
  }

  private static DescribedPredicate<JavaAccess<?>> unseeded() {
    return describe(
            "a generator without a seed",
            (JavaAccess<?> access) ->
                isConstructor(access)
                    && argumentCount(access) == 0
                    && (access.getTargetOwner().isEquivalentTo(Random.class)
                        || access.getTargetOwner().isEquivalentTo(SplittableRandom.class)))
        .or(calls(Math.class, "random"))
        .or(calls(StrictMath.class, "random"))
        .or(calls(RandomGenerator.class, "of", "getDefault"))
        .or(
            describe(
                "a generator without a seed",
                access ->
                    access.getTargetOwner().isEquivalentTo(RandomGeneratorFactory.class)
                        && access.getName().equals("create")
                        && argumentCount(access) == 0))
        .or(
            describe(
                "a shuffle without a generator",
                access ->
                    access.getTargetOwner().isEquivalentTo(java.util.Collections.class)
                        && access.getName().equals("shuffle")
                        && argumentCount(access) == 1))
        .or(
            describe(
                "a generator that cannot be seeded",
                access ->
                    access.getTargetOwner().isEquivalentTo(ThreadLocalRandom.class)
                        || access.getTargetOwner().isEquivalentTo(SecureRandom.class)
                        || access
                            .getTarget()
                            .getFullName()
                            .startsWith("java.util.UUID.randomUUID")));
  }

  private static boolean isConstructor(JavaAccess<?> access) {
    return access.getTarget() instanceof AccessTarget.ConstructorCallTarget
        || access.getTarget() instanceof AccessTarget.ConstructorReferenceTarget;
  }

  private static int argumentCount(JavaAccess<?> access) {
    return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget unit
        ? unit.getRawParameterTypes().size()
        : -1;
  }

  private static DescribedPredicate<JavaAccess<?>> calls(Class<?> owner, String... names) {
    Set<String> wanted = Set.of(names);
    return describe(
        owner.getSimpleName() + "." + wanted,
        access ->
            access.getTargetOwner().isAssignableTo(owner) && wanted.contains(access.getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> methodNamed(String... names) {
    Set<String> wanted = Set.of(names);
    return describe("a method named " + wanted, access -> wanted.contains(access.getName()));
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    Set<String> wanted = Set.of(names);
    return describe("one of " + wanted, type -> wanted.contains(type.getName()));
  }

  private NeverRules() {}
}
