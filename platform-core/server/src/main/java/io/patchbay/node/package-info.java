/** The nodes of the installation and their heartbeat. */
@NullMarked
package io.patchbay.node;

import org.jspecify.annotations.NullMarked;
