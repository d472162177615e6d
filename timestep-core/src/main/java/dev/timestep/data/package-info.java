/** Datasets, batches, windows, vocabularies and scalers. */
@NullMarked
package dev.timestep.data;

import org.jspecify.annotations.NullMarked;
