/**
 * Whole recurrent layers as one op each: forward over a sequence and backpropagation through time.
 */
@NullMarked
package dev.timestep.autograd.recurrent;

import org.jspecify.annotations.NullMarked;
