Feature: Try Task
  As an author of workflows
  I want to catch, retry and give up
  So that a partner's bad minute is not mine

  Scenario: An error without a handler is swallowed and the input passes on
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: swallowed, version: '1.0.0'}
    do:
      - attempt: {try: [{a: {set: {x: 2}}}, {bad: {raise: {error: {type: 'https://example.com/e', status: 400}}}}], catch: {}}
    """
    And given the workflow input is:
    """yaml
    x: 1
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    x: 1
    """

  Scenario: Only an error that fits every member of the filter is caught
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: filter, version: '1.0.0'}
    do:
      - outer:
          try:
            - inner:
                try: [{bad: {raise: {error: {type: 'https://example.com/e', status: 409, title: Taken, detail: It is taken}}}}]
                catch: {errors: {with: {type: 'https://example.com/e', status: 410}}, do: [{never: {set: {by: inner}}}]}
          catch:
            errors: {with: {type: 'https://example.com/e', status: 409, title: Taken, details: It is taken, instance: /do/0/outer/try/0/inner/try/0/bad}}
            do: [{handled: {set: {by: outer}}}]
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    by: outer
    """
    And never should not run

  Scenario: When and exceptWhen look at the error
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: when, version: '1.0.0'}
    do:
      - start: {set: {got: []}}
      - loop:
          for: {each: s, in: '[400, 404, 500]'}
          do:
            - outer:
                try:
                  - inner:
                      try: [{bad: {raise: {error: {type: 'https://example.com/e', status: '${ $s }'}}}}]
                      catch: {as: e, when: '${ $e.status < 500 }', exceptWhen: '${ $e.status == 404 }', do: [{a: {set: {got: '${ .got + ["inner"] }'}}}]}
                catch: {do: [{b: {set: {got: '${ .got + ["outer \($error.status)"] }'}}}]}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    got: [inner, outer 404, outer 500]
    """

  Scenario: The error of the handler goes up
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: handler, version: '1.0.0'}
    do:
      - attempt:
          try: [{bad: {raise: {error: {type: 'https://example.com/1', status: 400}}}}]
          catch: {do: [{worse: {raise: {error: {type: 'https://example.com/2', status: 500, detail: '${ "after \($error.type)" }'}}}}]}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://example.com/2
    status: 500
    detail: after https://example.com/1
    instance: /do/0/attempt/catch/do/0/worse
    """

  Scenario: A constant retry succeeds at last
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: constant, version: '1.0.0'}
    do:
      - attempt:
          try: [{get: {call: http, with: {method: get, endpoint: 'http://partner.example/busy'}}}]
          catch: {errors: {with: {status: 503}}, retry: {delay: {seconds: 3}, backoff: {constant: {}}, limit: {attempt: {count: 5}}}}
    """
    And given 'GET http://partner.example/busy' answers:
    """yaml
    - {status: 503}
    - {status: 503}
    - {body: {ok: true}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    ok: true
    """
    And 'GET http://partner.example/busy' should have been called 3 times
    And get should run 3 times
    And the workflow should take at least PT6S
    And the workflow should take less than PT7S

  Scenario: A linear retry waits longer each time
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: linear, version: '1.0.0'}
    do:
      - attempt:
          try: [{get: {call: http, with: {method: get, endpoint: 'http://partner.example/busy'}}}]
          catch: {retry: {delay: {seconds: 1}, backoff: {linear: {}}, limit: {attempt: {count: 3}}}}
    """
    And given 'GET http://partner.example/busy' answers:
    """yaml
    - {status: 503}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    status: 503
    instance: /do/0/attempt/try/0/get
    """
    And 'GET http://partner.example/busy' should have been called 4 times
    And the workflow should take at least PT6S
    And the workflow should take less than PT7S

  Scenario: An exponential retry doubles its delay
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: exponential, version: '1.0.0'}
    do:
      - attempt:
          try: [{get: {call: http, with: {method: get, endpoint: 'http://partner.example/busy'}}}]
          catch: {retry: {delay: PT1S, backoff: {exponential: {}}, limit: {attempt: {count: 4}}}}
    """
    And given 'GET http://partner.example/busy' answers:
    """yaml
    - {status: 503}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    status: 503
    """
    And 'GET http://partner.example/busy' should have been called 5 times
    And the workflow should take at least PT15S
    And the workflow should take less than PT16S

  Scenario: Jitter adds a time within its range
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: jitter, version: '1.0.0'}
    do:
      - attempt:
          try: [{get: {call: http, with: {method: get, endpoint: 'http://partner.example/busy'}}}]
          catch: {retry: {delay: {seconds: 1}, jitter: {from: {seconds: 1}, to: {seconds: 3}}, limit: {attempt: {count: 2}}}}
    """
    And given 'GET http://partner.example/busy' answers:
    """yaml
    - {status: 503}
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should fault with error:
    """yaml
    status: 503
    """
    And the workflow should take at least PT4S
    And the workflow should take less than PT9S

  Scenario: A retry ends when its time is over
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: duration, version: '1.0.0'}
    do:
      - attempt:
          try: [{get: {call: http, with: {method: get, endpoint: 'http://partner.example/busy'}}}]
          catch: {retry: {delay: {seconds: 4}, limit: {duration: {seconds: 10}}}}
    """
    And given 'GET http://partner.example/busy' answers:
    """yaml
    - {status: 503}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    status: 503
    """
    And 'GET http://partner.example/busy' should have been called 3 times
    And the workflow should take less than PT11S

  Scenario: An attempt that takes too long is ended and tried again
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: attempt-duration, version: '1.0.0'}
    do:
      - attempt:
          try: [{slow: {wait: {minutes: 10}}}]
          catch:
            retry: {delay: {seconds: 1}, limit: {attempt: {count: 2, duration: {seconds: 5}}}}
            do: [{note: {set: {status: '${ $error.status }', type: '${ $error.type }'}}}]
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    status: 408
    type: https://serverlessworkflow.io/spec/1.0.0/errors/timeout
    """
    And slow should run 3 times
    And the workflow should take at least PT17S
    And the workflow should take less than PT18S

  Scenario: Retry looks at the error too
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: retry-when, version: '1.0.0'}
    do:
      - attempt:
          try: [{get: {call: http, with: {method: get, endpoint: 'http://partner.example/busy'}}}]
          catch: {retry: {when: '${ $error.status >= 500 }', exceptWhen: '${ $error.status == 501 }', delay: {seconds: 1}, limit: {attempt: {count: 9}}}}
    """
    And given 'GET http://partner.example/busy' answers:
    """yaml
    - {status: 503}
    - {status: 500}
    - {status: 501}
    - {body: never}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    status: 501
    """
    And 'GET http://partner.example/busy' should have been called 3 times

  Scenario: A retry policy can have a name, and a handler after it
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: named, version: '1.0.0'}
    use: {retries: {twice: {delay: {seconds: 1}, limit: {attempt: {count: 2}}}}}
    do:
      - attempt:
          try: [{get: {call: http, with: {method: get, endpoint: 'http://partner.example/busy'}}}]
          catch: {retry: twice, do: [{note: {set: {gaveUp: '${ $error.status }'}}}]}
    """
    And given 'GET http://partner.example/busy' answers:
    """yaml
    - {status: 503}
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should complete with output:
    """yaml
    gaveUp: 503
    """
    And 'GET http://partner.example/busy' should have been called 3 times

  Scenario: A partner that asks to wait is waited for
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: retry-after, version: '1.0.0'}
    do:
      - attempt:
          try: [{get: {call: http, with: {method: get, endpoint: 'http://partner.example/busy'}}}]
          catch: {retry: {delay: {seconds: 1}, limit: {attempt: {count: 2}}}}
    """
    And given 'GET http://partner.example/busy' answers:
    """yaml
    - {status: 429, retryAfter: PT20S}
    - {body: {ok: true}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    ok: true
    """
    And the workflow should take at least PT20S

  Scenario: A policy that nobody declared is refused
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: undeclared, version: '1.0.0'}
    use: {retries: {twice: {limit: {attempt: {count: 2}}}}}
    do: [{a: {try: [{b: {set: {x: 1}}}], catch: {retry: thrice}}}]
    """
    Then the workflow definition should be refused at '/do/0/a/catch/retry'
