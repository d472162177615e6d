/**
 * Attention as one op each: scores, softmax over the real steps, weighted sum; forward and
 * backward.
 */
@NullMarked
package dev.timestep.autograd.attention;

import org.jspecify.annotations.NullMarked;
