Feature: Emit Task
  As an author of workflows
  I want to tell others what happened
  So that they need not ask

  Scenario: What is left out is filled in, and the output is the event
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: emit, version: '1.0.0'}
    do:
      - tell: {emit: {event: {with: {type: order.paid, subject: '${ .order }', data: {total: '${ .total }'}}}}}
    """
    And given the workflow input is:
    """yaml
    {order: A-1, total: 12}
    """
    When the workflow is executed
    Then the workflow should complete
    And the workflow output should have properties 'specversion', 'id', 'source', 'type', 'time', 'subject', 'data'
    And the workflow should have emitted:
    """yaml
    [{type: order.paid, subject: A-1, data: {total: 12}}]
    """

  Scenario: A runtime that dies emits each event once
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: emit-in-loop, version: '1.0.0'}
    do:
      - each:
          for: {in: .lines}
          do: [{tell: {emit: {event: {with: {type: line.seen, data: '${ $item }'}}}, output: {as: '${ $input }'}}}]
    """
    And given the workflow input is:
    """yaml
    {lines: [a, b]}
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should complete
    And the workflow should have emitted:
    """yaml
    [{type: line.seen, data: a}, {type: line.seen, data: b}]
    """

  Scenario: An event that is none faults
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: emit-wrong, version: '1.0.0'}
    do:
      - tell: {emit: {event: {with: {type: '${ .nothing.type // "" }', time: yesterday}}}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    {status: 400, title: "'tell' cannot emit its event"}
    """

  Scenario: An event without a type is refused
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: emit-refused, version: '1.0.0'}
    do:
      - tell: {emit: {event: {with: {source: /x}}}}
    """
    Then the workflow definition should be refused at '/do/0/tell/emit/event/with'
