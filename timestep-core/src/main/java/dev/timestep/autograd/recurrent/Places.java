package dev.timestep.autograd.recurrent;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of the matrices lie that only a recurrent layer itself reads and writes: gates,
 * cell states, gradients of states.
 *
 * <p>A core reads ahead to the end of a page of memory. Were each step's rows of one thread beside
 * those of another, each core would take lines away from the other, which is about to write them,
 * at every step. So where the batch is cut by sequences, each part has all its steps side by side,
 * and {@value #PAGE} floats lie between two parts. Otherwise rows are in working order ({@link
 * StepLayout}).
 *
 * <p>Where a row lies changes no sum, so neither do the bits.
 */
final class Places {
  /** Floats between two parts: a page of memory, 4 KiB. */
  static final int PAGE = 1024;

  private final StepLayout layout;
  private final Part[] parts;
  private final boolean apart;
  private final int gap;

  /** [part][step] where the rows of a step begin: a part's own, or those of the whole batch. */
  private final int[][] begin;

  private final int rows;

  /**
   * Places in a layer.
   *
   * @param stepsKept steps that are kept at once, from a multiple of it on; the next ones take
   *     their place
   * @param width floats in a row
   */
  Places(StepLayout layout, Cut cut, int stepsKept, int width) {
    this.layout = layout;
    this.parts = cut.parts();
    this.apart = cut.isApart();
    this.gap = apart ? (PAGE + width - 1) / Math.max(1, width) : 0;
    this.begin = new int[parts.length][];
    this.rows = apart ? placeParts(Math.max(1, stepsKept)) : placeWhole(Math.max(1, stepsKept));
  }

  private int placeParts(int stepsKept) {
    int base = 0;
    int end = 0;
    for (int part = 0; part < parts.length; part++) {
      begin[part] = new int[layout.steps()];
      int row = base;
      for (int step = 0; step < layout.steps(); step++) {
        row = step % stepsKept == 0 ? base : row;
        begin[part][step] = row;
        row += parts[part].activeAt(step);
        end = Math.max(end, row);
      }
      base = end + gap;
    }
    return end;
  }

  private int placeWhole(int stepsKept) {
    int[] all = new int[layout.steps()];
    int end = 0;
    for (int first = 0; first < all.length; first += stepsKept) {
      int next = Math.min(all.length, first + stepsKept);
      // Backward through time, the last of some steps has the lowest row.
      int low = Math.min(layout.firstRow(first), layout.firstRow(next - 1));
      for (int step = first; step < next; step++) {
        all[step] = layout.firstRow(step) - low;
        end = Math.max(end, all[step] + layout.active(step));
      }
    }
    Arrays.fill(begin, all);
    return end;
  }

  /** Whether each part's rows lie by themselves. */
  boolean areApart() {
    return apart;
  }

  /** Rows of a matrix over the steps that are kept. */
  int rows() {
    return rows;
  }

  /** Rows of a matrix over the sequences. */
  int sequenceRows() {
    return layout.batch() + gap * (parts.length - 1);
  }

  /** The row of a part's first sequence in a matrix over the sequences. */
  int sequence(Part at) {
    return at.from + gap * at.index;
  }

  /** The row of a sorted position in a matrix over the sequences. */
  int sequence(int position) {
    return position + gap * partOf(position);
  }

  /** The row of a part's first sequence at its step. */
  int row(Part at) {
    return row(at, at.step);
  }

  /** The same at another step. */
  int row(Part at, int step) {
    return begin[at.index][step] + (apart ? 0 : at.from);
  }

  /** The row of a sorted position at a step. */
  int row(int step, int position) {
    int part = partOf(position);
    return begin[part][step] + position - (apart ? parts[part].from : 0);
  }

  private int partOf(int position) {
    int part = apart ? parts.length - 1 : 0;
    while (part > 0 && parts[part].from > position) {
      part--;
    }
    return part;
  }

  /** The place of each working row; null where all are in working order. */
  int @Nullable [] ofWorkingRows() {
    if (!apart) {
      return null;
    }
    int[] places = new int[layout.rows()];
    for (int step = 0; step < layout.steps(); step++) {
      for (Part part : parts) {
        for (int r = 0; r < part.activeAt(step); r++) {
          places[layout.firstRow(step) + part.from + r] = begin[part.index][step] + r;
        }
      }
    }
    return places;
  }

  /**
   * For each working row but those of the first step, the place of the same sequence a step before;
   * where all steps are kept.
   */
  int[] ofRowsBefore() {
    int[] before = new int[layout.rows()];
    for (int step = 1; step < layout.steps(); step++) {
      for (Part part : parts) {
        int from = row(part, step - 1);
        for (int r = 0; r < part.activeAt(step); r++) {
          before[layout.firstRow(step) + part.from + r] = from + r;
        }
      }
    }
    return before;
  }

  /** Runs of rows without a gap. */
  int runs() {
    return apart ? parts.length : 1;
  }

  /** The first row of a run. */
  int runBegin(int run) {
    return apart && layout.steps() > 0 ? begin[run][0] : 0;
  }

  /** The row after the last one of a run; where all steps are kept. */
  int runEnd(int run) {
    int end = runBegin(run);
    for (int step = 0; step < layout.steps(); step++) {
      end += apart ? parts[run].activeAt(step) : layout.active(step);
    }
    return end;
  }

  /** For each row, which one it is of a time-major matrix; where all steps are kept. */
  int[] timeMajorRows() {
    int[] places = ofWorkingRows();
    int[] rowsOfX = new int[rows];
    for (int row = 0; row < layout.rows(); row++) {
      rowsOfX[places == null ? row : places[row]] = layout.timeMajorRow(row);
    }
    return rowsOfX;
  }
}
