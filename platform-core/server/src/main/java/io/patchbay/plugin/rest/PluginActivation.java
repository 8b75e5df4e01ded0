package io.patchbay.plugin.rest;

/** Which version shall be the active one. */
public record PluginActivation(String version) {}
