Feature: Reusable Components, Errors and Other Workflows
  As an author of workflows
  I want to declare things once
  So that I can use them by name

  Scenario: A raised error takes its members from expressions
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: raise, version: '1.0.0'}
    do:
      - check: {do: [{fail: {raise: {error: {type: '${ "https://example.com/" + .kind }', status: '${ .status }', title: Not allowed, detail: '${ "because of \(.kind)" }'}}}}]}
    """
    And given the workflow input is:
    """yaml
    kind: age
    status: 451
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://example.com/age
    status: 451
    title: Not allowed
    detail: because of age
    instance: /do/0/check/do/0/fail
    """

  Scenario: A declared error is raised by its name
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: raise-named, version: '1.0.0'}
    use: {errors: {gone: {type: 'https://example.com/gone', status: 410, title: Gone}}}
    do: [{fail: {raise: {error: gone}}}]
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://example.com/gone
    status: 410
    instance: /do/0/fail
    """

  Scenario: A declared function sees its arguments and nothing around it
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: function, version: '1.0.0'}
    use:
      functions:
        double: {do: [{times: {set: {n: '${ .n * 2 }'}}}], output: {as: .n}}
    do:
      - loop: {for: {each: x, in: '[1, 2, 3]'}, do: [{one: {call: double, with: {n: '${ $x }'}, output: {as: '${ (if ($input | type) == "array" then $input else [] end) + [.] }'}}}]}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    [2, 4, 6]
    """
    And times should run 3 times

  Scenario: An error inside a function is located in the function
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: function-error, version: '1.0.0'}
    use: {functions: {broken: {raise: {error: {type: 'https://example.com/e', status: 400}}}}}
    do: [{go: {call: broken}}]
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    instance: /use/functions/broken
    """

  Scenario: A function that does not exist is refused
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: no-function, version: '1.0.0'}
    use: {functions: {known: {set: {x: 1}}}}
    do: [{go: {call: knwon}}]
    """
    Then the workflow definition should be refused at '/do/0/go/call'

  Scenario: Another workflow runs and gives its output
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: parent, version: '1.0.0'}
    do:
      - child: {run: {workflow: {namespace: default, name: child, version: '1.0.0', input: {n: '${ .n + 1 }'}}}}
      - after: {set: {child: '${ .m }'}}
    """
    And given the workflow 'default/child' with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: child, version: '1.0.0'}
    do: [{ten: {set: {m: '${ .n * 10 }'}}}]
    """
    And given the workflow input is:
    """yaml
    n: 1
    """
    When the workflow is executed and the runtime is killed at any point
    Then the workflow should complete with output:
    """yaml
    child: 20
    """

  Scenario: A workflow that is not waited for leaves the input
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: parent, version: '1.0.0'}
    do:
      - child: {input: {from: '${ {n} }'}, run: {await: false, workflow: {namespace: default, name: child, version: '1.0.0'}}}
    """
    And given the workflow 'default/child' with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: child, version: '1.0.0'}
    do: [{ten: {set: {m: 10}}}]
    """
    And given the workflow input is:
    """yaml
    n: 1
    x: 2
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    n: 1
    """

  Scenario: The fault of another workflow is the task's error
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: parent, version: '1.0.0'}
    do:
      - attempt:
          try: [{child: {run: {workflow: {namespace: default, name: child, version: '1.0.0'}}}}]
          catch: {errors: {with: {status: 409}}, do: [{note: {set: {caught: '${ $error.type }'}}}]}
    """
    And given the workflow 'default/child' with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: child, version: '1.0.0'}
    do: [{bad: {raise: {error: {type: 'https://example.com/taken', status: 409}}}}]
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    caught: https://example.com/taken
    """

  Scenario: Secrets must be declared
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: undeclared-secret, version: '1.0.0'}
    do:
      - get: {call: http, with: {method: get, endpoint: {uri: 'http://partner.example/x', authentication: {basic: {use: hidden}}}}}
    """
    Then the workflow definition should be refused

  Scenario: Errors and authentications that nobody declared are refused, all at once
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: undeclared, version: '1.0.0'}
    do:
      - get: {call: http, with: {method: get, endpoint: {uri: 'http://partner.example/x', authentication: {use: login}}}}
      - fail: {raise: {error: gone}}
    """
    Then the workflow definition should be refused

  Scenario: Two tasks of one list with the same name are refused
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: twins, version: '1.0.0'}
    do: [{a: {set: {x: 1}}}, {b: {set: {x: 1}}}, {a: {set: {x: 2}}}]
    """
    Then the workflow definition should be refused at '/do/2/a'

  Scenario: A schema from another place is refused
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: outside, version: '1.0.0'}
    input: {schema: {format: json, resource: {endpoint: 'https://example.com/schema.json'}}}
    do: [{a: {set: {x: 1}}}]
    """
    Then the workflow definition should be refused at '/input/schema/resource'
