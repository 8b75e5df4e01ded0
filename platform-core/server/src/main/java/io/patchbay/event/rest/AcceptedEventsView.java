package io.patchbay.event.rest;

import java.util.List;

/** The answer to events that came in, in their order. */
public record AcceptedEventsView(List<AcceptedEventView> accepted) {}
