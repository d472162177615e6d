/** The inner loops and the threads that run them. */
@NullMarked
package dev.timestep.kernel;

import org.jspecify.annotations.NullMarked;
