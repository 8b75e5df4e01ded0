package io.patchbay.call.asyncapi;

import io.patchbay.call.CallRefused;

/** How a version of the format names the places to send to. */
sealed interface Channels permits Channels2, Channels3 {
  Channel ofOperation(String name) throws CallRefused;

  Channel named(String name) throws CallRefused;
}
