Feature: Task Condition
  As an author of workflows
  I want a task with `if` to run only when its condition holds
  So that I need no switch for a single task

  Scenario: A task whose condition does not hold is skipped and its input passes on
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: skipped, version: '1.0.0'}
    do:
      - first: {set: {n: 1}}
      - second: {if: '${ .n == 2 }', set: {n: 5}, then: end}
      - third: {set: {n: '${ .n + 1 }'}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    n: 2
    """
    And second should not run
    And third should run after first

  Scenario: A condition sees the raw input of the task
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: raw, version: '1.0.0'}
    do:
      - only: {if: .wanted, input: {from: .order}, set: {id: '${ .id }'}}
    """
    And given the workflow input is:
    """yaml
    wanted: true
    order: {id: 7}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    id: 7
    """

  Scenario: Null and false do not hold, zero and the empty text do
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: truth, version: '1.0.0'}
    do:
      - a: {if: '${ null }', set: '${ . + {a: 1} }'}
      - b: {if: '${ false }', set: '${ . + {b: 1} }'}
      - c: {if: '${ 0 }', set: '${ . + {c: 1} }'}
      - d: {if: '${ "" }', set: '${ . + {d: 1} }'}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    c: 1
    d: 1
    """

  Scenario: A condition that cannot be evaluated is the task's error
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: broken, version: '1.0.0'}
    do:
      - a: {if: '${ .x | keys }', set: {a: 1}}
    """
    And given the workflow input is:
    """yaml
    x: 5
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/expression
    status: 400
    instance: /do/0/a
    """
