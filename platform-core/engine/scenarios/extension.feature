Feature: Extension
  As an author of workflows
  I want to run tasks around others
  So that logging and stand-ins need no change of the tasks themselves

  Scenario: Before and after look on and change nothing
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: logging, version: '1.0.0'}
    use:
      extensions:
        - log:
            extend: set
            before: [{tell: {call: http, with: {method: post, endpoint: 'http://partner.example/log', body: {before: '${ $task.reference }', input: '${ . }'}}}}]
            after: [{told: {call: http, with: {method: post, endpoint: 'http://partner.example/log', body: {after: '${ $task.name }', output: '${ . }'}}}}]
    do:
      - a: {set: {n: '${ .n + 1 }'}}
      - b: {do: [{c: {set: {n: '${ .n * 10 }'}}}]}
    """
    And given the workflow input is:
    """yaml
    n: 1
    """
    And given 'POST http://partner.example/log' answers:
    """yaml
    - {body: logged}
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should complete with output:
    """yaml
    n: 20
    """
    And 'POST http://partner.example/log' should have been called 4 times
    And 'POST http://partner.example/log' should have been called with:
    """yaml
    after: c
    output: {n: 20}
    """
    And tell should run 2 times

  Scenario: Exit before the task stands in for it
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: stand-in, version: '1.0.0'}
    use:
      extensions:
        - mock:
            extend: call
            when: ($task.with.endpoint // "") | startswith("http://partner.example/mocked")
            before: [{answer: {set: {mocked: true}, then: exit}}]
    do:
      - real: {call: http, with: {method: get, endpoint: 'http://partner.example/real'}}
      - mocked: {call: http, with: {method: get, endpoint: 'http://partner.example/mocked'}, output: {as: '${ {never: .} }'}}
      - both: {set: '${ . }'}
    """
    And given 'GET http://partner.example/real' answers:
    """yaml
    - {body: {real: true}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    mocked: true
    """
    And 'GET http://partner.example/real' should have been called 1 time
    And 'GET http://partner.example/mocked' should have been called 0 times

  Scenario: The first extension is the outermost, and extensions are not extended
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: onion, version: '1.0.0'}
    use:
      extensions:
        - outer: {extend: all, before: [{o1: {set: {x: 1}}}], after: [{o2: {set: {x: 1}}}]}
        - inner: {extend: set, before: [{i1: {set: {x: 1}}}], after: [{i2: {set: {x: 1}}}]}
    do:
      - work: {set: {done: true}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    done: true
    """
    And o1 should run first
    And i1 should run after o1
    And work should run after i1
    And i2 should run after work
    And o2 should run last
    And o1 should run 1 times

  Scenario: An extension runs for each turn of a loop, and keeps what it exports
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: counting, version: '1.0.0'}
    use:
      extensions:
        - count: {extend: wait, before: [{one: {set: '${ ($context.waits // 0) + 1 }', export: {as: '${ {waits: .} }'}}}]}
    do:
      - loop: {for: {in: '[1, 2, 3]'}, do: [{rest: {wait: {seconds: 1}}}]}
      - tell: {set: '${ $context }'}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    waits: 3
    """
    And one should run 3 times

  Scenario: An error of an extension is one of the task and can be caught there
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: refusing, version: '1.0.0'}
    use:
      extensions:
        - guard: {extend: wait, before: [{refuse: {raise: {error: {type: 'https://example.com/no', status: 403}}}}]}
    do:
      - attempt:
          try: [{rest: {wait: {hours: 1}}}]
          catch: {do: [{note: {set: {at: '${ $error.instance }', status: '${ $error.status }'}}}]}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    at: /use/extensions/0/guard/before/0/refuse
    status: 403
    """
    And the workflow should take less than PT1M

  Scenario: A kind of task that there is not is refused
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: unknown-kind, version: '1.0.0'}
    use: {extensions: [{log: {extend: calls, before: [{a: {set: {x: 1}}}]}}]}
    do: [{a: {set: {x: 1}}}]
    """
    Then the workflow definition should be refused at '/use/extensions/0/log/extend'
