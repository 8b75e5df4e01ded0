Feature: For Task
  As an author of workflows
  I want loops to hand on what they made
  So that a list can be worked through

  Scenario: The output of a turn is the input of the next
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: turns, version: '1.0.0'}
    do:
      - start: {set: {sum: 0}}
      - loop: {for: {each: n, in: '[1, 2, 3]'}, do: [{add: {set: {sum: '${ .sum + $n }'}}}]}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    sum: 6
    """
    And add should run 3 times

  Scenario: Item and index have names of their own or the usual ones
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: names, version: '1.0.0'}
    do:
      - start: {set: {seen: []}}
      - own: {for: {each: x, in: '["a"]', at: i}, do: [{note: {set: {seen: '${ .seen + [[$x, $i]] }'}}}]}
      - usual: {for: {in: '["b", "c"]'}, do: [{note: {set: {seen: '${ .seen + [[$item, $index]] }'}}}]}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    seen: [[a, 0], [b, 0], [c, 1]]
    """

  Scenario: While is asked before each turn and sees what the last one made
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: while, version: '1.0.0'}
    do:
      - start: {set: {sum: 0}}
      - loop: {for: {each: n, in: '[5, 5, 5, 5]'}, while: .sum < 10, do: [{add: {set: {sum: '${ .sum + $n }'}}}]}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    sum: 10
    """
    And add should run 2 times

  Scenario: A loop over nothing leaves its input
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: empty, version: '1.0.0'}
    do:
      - loop: {for: {in: '[]'}, do: [{never: {set: {x: 1}}}]}
    """
    And given the workflow input is:
    """yaml
    kept: true
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    kept: true
    """

  Scenario: Exit leaves the turn, end leaves the workflow
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: leaving, version: '1.0.0'}
    do:
      - start: {set: {seen: []}}
      - loop:
          for: {each: n, in: '[1, 2, 3, 4]'}
          do:
            - odd: {switch: [{skip: {when: '${ $n == 2 }', then: exit}}, {stop: {when: '${ $n == 4 }', then: end}}]}
            - note: {set: {seen: '${ .seen + [$n] }'}}
      - never: {set: {x: 1}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    seen: [1, 3]
    """
    And never should not run

  Scenario: Loops inside loops keep both variables
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: nested, version: '1.0.0'}
    do:
      - start: {set: {all: []}}
      - outer:
          for: {each: a, in: '[1, 2]'}
          do: [{inner: {for: {each: b, in: '["x", "y"]', at: j}, do: [{note: {set: {all: '${ .all + ["\($a)\($b)\($j)"] }'}}}]}}]
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    all: [1x0, 1y1, 2x0, 2y1]
    """

  Scenario: What is no list cannot be looped over
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: no-list, version: '1.0.0'}
    do:
      - loop: {for: {in: .x}, do: [{never: {set: {y: 1}}}]}
    """
    And given the workflow input is:
    """yaml
    x: {a: 1}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/expression
    instance: /do/0/loop
    """

  Scenario: A long loop survives the death of its runtime in any turn
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: killed, version: '1.0.0'}
    do:
      - start: {set: {sum: 0}}
      - loop:
          for: {each: n, in: '[1, 2, 3, 4, 5]'}
          do:
            - ask: {call: http, with: {method: get, endpoint: 'http://partner.example/one'}, output: {as: '${ {sum: ($input.sum + .n * $n)} }'}}
            - rest: {wait: {milliseconds: 20}}
    """
    And given 'GET http://partner.example/one' answers:
    """yaml
    - {body: {n: 1}}
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should complete with output:
    """yaml
    sum: 15
    """
    And 'GET http://partner.example/one' should have been called 5 times
