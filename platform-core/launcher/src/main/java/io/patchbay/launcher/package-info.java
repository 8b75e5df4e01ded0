/** The commands that start, watch and stop an installation. */
@org.jspecify.annotations.NullMarked
package io.patchbay.launcher;
