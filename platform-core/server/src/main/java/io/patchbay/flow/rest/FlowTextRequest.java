package io.patchbay.flow.rest;

/** A flow's text. */
public record FlowTextRequest(String text) {}
