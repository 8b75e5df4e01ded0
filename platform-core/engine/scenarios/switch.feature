Feature: Switch Task and Flow Directives
  As an author of workflows
  I want to choose where a workflow goes
  So that it can branch, leave and come back

  Scenario: The first case that holds decides
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: first-case, version: '1.0.0'}
    do:
      - choose: {switch: [{small: {when: .n < 10, then: a}}, {any: {when: .n < 100, then: b}}, {otherwise: {then: c}}]}
      - a: {set: {by: a}, then: end}
      - b: {set: {by: b}, then: end}
      - c: {set: {by: c}}
    """
    And given the workflow input is:
    """yaml
    n: 5
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    by: a
    """

  Scenario: Without a fitting case the default is taken
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: default-case, version: '1.0.0'}
    do:
      - choose: {switch: [{small: {when: .n < 10, then: a}}, {otherwise: {then: c}}]}
      - a: {set: {by: a}, then: end}
      - c: {set: {by: c}}
    """
    And given the workflow input is:
    """yaml
    n: 50
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    by: c
    """

  Scenario: Without a default it falls through to the next task
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: fall-through, version: '1.0.0'}
    do:
      - choose: {switch: [{small: {when: .n < 10, then: end}}]}
      - next: {set: {by: next}}
    """
    And given the workflow input is:
    """yaml
    n: 50
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    by: next
    """

  Scenario: Without a fitting case the switch's own then counts
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: own-then, version: '1.0.0'}
    do:
      - choose: {switch: [{small: {when: .n < 10, then: next}}], then: far}
      - next: {set: {by: next}, then: end}
      - far: {set: {by: far}}
    """
    And given the workflow input is:
    """yaml
    n: 50
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    by: far
    """

  Scenario: A switch passes its input on
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: passes, version: '1.0.0'}
    do:
      - choose: {switch: [{any: {then: continue}}]}
      - next: {set: '${ {got: .} }'}
    """
    And given the workflow input is:
    """yaml
    n: 50
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    got: {n: 50}
    """

  Scenario: A switch can lead back
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: back, version: '1.0.0'}
    do:
      - page: {set: {n: '${ (.n // 0) + 1 }'}}
      - more: {switch: [{again: {when: .n < 3, then: page}}]}
      - done: {set: {pages: '${ .n }'}}
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should complete with output:
    """yaml
    pages: 3
    """
    And page should run 3 times

  Scenario: Exit leaves the list it stands in
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: exit, version: '1.0.0'}
    do:
      - group: {do: [{a: {set: {n: 1}, then: exit}}, {never: {set: {n: 2}}}]}
      - after: {set: {n: '${ .n + 10 }'}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    n: 11
    """
    And never should not run

  Scenario: End inside a fork, a try and a loop ends the workflow
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: deep-end, version: '1.0.0'}
    output: {as: '${ {result: .} }'}
    do:
      - fork:
          fork:
            branches:
              - slow: {wait: {minutes: 5}}
              - try: {try: [{loop: {for: {in: '[1, 2]'}, do: [{stop: {set: {n: 1}, then: end}}]}}], catch: {}}
      - never: {set: {n: 2}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    result: {n: 1}
    """
    And never should not run
    And the workflow should take less than PT10S

  Scenario: Then cannot lead out of its list
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: nowhere, version: '1.0.0'}
    do:
      - group: {do: [{a: {set: {n: 1}, then: after}}]}
      - after: {set: {n: 2}}
    """
    Then the workflow definition should be refused at '/do/0/group/do/0/a/then'
