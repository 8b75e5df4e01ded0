Feature: Waits and Time Limits
  As an author of workflows
  I want to wait, and to limit how long things take
  So that nothing hangs

  Scenario: Wait by members, by text and by expression
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: waits, version: '1.0.0'}
    do:
      - members: {wait: {minutes: 1, seconds: 2, milliseconds: 500}}
      - text: {wait: PT2.5S}
      - computed: {wait: '${ "PT\(.n)S" }'}
    """
    And given the workflow input is:
    """yaml
    n: 5
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should complete with output:
    """yaml
    n: 5
    """
    And the workflow should take at least PT1M10S
    And the workflow should take less than PT1M11S

  Scenario: Days and weeks can be waited for
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: days, version: '1.0.0'}
    do:
      - long: {wait: P1W}
      - longer: {wait: {days: 1, hours: 12}}
    """
    When the workflow is executed
    Then the workflow should complete
    And the workflow should take at least P8DT12H
    And the workflow should take less than P8DT13H

  Scenario: An expression that gives no duration is the task's error
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: no-duration, version: '1.0.0'}
    do:
      - computed: {wait: '${ "soon" }'}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/expression
    instance: /do/0/computed
    """

  Scenario: A task that takes too long faults
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: task-limit, version: '1.0.0'}
    do:
      - group: {do: [{rest: {wait: {hours: 1}}}, {never: {set: {x: 1}}}], timeout: {after: {seconds: 10}}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/timeout
    status: 408
    instance: /do/0/group
    """
    And never should not run
    And the workflow should take at least PT10S
    And the workflow should take less than PT11S

  Scenario: A time limit can be computed
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: computed-limit, version: '1.0.0'}
    do:
      - attempt:
          try: [{rest: {wait: {hours: 1}, timeout: {after: '${ "PT\(.patience)S" }'}}}]
          catch: {errors: {with: {status: 408}}, do: [{note: {set: {gaveUp: true}}}]}
    """
    And given the workflow input is:
    """yaml
    patience: 4
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should complete with output:
    """yaml
    gaveUp: true
    """
    And the workflow should take less than PT5S

  Scenario: A time limit that is kept leaves nothing behind
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: kept, version: '1.0.0'}
    use: {timeouts: {short: {after: {seconds: 5}}}}
    do:
      - quick: {wait: {seconds: 1}, timeout: short}
      - long: {wait: {seconds: 30}}
      - done: {set: {ok: true}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    ok: true
    """

  Scenario: The time limit of the workflow ends it, whatever it is at
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: workflow-limit, version: '1.0.0'}
    timeout: {after: PT20S}
    do:
      - attempt: {try: [{rest: {wait: {hours: 1}}}], catch: {retry: {limit: {attempt: {count: 9}}}, do: [{never: {set: {x: 1}}}]}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/timeout
    status: 408
    """
    And never should not run
    And the workflow should take less than PT21S

  Scenario: The workflow's limit can be one of the reusable ones
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: named-limit, version: '1.0.0'}
    use: {timeouts: {short: {after: PT3S}}}
    timeout: short
    do: [{rest: {wait: PT1H}}]
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    status: 408
    """

  Scenario: A time limit that nobody declared is refused
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: undeclared, version: '1.0.0'}
    timeout: one
    do: [{rest: {wait: PT1S, timeout: two}}]
    """
    Then the workflow definition should be refused
