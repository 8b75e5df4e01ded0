Feature: Fork Task
  As an author of workflows
  I want branches to run side by side
  So that the whole takes as long as its slowest part

  Scenario: Outputs stand in the order of the text, whatever ends first
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: order, version: '1.0.0'}
    do:
      - all:
          fork:
            branches:
              - slow: {do: [{rest: {wait: {seconds: 3}}}, {a: {set: {by: slow}}}]}
              - quick: {set: {by: quick}}
              - middle: {do: [{pause: {wait: {seconds: 1}}}, {b: {set: {by: middle}}}]}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    [{by: slow}, {by: quick}, {by: middle}]
    """
    And the workflow should take at least PT3S
    And the workflow should take less than PT4S

  Scenario: The first that ends well wins a competition and the others stop
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: race, version: '1.0.0'}
    do:
      - race:
          fork:
            compete: true
            branches:
              - broken: {raise: {error: {type: 'https://example.com/no', status: 500}}}
              - slow: {do: [{rest: {wait: {seconds: 30}}}, {loser: {call: http, with: {method: post, endpoint: 'http://partner.example/late'}}}]}
              - quick: {do: [{pause: {wait: {seconds: 1}}}, {winner: {set: {by: quick}}}]}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    by: quick
    """
    And loser should not run
    And 'POST http://partner.example/late' should have been called 0 times
    And the workflow should take less than PT5S

  Scenario: A competition that nobody wins faults
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: no-winner, version: '1.0.0'}
    do:
      - race:
          fork:
            compete: true
            branches:
              - a: {raise: {error: {type: 'https://example.com/a', status: 500}}}
              - b: {raise: {error: {type: 'https://example.com/b', status: 500}}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    status: 500
    """

  Scenario: The first failing branch ends the others
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: failing, version: '1.0.0'}
    do:
      - all:
          fork:
            branches:
              - long: {do: [{rest: {wait: {seconds: 30}}}, {never: {set: {x: 1}}}]}
              - bad: {do: [{pause: {wait: {seconds: 1}}}, {fail: {raise: {error: {type: 'https://example.com/no', status: 418}}}}]}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    status: 418
    instance: /do/0/all/fork/branches/1/bad/do/1/fail
    """
    And never should not run
    And the workflow should take less than PT5S

  Scenario: Every branch gets the input of the fork
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: input, version: '1.0.0'}
    do:
      - all:
          input: {from: .order}
          fork: {branches: [{a: {set: '${ .id + 1 }'}}, {b: {set: '${ .id + 2 }'}}]}
          output: {as: '${ {sum: add, of: $input.id} }'}
    """
    And given the workflow input is:
    """yaml
    order: {id: 1}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    sum: 5
    of: 1
    """

  Scenario: A branch cannot lead into another
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: jump, version: '1.0.0'}
    do:
      - all: {fork: {branches: [{a: {set: {x: 1}, then: b}}, {b: {set: {x: 2}}}]}}
    """
    Then the workflow definition should be refused at '/do/0/all/fork/branches/0/a/then'

  Scenario: A fork survives the death of its runtime
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: killed, version: '1.0.0'}
    do:
      - all:
          fork:
            branches:
              - one: {call: http, with: {method: get, endpoint: 'http://partner.example/1'}}
              - two: {do: [{rest: {wait: {seconds: 2}}}, {get2: {call: http, with: {method: get, endpoint: 'http://partner.example/2'}}}]}
              - three: {set: '${ "three" }'}
    """
    And given 'GET http://partner.example/1' answers:
    """yaml
    - {body: one}
    """
    And given 'GET http://partner.example/2' answers:
    """yaml
    - {body: two}
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should complete with output:
    """yaml
    [one, two, three]
    """
