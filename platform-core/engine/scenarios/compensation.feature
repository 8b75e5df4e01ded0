Feature: Compensation
  As an author of workflows
  I want what was done to be undone, last first, when a later step fails
  So that partners are not left in between

  Scenario: The steps that were done are undone in reverse order
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: compensation, version: '1.0.0'}
    do:
      - begin: {set: '${ . }', export: {as: '${ {done: []} }'}}
      - booking:
          try:
            - seat: {call: http, with: {method: post, endpoint: 'http://partner.example/seats'}, export: {as: '${ {done: ($context.done + [{undo: "seats", id: .id}])} }'}}
            - room: {call: http, with: {method: post, endpoint: 'http://partner.example/rooms'}, export: {as: '${ {done: ($context.done + [{undo: "rooms", id: .id}])} }'}}
            - pay: {call: http, with: {method: post, endpoint: 'http://partner.example/payments'}}
          catch:
            as: reason
            do:
              - undoAll:
                  for: {each: step, in: '${ $context.done | reverse }'}
                  do:
                    - undo:
                        try: [{cancel: {call: http, with: {method: delete, endpoint: '${ "http://partner.example/\($step.undo)/\($step.id)" }'}}}]
                        catch: {retry: {delay: {seconds: 10}, limit: {attempt: {count: 5}}}}
              - tell: {raise: {error: {type: '${ $reason.type }', status: '${ $reason.status }', title: Not booked, detail: '${ "Undone: \($context.done | length)" }'}}}
    """
    And given 'POST http://partner.example/seats' answers:
    """yaml
    - {body: {id: s1}}
    """
    And given 'POST http://partner.example/rooms' answers:
    """yaml
    - {body: {id: r1}}
    """
    And given 'POST http://partner.example/payments' answers:
    """yaml
    - {status: 402}
    """
    And given 'DELETE http://partner.example/seats/s1' answers:
    """yaml
    - {body: null}
    """
    And given 'DELETE http://partner.example/rooms/r1' answers:
    """yaml
    - {status: 503}
    - {body: null}
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should fault with error:
    """yaml
    status: 402
    title: Not booked
    detail: 'Undone: 2'
    """
    And 'DELETE http://partner.example/rooms/r1' should have been called 2 times
    And 'DELETE http://partner.example/seats/s1' should have been called 1 time
    And cancel should run 3 times
