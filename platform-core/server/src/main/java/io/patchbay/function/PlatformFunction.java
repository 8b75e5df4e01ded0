package io.patchbay.function;

import io.patchbay.call.CallOutcome;
import io.patchbay.call.FunctionCall;
import io.patchbay.call.FunctionDescriptor;

/** A function of the default catalogue that needs no connector. Thread-safe. */
public interface PlatformFunction {
  FunctionDescriptor descriptor();

  /** As {@link io.patchbay.call.FunctionInvoker#invoke}. */
  CallOutcome invoke(FunctionCall call) throws InterruptedException;
}
