/** What moved a network's answer. */
@NullMarked
package dev.timestep.explain;

import org.jspecify.annotations.NullMarked;
