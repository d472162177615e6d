/** Numbers with a shape. */
@NullMarked
package dev.timestep.tensor;

import org.jspecify.annotations.NullMarked;
