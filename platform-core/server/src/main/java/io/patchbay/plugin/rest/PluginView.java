package io.patchbay.plugin.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plugin with all its versions, the newest first. */
public record PluginView(
    String id,
    String label,
    String help,
    String provider,
    @com.fasterxml.jackson.annotation.JsonInclude(
            com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS)
        @Nullable String activeVersion,
    List<PluginVersionView> versions,
    List<String> connectors) {}
