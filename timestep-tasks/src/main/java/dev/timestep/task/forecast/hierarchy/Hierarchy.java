package dev.timestep.task.forecast.hierarchy;

import dev.timestep.task.message.TaskException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Series and the groups that they add up to: the total first, then the groups level by level, then
 * the series themselves, called <em>leaves</em>.
 *
 * <pre>{@code
 * var region = new Grouping("region", List.of("north", "north", "south"));
 * Hierarchy shops = Hierarchy.nested(List.of("elm", "oak", "ash"), List.of(region));
 * shops.names();   // [total, region=north, region=south, elm, oak, ash]
 * shops.leaves(1); // [0, 1]
 * }</pre>
 *
 * <p>The summing matrix S of the literature has a row for each node, with a 1 for each of its
 * leaves. It is mostly zeros, and is kept as the list of leaves of each node. A group with a single
 * leaf, or with the same leaves as a group before it, is the same series under another name: it is
 * listed, but counts once ({@link #same}).
 *
 * <p>Immutable.
 */
public final class Hierarchy {
  /** Name of the node that all series add up to, and of its level. */
  public static final String TOTAL = "total";

  /** Name of the level of the leaves. */
  private static final String SERIES = "series";

  /** Columns that may be crossed: each further one doubles the levels. */
  private static final int MOST_CROSSED = 6;

  private final List<String> names = new ArrayList<>();
  private final List<String> levels = new ArrayList<>();
  private final List<int[]> leaves = new ArrayList<>();
  private final Map<String, Integer> byName = new LinkedHashMap<>();
  private final int leafCount;
  private final int[] same;

  private Hierarchy(List<String> ids, List<List<Grouping>> levelsOfGroups) {
    leafCount = ids.size();
    requireSeries(ids);
    add(TOTAL, TOTAL, IntStream.range(0, leafCount).toArray());
    for (List<Grouping> level : levelsOfGroups) {
      addLevel(level);
    }
    for (int leaf = 0; leaf < leafCount; leaf++) {
      add(ids.get(leaf), SERIES, leaf);
    }
    same = findSame();
  }

  /**
   * Groups within groups: total, then the values of the first grouping, then those of the second
   * within the first, and so on, then the series.
   *
   * @param ids of the series, each once
   * @param groupings the outermost first; none for a total alone
   * @throws TaskException that names the series which has no group, or the name that occurs twice
   */
  public static Hierarchy nested(List<String> ids, List<Grouping> groupings) {
    requireGroupings(ids, groupings);
    List<List<Grouping>> levels = new ArrayList<>();
    for (int depth = 1; depth <= groupings.size(); depth++) {
      levels.add(groupings.subList(0, depth));
    }
    return new Hierarchy(ids, levels);
  }

  /**
   * Groups that cross: total, the values of each grouping, of each pair of groupings, and so on,
   * then the series. So regions and products give a total, regions, products and the products of
   * each region.
   *
   * @param ids of the series, each once
   * @param groupings at most {@value #MOST_CROSSED}
   * @throws TaskException that names the series which has no group, or the name that occurs twice
   */
  public static Hierarchy crossed(List<String> ids, List<Grouping> groupings) {
    requireGroupings(ids, groupings);
    if (groupings.size() > MOST_CROSSED) {
      throw new TaskException(
          "Crossed groups expect at most %d columns; received %d: %s. Leave some out, or nest them."
              .formatted(
                  MOST_CROSSED,
                  groupings.size(),
                  String.join(", ", groupings.stream().map(Grouping::name).toList())));
    }
    List<List<Grouping>> levels = new ArrayList<>();
    for (int count = 1; count <= groupings.size(); count++) {
      for (int mask = 1; mask < 1 << groupings.size(); mask++) {
        if (Integer.bitCount(mask) == count) {
          levels.add(chosen(groupings, mask));
        }
      }
    }
    return new Hierarchy(ids, levels);
  }

  /**
   * The hierarchy that ids with a separator spell: {@code north/elm} is a series of the group
   * {@code north}. The last part is the series itself.
   *
   * @param ids such as {@code north/elm}
   * @param separator between the parts
   * @param names of the parts, for example {@code region, shop}
   */
  public static Hierarchy ofIds(List<String> ids, String separator, String... names) {
    List<Grouping> parts = Grouping.ofIds(ids, separator, names);
    return nested(ids, parts.subList(0, Math.max(0, parts.size() - 1)));
  }

  private static List<Grouping> chosen(List<Grouping> groupings, int mask) {
    return IntStream.range(0, groupings.size())
        .filter(at -> (mask >> at & 1) == 1)
        .mapToObj(groupings::get)
        .toList();
  }

  // ---------------------------------------------------------------- what is refused

  private static void requireSeries(List<String> ids) {
    if (ids.isEmpty()) {
      throw new TaskException("A hierarchy expects one series or more; received none.");
    }
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      if (id.isBlank() || !seen.add(id)) {
        throw new TaskException(
            "A hierarchy expects a name for each series, each once; received \""
                + id
                + (id.isBlank() ? "\"." : "\" twice."));
      }
    }
  }

  private static void requireGroupings(List<String> ids, List<Grouping> groupings) {
    Set<String> seen = new HashSet<>();
    for (Grouping grouping : groupings) {
      if (!seen.add(grouping.name())) {
        throw new TaskException(
            "A hierarchy expects each column of groups once; received \""
                + grouping.name()
                + "\" twice.");
      }
      if (grouping.values().size() != ids.size()) {
        throw new TaskException(
            "The groups of \"%s\" expect a value for each of the %d series; received %d."
                .formatted(grouping.name(), ids.size(), grouping.values().size()));
      }
      for (int leaf = 0; leaf < ids.size(); leaf++) {
        if (grouping.values().get(leaf).isBlank()) {
          throw new TaskException(
              "A hierarchy expects a name in \"%s\" for every series; series \"%s\" has none. Give"
                      .formatted(grouping.name(), ids.get(leaf))
                  + " it one, or leave the series or the column out.");
        }
      }
    }
  }

  private void add(String name, String level, int... members) {
    Integer before = byName.putIfAbsent(name, names.size());
    if (before != null) {
      throw new TaskException(
          "A hierarchy expects different names; received \"%s\" as %s and as %s. Rename one."
              .formatted(name, levels.get(before), level));
    }
    names.add(name);
    levels.add(level);
    leaves.add(members);
  }

  private void addLevel(List<Grouping> level) {
    String label = String.join(" x ", level.stream().map(Grouping::name).toList());
    Map<List<String>, List<Integer>> groups = new LinkedHashMap<>();
    for (int leaf = 0; leaf < leafCount; leaf++) {
      int at = leaf;
      List<String> values = level.stream().map(grouping -> grouping.values().get(at)).toList();
      groups.computeIfAbsent(values, key -> new ArrayList<>()).add(leaf);
    }
    groups.forEach(
        (values, members) -> {
          List<String> words = new ArrayList<>();
          for (int at = 0; at < values.size(); at++) {
            words.add(level.get(at).name() + "=" + values.get(at));
          }
          add(String.join(", ", words), label, members.stream().mapToInt(m -> m).toArray());
        });
  }

  private int[] findSame() {
    Map<List<Integer>, Integer> first = new LinkedHashMap<>();
    int[] found = new int[names.size()];
    for (int node = 0; node < found.length; node++) {
      int[] members = leaves.get(node);
      if (members.length == 1) {
        found[node] = groups() + members[0];
      } else {
        Integer before = first.putIfAbsent(Arrays.stream(members).boxed().toList(), node);
        found[node] = before == null ? node : before;
      }
    }
    return found;
  }

  // ---------------------------------------------------------------- what it says

  /** Nodes: groups, then leaves. */
  public int size() {
    return names.size();
  }

  /** Series at the bottom. */
  public int leafCount() {
    return leafCount;
  }

  /** Nodes that are not leaves, the total among them; node {@code groups() + i} is leaf i. */
  public int groups() {
    return names.size() - leafCount;
  }

  /** The name of each node: {@code total}, {@code region=north}, then the ids of the series. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** The level of a node: {@code total}, names of columns joined by " x ", or {@code series}. */
  public String level(int node) {
    return levels.get(node);
  }

  /** The levels from the total down. */
  public List<String> levels() {
    return levels.stream().distinct().toList();
  }

  /**
   * The node of a name.
   *
   * @throws TaskException when there is none
   */
  public int node(String name) {
    Integer node = byName.get(name);
    if (node == null) {
      throw new TaskException("The hierarchy has no node \"" + name + "\".");
    }
    return node;
  }

  /** The leaves that a node adds up, ascending: a row of the summing matrix. */
  public int[] leaves(int node) {
    return leaves.get(node).clone();
  }

  /**
   * The node that a node is the same series as: for a group with a single leaf that leaf, for a
   * group with the leaves of a group before it that group, else itself.
   */
  public int same(int node) {
    return same[node];
  }

  /** The same without a copy. */
  int[] members(int node) {
    return leaves.get(node);
  }
}
