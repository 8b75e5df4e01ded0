package io.patchbay.call.asyncapi;

import java.net.URI;

/**
 * @param method upper case
 * @param contentType of the payload
 */
public record AsyncApiRequest(String method, URI uri, String contentType) {}
