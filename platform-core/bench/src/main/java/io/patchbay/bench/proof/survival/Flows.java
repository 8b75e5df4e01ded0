package io.patchbay.bench.proof.survival;

/** Texts of the flows that the proofs run. */
final class Flows {
  private Flows() {}

  private static String head(String name, String trigger) {
    return """
        document:
          dsl: '1.0.3'
          namespace: proof
          name: %s
          version: '1.0.0'
          metadata:
            patchbay:
              trigger: %s
        """
        .formatted(name, trigger);
  }

  private static String webhook(String name, String reply) {
    return head(name, "{type: webhook, path: /" + name + ", reply: " + reply + "}");
  }

  /** Does nothing but end. */
  static String note(String name) {
    return webhook(name, "async") + "do: [{note: {set: {noted: true}}}]\n";
  }

  /** Calls once. */
  static String oneCall(String name, String partner) {
    return webhook(name, "async")
        + """
        do:
          - call:
              call: http
              with: {method: post, endpoint: 'PARTNER/call', body: '${ . }'}
        """
            .replace("PARTNER", partner);
  }

  /** Calls three times, one after the other. */
  static String threeCalls(String name, String partner) {
    return webhook(name, "async")
        + """
        do:
          - one: {call: http, with: {method: post, endpoint: 'PARTNER/one', body: '${ . }'}}
          - two: {call: http, with: {method: post, endpoint: 'PARTNER/two', body: '${ . }'}}
          - three: {call: http, with: {method: post, endpoint: 'PARTNER/three', body: '${ . }'}}
        """
            .replace("PARTNER", partner);
  }

  /** Each call has a value too large for its journal. */
  static String threeLargeCalls(String name, String partner) {
    String large = " output: {as: '${ {pad: (\"x\" * 20000)} }'}}";
    return threeCalls(name, partner).replace("body: '${ . }'}}", "body: '${ . }'}," + large);
  }

  /** Goes through every state a run can be in, as its {@code mode} says. */
  static String states(String name, String partner) {
    return webhook(name, "async")
        + """
        do:
          - first:
              call: http
              with: {method: post, endpoint: 'PARTNER/first', body: '${ . }'}
              output: {as: '${ $input }'}
          - choose:
              switch:
                - waits: {when: '${ .mode == "waits" }', then: pause}
                - unsafe: {when: '${ .mode == "unsafe" }', then: send}
                - fails: {when: '${ .mode == "fails" }', then: no}
                - retries: {when: '${ .mode == "retries" }', then: again}
                - other: {then: both}
          - pause: {wait: {seconds: 4}, then: both}
          - send:
              call: http
              metadata: {patchbay: {effect: unsafe}}
              with: {method: post, endpoint: 'PARTNER/unsafe', body: '${ . }'}
              output: {as: '${ $input }'}
              then: both
          - again:
              try:
                - gone: {call: http, with: {method: post, endpoint: 'PARTNER/refuse', body: '${ . }'}}
              catch:
                retry: {delay: {milliseconds: 700}, limit: {attempt: {count: 2}}}
                do: [{swallow: {set: '${ {mode: "retried"} }'}}]
              then: both
          - no:
              raise: {error: {type: 'https://proof.test/no', status: 400, title: no}}
          - both:
              fork:
                branches:
                  - left: {call: http, with: {method: post, endpoint: 'PARTNER/left', body: '${ . }'}}
                  - right: {call: http, with: {method: put, endpoint: 'PARTNER/right', body: '${ . }'}}
          - last: {if: '${ false }', set: {never: true}}
        """
            .replace("PARTNER", partner);
  }

  static String every(String name, String seconds) {
    return head(name, "{type: schedule}")
        + "schedule: {every: {seconds: "
        + seconds
        + "}}\ndo: [{note: {set: {fired: true}}}]\n";
  }
}
