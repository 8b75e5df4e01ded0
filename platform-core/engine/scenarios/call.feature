Feature: Calls and functions
  As an author of workflows
  I want to call others, and to name what I call often
  So that a workflow reads like what it does

  Scenario: A function sees its arguments and nothing around it
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: function-arguments, version: '1.0.0'}
    use:
      functions:
        double: {set: '${ {twice: (.n * 2), around: .secret} }'}
    do:
      - call: {call: double, with: {n: '${ .number }'}}
    """
    And given the workflow input is:
    """yaml
    number: 21
    secret: not passed
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    twice: 42
    around: null
    """

  Scenario: A function checks its arguments against its input schema
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: function-schema, version: '1.0.0'}
    use:
      functions:
        getPet:
          input: {schema: {document: {type: object, required: [petId], properties: {petId: {type: integer}}}}}
          call: http
          with: {method: get, endpoint: 'http://partner.example/pets/{petId}'}
    do:
      - call: {call: getPet, with: {petId: not a number}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/validation
    status: 400
    """
    And 'GET http://partner.example/pets/1' should have been called 0 times

  Scenario: A function fills the template of its address from its arguments
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: function-address, version: '1.0.0'}
    use:
      functions:
        getPet: {call: http, with: {method: get, endpoint: 'http://partner.example/pets/{petId}'}}
    do:
      - call: {call: getPet, with: {petId: 69}, output: {as: .name}}
    """
    And given 'GET http://partner.example/pets/69' answers:
    """yaml
    - {body: {name: rex}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    rex
    """

  Scenario: A function calls another function
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: function-in-function, version: '1.0.0'}
    use:
      functions:
        outer: {call: inner, with: {value: '${ .value + 1 }'}}
        inner: {set: '${ .value * 10 }'}
    do:
      - call: {call: outer, with: {value: 1}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    20
    """

  Scenario: The endpoint may be an expression
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: endpoint-expression, version: '1.0.0'}
    do:
      - call: {call: http, with: {method: post, endpoint: '${ .base + "/orders" }', body: {id: '${ .id }'}, output: response}, output: {as: .statusCode}}
    """
    And given the workflow input is:
    """yaml
    base: http://partner.example
    id: 4
    """
    And given 'POST http://partner.example/orders' answers:
    """yaml
    - {status: 201, body: {}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    201
    """
    And 'POST http://partner.example/orders' should have been called with:
    """yaml
    id: 4
    """

  Scenario: The authorization of a call is there for its expressions
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: authorization, version: '1.0.0'}
    do:
      - call:
          call: http
          with:
            method: post
            endpoint: {uri: 'http://partner.example/in', authentication: {basic: {username: '${ .user }', password: open sesame}}}
            body: {scheme: '${ $authorization.scheme }', parameter: '${ $authorization.parameter }'}
      - after: {set: '${ {there: $authorization} }'}
    """
    And given the workflow input is:
    """yaml
    user: aladdin
    """
    And given 'POST http://partner.example/in' answers:
    """yaml
    - {body: {}}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    there: null
    """
    And 'POST http://partner.example/in' should have been called with:
    """yaml
    scheme: Basic
    parameter: YWxhZGRpbjpvcGVuIHNlc2FtZQ==
    """

  Scenario: A server of tools that is a process cannot be started
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: mcp-stdio, version: '1.0.0'}
    do:
      - list: {call: mcp, with: {method: tools/list, transport: {stdio: {command: npx}}}}
    """
    Then the workflow definition should be refused at '/do/0/list/with/transport/stdio'
