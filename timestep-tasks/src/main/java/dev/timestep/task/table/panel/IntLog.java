package dev.timestep.task.table.panel;

import java.util.Arrays;

/**
 * Whole numbers that mostly grow by equal steps, such as the lines of a series in a sorted file.
 * What is held are the changes of the step: nothing while it stays.
 */
final class IntLog {

  private int size;
  private int first;
  private int last;
  private int step;

  /** Numbers since the last change of the step. */
  private int same;

  private byte[] changes = {};
  private int used;

  void add(int value) {
    if (size == 0) {
      first = value;
    } else {
      int now = value - last;
      if (now == step) {
        same++;
      } else {
        write(same);
        int change = now - step;
        write((change << 1) ^ (change >> 31));
        step = now;
        same = 0;
      }
    }
    last = value;
    size++;
  }

  int size() {
    return size;
  }

  int first() {
    return first;
  }

  int last() {
    return last;
  }

  int[] values() {
    int[] values = new int[size];
    int at = 0;
    int value = first;
    int now = 0;
    int[] position = {0};
    if (size > 0) {
      values[at++] = value;
    }
    while (position[0] < used) {
      for (int i = read(position); i > 0; i--) {
        value += now;
        values[at++] = value;
      }
      int change = read(position);
      now += (change >>> 1) ^ -(change & 1);
      value += now;
      values[at++] = value;
    }
    while (at < size) {
      value += now;
      values[at++] = value;
    }
    return values;
  }

  /** Frees what was held in reserve. */
  void trim() {
    changes = used == changes.length ? changes : Arrays.copyOf(changes, used);
  }

  /** What two logs have in common exactly when they hold the same numbers. */
  record Key(int size, int first, int last, int hash, byte[] changes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && size == key.size
          && first == key.first
          && last == key.last
          && Arrays.equals(changes, key.changes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  Key key() {
    trim();
    int hash = 31 * (31 * (31 * Arrays.hashCode(changes) + size) + first) + last;
    return new Key(size, first, last, hash, changes);
  }

  /** Seven bits a byte, the lowest first. */
  private void write(int number) {
    int rest = number;
    if (used + 5 > changes.length) {
      changes = Arrays.copyOf(changes, Math.max(8, 3 * changes.length / 2 + 5));
    }
    while ((rest & ~0x7F) != 0) {
      changes[used++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    changes[used++] = (byte) rest;
  }

  private int read(int[] position) {
    int number = 0;
    int shift = 0;
    byte next;
    do {
      next = changes[position[0]++];
      number |= (next & 0x7F) << shift;
      shift += 7;
    } while (next < 0);
    return number;
  }
}
