package dev.timestep.train;

import dev.timestep.autograd.Parameter;
import java.util.Collection;
import java.util.List;

/**
 * What the buffers of a model were before a step: a step that fails or only measures leaves them as
 * they were.
 */
final class BufferBackup {
  private final List<Parameter> buffers;
  private final float[][] copies;

  BufferBackup(Collection<Parameter> parameters) {
    buffers = parameters.stream().filter(Parameter::isBuffer).toList();
    copies = new float[buffers.size()][];
    for (int at = 0; at < copies.length; at++) {
      copies[at] = buffers.get(at).value().data().clone();
    }
  }

  void save() {
    for (int at = 0; at < copies.length; at++) {
      System.arraycopy(buffers.get(at).value().data(), 0, copies[at], 0, copies[at].length);
    }
  }

  void restore() {
    for (int at = 0; at < copies.length; at++) {
      System.arraycopy(copies[at], 0, buffers.get(at).value().data(), 0, copies[at].length);
      buffers.get(at).changed();
    }
  }
}
