/** A model as a graph: several named inputs and outputs, layers and joins between them. */
@NullMarked
package dev.timestep.nn.graph;

import org.jspecify.annotations.NullMarked;
