package io.patchbay.call.asyncapi;

import tools.jackson.databind.JsonNode;

/**
 * Where a message goes.
 *
 * @param node the channel
 * @param operation what is done there; missing when the channel was named itself
 * @param servers those of the document that have the channel
 */
record Channel(String address, JsonNode node, JsonNode operation, JsonNode servers) {}
