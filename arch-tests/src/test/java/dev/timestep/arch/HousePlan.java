package dev.timestep.arch;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The plan of the house: every package and the doors it has. Data goes one way; nothing low knows
 * anything high.
 */
final class HousePlan {

  private static final String[] CORE = {
    "kernel",
    "tensor",
    "autograd",
    "autograd.recurrent",
    "autograd.attention",
    "autograd.convolution",
    "nn.cell",
    "nn",
    "nn.graph",
    "data",
    "judge",
    "train",
    "explain"
  };

  /** What several jobs share: the skeleton, the doors for data, and models of more than one job. */
  private static final String[] SHARED = {
    "task", "task.fold", "task.table", "task.sequence", "task.ridge"
  };

  private static final String[] TASKS = {
    "task",
    "task.fold",
    "task.table",
    "task.sequence",
    "task.ridge",
    "task.forecast",
    "task.anomaly",
    "task.classify",
    "task.tag",
    "task.language",
    "task.translate",
    "task.speech",
    "task.recommend"
  };

  private static final String[] IO = {
    "io.file",
    "io.json",
    "io.model",
    "io.safetensors",
    "io.keras",
    "io.pytorch",
    "io.onnx",
    "io.numpy",
    "io.tensorboard"
  };

  /** What every format of files stands on; these two import no other room of io. */
  private static final String[] IO_GROUND = {"io.file", "io.json"};

  static final List<Room> ROOMS =
      Stream.of(
              Stream.of(
                  Room.core("kernel", 8),
                  Room.core("tensor", 3, "kernel"),
                  Room.core("autograd", 20, "tensor", "kernel"),
                  Room.core("autograd.recurrent", 10, "autograd", "tensor", "kernel"),
                  Room.core("autograd.attention", 8, "autograd", "tensor", "kernel"),
                  Room.core("autograd.convolution", 8, "autograd", "tensor", "kernel"),
                  Room.core("nn.cell", 10, "autograd.recurrent", "autograd", "tensor", "kernel"),
                  Room.core(
                      "nn",
                      25,
                      "nn.cell",
                      "autograd.attention",
                      "autograd.convolution",
                      "autograd.recurrent",
                      "autograd",
                      "tensor",
                      "kernel"),
                  Room.core("nn.graph", 6, "nn", "nn.cell", "autograd", "tensor", "kernel"),
                  Room.core("data", 10, "tensor", "kernel"),
                  Room.core("judge", 0, "tensor"),
                  Room.core(
                      "train",
                      25,
                      "judge",
                      "nn.graph",
                      "nn.cell",
                      "nn",
                      "data",
                      "autograd",
                      "tensor",
                      "kernel"),
                  Room.core(
                      "explain",
                      0,
                      "nn.graph",
                      "nn.cell",
                      "nn",
                      "data",
                      "autograd",
                      "tensor",
                      "kernel"),
                  Room.core("kernel.vector", 4, CORE).with("jdk.incubator.vector")),
              Stream.of(IO).map(HousePlan::io),
              Stream.of(TASKS).map(HousePlan::task),
              Stream.of(
                  // A page is put in its place as every other file is.
                  Room.of("report", 20, and(CORE, "io.file")).with("com.github.weisj.jsvg"),
                  // Not kernel or autograd: a program shows what the tasks do, it does not compute.
                  Room.of(
                          "cli",
                          3,
                          and(and(TASKS, IO), "report", "judge", "train", "data", "tensor"))
                      // The size of the machine is known to the JDK outside of java.* only.
                      .with("picocli", "com.google.gson", "com.sun.management"),
                  Room.of("server", 0, and(and(TASKS, IO), "report", "train", "data", "tensor")),
                  Room.of("spark", 0, and(and(TASKS, IO), "report", "train", "data", "tensor"))))
          .flatMap(rooms -> rooms)
          .toList();

  /**
   * The formats of files do not import each other, so that one can be left out or replaced. The
   * model file alone is made of another one: its weights are safetensors.
   */
  private static Room io(String name) {
    int atLeast = List.of("io.json", "io.model", "io.safetensors").contains(name) ? 3 : 0;
    String[] below =
        switch (name) {
          case "io.file", "io.json" -> CORE;
          case "io.model" -> and(and(CORE, IO_GROUND), "io.safetensors");
          default -> and(CORE, IO_GROUND);
        };
    return Room.of(name, atLeast, below).with("com.google.gson");
  }

  /**
   * A task may use what several share, never another task; and how the report writes numbers, so
   * that terminal and page agree.
   */
  private static Room task(String name) {
    String[] below = and(and(and(CORE, IO), SHARED), "report");
    return Room.of(name, atLeast(name), below)
        .with(
            "com.google.gson",
            "de.siegmar.fastcsv",
            "de.focus_shift.jollyday",
            "com.tyme",
            "org.ejml");
  }

  private static int atLeast(String task) {
    return switch (task) {
      case "task.table" -> 20;
      case "task.forecast" -> 8;
      default -> 0;
    };
  }

  /** The room that a package belongs to: the longest name that it starts with; itself if none. */
  static String roomOf(String packageName) {
    String name = packageName.equals("dev.timestep") ? "" : below(packageName);
    return ROOMS.stream()
        .map(Room::name)
        .filter(room -> name.equals(room) || name.startsWith(room + "."))
        .max(Comparator.comparingInt(String::length))
        .orElse(name);
  }

  private static String below(String packageName) {
    return packageName.startsWith("dev.timestep.")
        ? packageName.substring("dev.timestep.".length())
        : packageName;
  }

  private static String[] and(String[] names, String... more) {
    return Stream.of(names, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private HousePlan() {}
}
