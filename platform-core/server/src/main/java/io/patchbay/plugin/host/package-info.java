/**
 * Plugins on this installation: reading and checking bundles, which versions there are and which is
 * active, and the one gate through which every call into a plugin goes.
 *
 * <p>Start with {@link io.patchbay.plugin.host.Plugins} (installing, activating, removing), {@link
 * io.patchbay.plugin.host.PluginGate} (calling) and {@link io.patchbay.plugin.host.BundleReader}
 * (what is refused). The name of this package keeps it apart from {@code io.patchbay.plugin}, which
 * belongs to the plugin API and is visible to plugins.
 */
@NullMarked
package io.patchbay.plugin.host;

import org.jspecify.annotations.NullMarked;
