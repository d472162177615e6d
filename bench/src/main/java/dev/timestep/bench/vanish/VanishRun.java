package dev.timestep.bench.vanish;

import dev.timestep.bench.compare.UsageException;
import dev.timestep.kernel.Engine;
import java.util.ArrayList;
import java.util.List;

/** The command {@code bench/vanish}. Exit codes: 0 the goal is met, 1 missed or wrong, 2 usage. */
final class VanishRun {
  private final List<VanishCase> cases;
  private final boolean kernels;

  private VanishRun(List<VanishCase> cases, boolean kernels) {
    this.cases = cases;
    this.kernels = kernels;
  }

  /** Measures the networks whose names hold one of the arguments; all without any. */
  public static void main(String[] arguments) {
    try {
      List<String> missed = parse(arguments).run();
      System.exit(missed.isEmpty() ? 0 : 1);
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (IllegalStateException e) {
      System.err.println("bench/vanish: " + e.getMessage());
      System.exit(1);
    }
  }

  static VanishRun parse(String... arguments) {
    List<VanishCase> all = VanishCase.all();
    List<String> names = new ArrayList<>();
    boolean kernels = false;
    for (String argument : arguments) {
      if (argument.equals("--kernels")) {
        kernels = true;
      } else if (argument.startsWith("-")) {
        throw new UsageException(
            "bench/vanish expects names of networks and --kernels; received \""
                + argument
                + "\". See bench/vanish --help.");
      } else if (all.stream().noneMatch(test -> test.name().contains(argument))) {
        throw new UsageException(
            "bench/vanish expects parts of the names "
                + String.join("; ", all.stream().map(VanishCase::name).toList())
                + ". Received \""
                + argument
                + "\", which is in none of them.");
      } else {
        names.add(argument);
      }
    }
    List<VanishCase> chosen =
        all.stream()
            .filter(test -> names.isEmpty() || names.stream().anyMatch(test.name()::contains))
            .toList();
    return new VanishRun(chosen, kernels);
  }

  List<VanishCase> cases() {
    return cases;
  }

  private List<String> run() {
    Engine engine = Engine.withThreads(1);
    System.out.println(engine.kernels().name() + ", processor time of one thread");
    if (kernels) {
      KernelSizes.print(engine.kernels());
      return List.of();
    }
    System.out.println(GrowthOfStep.header());
    List<String> missed = new ArrayList<>();
    for (VanishCase test : cases) {
      GrowthOfStep.Result result = GrowthOfStep.measure(test, engine, GrowthOfStep.Pace.USUAL);
      System.out.println(result.line());
      if (!result.isMet()) {
        missed.add(test.name());
      }
    }
    System.out.println(
        missed.isEmpty() ? "The goal is met." : "Missed: " + String.join("; ", missed) + ".");
    return missed;
  }
}
