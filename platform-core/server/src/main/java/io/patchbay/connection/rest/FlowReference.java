package io.patchbay.connection.rest;

/** A flow by id and name. */
public record FlowReference(String id, String name) {}
