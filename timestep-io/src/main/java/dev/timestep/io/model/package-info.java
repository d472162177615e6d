/** The model file and the checkpoint file. */
@NullMarked
package dev.timestep.io.model;

import org.jspecify.annotations.NullMarked;
