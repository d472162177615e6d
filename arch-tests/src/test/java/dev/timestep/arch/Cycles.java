package dev.timestep.arch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Circles of packages: one that, by way of others, uses itself. */
final class Cycles {
  private Cycles() {}

  /**
   * A line for each package that is part of a circle: the shortest way round, with a file for each
   * step of it.
   */
  static List<String> of(List<SourceFile> files) {
    Map<String, Map<String, String>> uses = new TreeMap<>();
    for (SourceFile file : files) {
      Map<String, String> own = uses.computeIfAbsent(file.packageName(), p -> new TreeMap<>());
      file.uses().forEach(used -> own.putIfAbsent(used, file.name()));
    }
    List<String> cycles = new ArrayList<>();
    for (String start : uses.keySet()) {
      List<String> way = shortestWayBack(start, uses);
      if (!way.isEmpty()) {
        cycles.add(words(way, uses));
      }
    }
    return cycles;
  }

  private static List<String> shortestWayBack(String start, Map<String, Map<String, String>> uses) {
    Map<String, String> before = new TreeMap<>();
    Set<String> seen = new TreeSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      String at = next.removeFirst();
      for (String used : uses.getOrDefault(at, Map.of()).keySet()) {
        if (seen.add(used)) {
          before.put(used, at);
          next.add(used);
        }
      }
    }
    if (!seen.contains(start)) {
      return List.of();
    }
    List<String> way = new ArrayList<>(List.of(start));
    for (String at = before.get(start); !at.equals(start); at = before.get(at)) {
      way.addFirst(at);
    }
    way.addFirst(start);
    return way;
  }

  private static String words(List<String> way, Map<String, Map<String, String>> uses) {
    StringBuilder text = new StringBuilder(way.getFirst());
    for (int at = 1; at < way.size(); at++) {
      text.append(" -> ")
          .append(way.get(at))
          .append(" (")
          .append(uses.get(way.get(at - 1)).get(way.get(at)))
          .append(")");
    }
    return text.toString();
  }
}
