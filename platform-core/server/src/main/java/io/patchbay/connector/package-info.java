/**
 * What plugins offer: connectors with their connection kinds, actions and triggers, read from the
 * catalogues of the installed plugins. No plugin class is loaded for any of it.
 */
@NullMarked
package io.patchbay.connector;

import org.jspecify.annotations.NullMarked;
