/** Labelled sequences to classes: the network, its training and what is made of it. */
@NullMarked
package dev.timestep.task.classify;

import org.jspecify.annotations.NullMarked;
