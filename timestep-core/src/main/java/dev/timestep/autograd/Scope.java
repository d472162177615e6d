package dev.timestep.autograd;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named place in a program, such as a layer, inside another one. The same name entered at the
 * same place is the same object, and its path is a string only once somebody asks.
 */
final class Scope {
  /** More names than this inside one place are numbered by somebody: they are not kept. */
  private static final int MANY = 256;

  private final @Nullable Scope outer;
  private final String name;
  private final List<Scope> inner = new ArrayList<>(2);
  private @Nullable String path;

  private Scope(@Nullable Scope outer, String name) {
    this.outer = outer;
    this.name = name;
  }

  static Scope root() {
    return new Scope(null, "");
  }

  /** The place of this name in here, known or new. */
  Scope enter(String inside) {
    for (int at = 0; at < inner.size(); at++) {
      if (inner.get(at).name.equals(inside)) {
        return inner.get(at);
      }
    }
    if (inner.size() == MANY) {
      inner.clear();
    }
    Scope entered = new Scope(this, inside);
    inner.add(entered);
    return entered;
  }

  /** The place around this one; null for the root. */
  @Nullable Scope outer() {
    return outer;
  }

  /** For example {@code "1.lstm"}; empty for the root. */
  String path() {
    String known = path;
    if (known == null) {
      known = outer == null || outer.outer == null ? name : outer.path() + "." + name;
      path = known;
    }
    return known;
  }
}
