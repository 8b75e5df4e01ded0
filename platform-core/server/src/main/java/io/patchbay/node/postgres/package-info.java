/** How the nodes of an installation tell each other things at once, over their database. */
@NullMarked
package io.patchbay.node.postgres;

import org.jspecify.annotations.NullMarked;
