package io.patchbay.event.rest;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** One event as it came, and what became of it. */
public record EventDetailView(
    EventSummary summary, JsonNode event, boolean dispatched, List<EventDeliveryView> deliveries) {}
