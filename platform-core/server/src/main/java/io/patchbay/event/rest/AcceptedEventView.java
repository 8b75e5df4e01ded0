package io.patchbay.event.rest;

/** What became of one event of a request. */
public record AcceptedEventView(String id, String source, String position, boolean duplicate) {}
