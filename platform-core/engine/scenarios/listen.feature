Feature: Listen Task
  As an author of workflows
  I want to wait for what happens elsewhere
  So that a workflow goes on at the right moment

  Scenario: One event, by a type; its data is the output, in a list
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: listen-one, version: '1.0.0'}
    do:
      - wait: {listen: {to: {one: {with: {type: order.paid}}}}}
    """
    And given these events arrive:
    """yaml
    - {type: order.made, data: 1}
    - {type: order.paid, data: {total: 2}}
    - {type: order.paid, data: {total: 3}}
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should complete with output:
    """yaml
    [{total: 2}]
    """

  Scenario: Filters by expression over the attribute, by regular expression and by value
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: listen-filters, version: '1.0.0'}
    do:
      - wait:
          listen:
            to:
              one:
                with: {type: 'vitals\..+', subject: '${ . == $input.patient }', data: '${ .temperature > 38 }', urgent: true}
    """
    And given the workflow input is:
    """yaml
    {patient: p1}
    """
    And given these events arrive:
    """yaml
    - {type: vitals.temperature, subject: p2, urgent: true, data: {temperature: 39, n: 1}}
    - {type: vitals.temperature, subject: p1, urgent: true, data: {temperature: 37, n: 2}}
    - {type: other.temperature, subject: p1, urgent: true, data: {temperature: 39, n: 3}}
    - {type: vitals.temperature, subject: p1, data: {temperature: 39, n: 4}}
    - {type: vitals.temperature, subject: p1, urgent: true, data: {temperature: 39, n: 5}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    [{temperature: 39, n: 5}]
    """

  Scenario: The envelope and the raw text
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: listen-read, version: '1.0.0'}
    do:
      - whole: {listen: {to: {any: []}, read: envelope}, output: {as: '${ [.[0].type, .[0].subject] }'}}
      - raw: {listen: {to: {one: {with: {type: b}}}, read: raw}, output: {as: '${ $input + . }'}}
    """
    And given these events arrive:
    """yaml
    - {type: a, subject: s}
    - {type: b, data: {n: 1}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    [a, s, '{"n":1}']
    """

  Scenario: All waits for one of each, in any order, and no event fills two places
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: listen-all, version: '1.0.0'}
    do:
      - wait: {listen: {to: {all: [{with: {type: a}}, {with: {type: b}}, {with: {type: a}}]}}}
    """
    And given these events arrive:
    """yaml
    - {type: b, data: b1}
    - {type: a, data: a1}
    - {type: b, data: b2}
    - {type: a, data: a2}
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should complete with output:
    """yaml
    [b1, a1, a2]
    """

  Scenario: A correlation expects what the workflow says
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: listen-expect, version: '1.0.0'}
    do:
      - wait:
          listen:
            to: {one: {with: {type: order.paid}, correlate: {order: {from: .data.order, expect: '${ .order }'}}}}
    """
    And given the workflow input is:
    """yaml
    {order: A-2}
    """
    And given these events arrive:
    """yaml
    - {type: order.paid, data: {order: A-1}}
    - {type: order.paid, data: {order: A-2, n: 1}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    [{order: A-2, n: 1}]
    """

  Scenario: Without an expectation the first event sets it for all
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: listen-correlate, version: '1.0.0'}
    do:
      - wait:
          listen:
            to:
              all:
                - {with: {type: temperature}, correlate: {room: {from: .roomid}}}
                - {with: {type: humidity}, correlate: {room: {from: .roomid}}}
    """
    And given these events arrive:
    """yaml
    - {type: temperature, data: 20}
    - {type: temperature, roomid: r1, data: 21}
    - {type: humidity, roomid: r2, data: 60}
    - {type: humidity, roomid: r1, data: 61}
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should complete with output:
    """yaml
    [21, 61]
    """

  Scenario: Any until a condition over what was consumed
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: listen-until, version: '1.0.0'}
    do:
      - wait: {listen: {to: {any: [], until: '( . | length ) == 2'}}}
    """
    And given these events arrive:
    """yaml
    - {type: a, data: 1}
    - {type: b, data: 2}
    - {type: c, data: 3}
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should complete with output:
    """yaml
    [1, 2]
    """

  Scenario: Any until another event, which is not consumed
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: listen-until-event, version: '1.0.0'}
    do:
      - wait: {listen: {to: {any: [{with: {type: a}}], until: {one: {with: {type: stop}}}}}}
    """
    And given these events arrive:
    """yaml
    - {type: a, data: 1}
    - {type: b, data: 2}
    - {type: a, data: 3}
    - {type: stop, data: 4}
    - {type: a, data: 5}
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should complete with output:
    """yaml
    [1, 3]
    """

  Scenario: Each event is worked on, one after the other
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: listen-foreach, version: '1.0.0'}
    do:
      - wait:
          listen: {to: {any: [{with: {type: a}}], until: 'length == 2'}}
          foreach:
            item: event
            at: i
            do:
              - send: {call: http, with: {method: post, endpoint: 'http://partner.example/seen', body: '${ $event }'}}
              - add: {set: '${ {i: $i, event: $event, answer: .} }'}
            output: {as: '${ . + {done: true} }'}
            export: {as: '${ {last: .i} }'}
      - end: {set: '${ {all: ., context: $context} }'}
    """
    And given 'POST http://partner.example/seen' answers:
    """yaml
    [{body: ok}]
    """
    And given these events arrive:
    """yaml
    - {type: a, data: x}
    - {type: a, data: y}
    - {type: a, data: z}
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should complete with output:
    """yaml
    all: [{i: 0, event: x, answer: ok, done: true}, {i: 1, event: y, answer: ok, done: true}]
    context: {last: 1}
    """
    And 'POST http://partner.example/seen' should have been called 2 times

  Scenario: A time limit ends the waiting
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: listen-timeout, version: '1.0.0'}
    do:
      - wait:
          try: [{late: {listen: {to: {one: {with: {type: never}}}}, timeout: {after: {seconds: 5}}}}]
          catch: {errors: {with: {status: 408}}, do: [{s: {set: {late: true}}}]}
    """
    And given these events arrive:
    """yaml
    - {type: a}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    {late: true}
    """
    And the workflow should take at least PT5S

  Scenario: Two listeners side by side each see every event
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: listen-fork, version: '1.0.0'}
    do:
      - both:
          fork:
            branches:
              - a: {listen: {to: {one: {with: {type: x}}}}}
              - b: {listen: {to: {any: [{with: {type: x}}, {with: {type: y}}], until: 'length == 2'}}}
    """
    And given these events arrive:
    """yaml
    - {type: x, data: 1}
    - {type: y, data: 2}
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should complete with output:
    """yaml
    [[1], [1, 2]]
    """

  Scenario: Two strategies at once are refused
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: listen-refused, version: '1.0.0'}
    do:
      - two: {listen: {to: {one: {with: {type: a}}, any: []}}}
    """
    Then the workflow definition should be refused at '/do/0/two/listen/to'

  Scenario: A correlation that is no expression is refused
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: listen-refused, version: '1.0.0'}
    do:
      - wrong: {listen: {to: {one: {with: {type: a}, correlate: {x: {from: '.['}}}}}}
    """
    Then the workflow definition should be refused at '/do/0/wrong/listen/to/one/correlate/x/from'
