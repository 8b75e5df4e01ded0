Feature: Data
  As an author of workflows
  I want to shape, check and keep data on its way
  So that each task gets what it needs and no more

  Scenario: Export keeps data in the context for later tasks
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: export, version: '1.0.0'}
    do:
      - customer: {set: {id: 7, name: Ada}, export: {as: '${ $context + {customer: .id} }'}}
      - order: {set: {number: 12}, export: {as: '${ $context + {order: .number} }'}}
      - both: {set: '${ $context }'}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    customer: 7
    order: 12
    """

  Scenario: Export replaces the context and sees the transformed output
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: export-after-output, version: '1.0.0'}
    do:
      - a: {set: {x: {y: 1}}, output: {as: .x}, export: {as: '${ {kept: .y} }'}}
      - b: {set: {z: 2}, export: {as: '${ {other: .z} }'}}
      - c: {set: '${ $context }'}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    other: 2
    """

  Scenario: The context is there in every branch and loop
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: context-inside, version: '1.0.0'}
    do:
      - keep: {set: {rate: 2}, export: {as: .}}
      - loop: {for: {each: x, in: '[1, 2, 3]'}, do: [{add: {set: '${ (if type == "array" then . else [] end) + [$x * $context.rate] }'}}]}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    [2, 4, 6]
    """

  Scenario: Input from and output as shape what passes through a task
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: shapes, version: '1.0.0'}
    input: {from: .request}
    output: {as: '${ {answer: .} }'}
    do:
      - pick: {input: {from: {sum: '${ .a + .b }', fixed: [1, '${ .a }']}}, set: '${ . }', output: {as: '${ {result: ., was: $input} }'}}
    """
    And given the workflow input is:
    """yaml
    request: {a: 1, b: 2}
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    answer:
      result: {sum: 3, fixed: [1, 1]}
      was: {sum: 3, fixed: [1, 1]}
    """

  Scenario: Input that does not fit the schema of the workflow faults before the first task
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: input-schema, version: '1.0.0'}
    input: {schema: {format: json, document: {type: object, required: [id], properties: {id: {type: integer}}}}}
    do:
      - a: {set: {x: 1}}
    """
    And given the workflow input is:
    """yaml
    id: seven
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/validation
    status: 400
    """
    And a should not run

  Scenario: Input that does not fit the schema of a task is that task's error
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: task-schema, version: '1.0.0'}
    do:
      - a: {input: {schema: {document: {type: object, required: [id]}}}, set: {x: 1}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    status: 400
    instance: /do/0/a
    """

  Scenario: Output is checked after it was shaped
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: output-schema, version: '1.0.0'}
    do:
      - a: {set: {x: {n: 1}}, output: {as: .x, schema: {document: {type: object, properties: {n: {type: integer}}, additionalProperties: false}}}}
      - b: {set: {x: {n: 1, m: 2}}, output: {as: .x, schema: {document: {type: object, properties: {n: {type: integer}}, additionalProperties: false}}}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/validation
    instance: /do/1/b
    """

  Scenario: An exported context is checked
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: export-schema, version: '1.0.0'}
    do:
      - a: {set: {n: text}, export: {as: ., schema: {document: {properties: {n: {type: integer}}}}}}
    """
    When the workflow is executed
    Then the workflow should fault with error:
    """yaml
    type: https://serverlessworkflow.io/spec/1.0.0/errors/validation
    instance: /do/0/a
    """

  Scenario: Set takes literals, nested expressions and one whole expression
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: set, version: '1.0.0'}
    do:
      - a: {set: {text: plain .x, n: '${ .n }', list: ['${ .n + 1 }', {deep: '${ [.n] }'}], nothing: null, yes: true}}
      - b: {set: '${ {was: .} }'}
    """
    And given the workflow input is:
    """yaml
    n: 1
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    was: {text: plain .x, n: 1, list: [2, {deep: [1]}], nothing: null, yes: true}
    """

  Scenario: What a task can know about itself, its workflow and its runtime
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: arguments, version: '1.2.3'}
    do:
      - self:
          metadata: {owner: ada}
          set:
            name: ${ $task.name }
            reference: ${ $task.reference }
            owner: ${ $task.definition.metadata.owner }
            input: ${ $task.input }
            started: ${ $task.startedAt.iso8601 | type }
            workflow: ${ $workflow.definition.document.name + ":" + $workflow.definition.document.version }
            id: ${ $workflow.id | type }
            workflowInput: ${ $workflow.input }
            epoch: ${ $workflow.startedAt.epoch.milliseconds | type }
            runtime: ${ $runtime | has("name") and has("version") }
    """
    And given the workflow input is:
    """yaml
    a: 1
    """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    name: self
    reference: /do/0/self
    owner: ada
    input: {a: 1}
    started: string
    workflow: arguments:1.2.3
    id: string
    workflowInput: {a: 1}
    epoch: number
    runtime: true
    """
