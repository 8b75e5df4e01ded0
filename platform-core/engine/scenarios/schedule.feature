Feature: Schedule
  As an author of workflows
  I want workflows to start by themselves
  So that nobody has to

  Scenario: Every so often
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: every, version: '1.0.0'}
    schedule: {every: {minutes: 15}}
    do: [{a: {set: {x: 1}}}]
    """
    When the workflow is scheduled at '2026-03-01T10:00:00Z'
    Then the workflow should be executed at:
    """yaml
    ['2026-03-01T10:15:00Z', '2026-03-01T10:30:00Z', '2026-03-01T10:45:00Z']
    """

  Scenario: At the times of a cron expression
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: cron, version: '1.0.0'}
    schedule: {cron: '30 6 * * MON-FRI'}
    do: [{a: {set: {x: 1}}}]
    """
    When the workflow is scheduled at '2026-03-05T10:00:00Z'
    Then the workflow should be executed at:
    """yaml
    ['2026-03-06T06:30:00Z', '2026-03-09T06:30:00Z', '2026-03-10T06:30:00Z']
    """

  Scenario: On the last days of months of different lengths
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: cron-days, version: '1.0.0'}
    schedule: {cron: '0 0 31 */2 *'}
    do: [{a: {set: {x: 1}}}]
    """
    When the workflow is scheduled at '2026-01-01T00:00:00Z'
    Then the workflow should be executed at:
    """yaml
    ['2026-01-31T00:00:00Z', '2026-03-31T00:00:00Z', '2026-05-31T00:00:00Z', '2026-07-31T00:00:00Z', '2027-01-31T00:00:00Z']
    """

  Scenario: Some time after the last one ended
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: after, version: '1.0.0'}
    schedule: {after: PT30S}
    do: [{a: {set: {x: 1}}}]
    """
    When the workflow is scheduled at '2026-03-01T10:00:00Z'
    Then the workflow should be executed again PT30S after it ended

  Scenario: Two rhythms at once are refused
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: two, version: '1.0.0'}
    schedule: {after: PT30S, every: PT1M}
    do: [{a: {set: {x: 1}}}]
    """
    Then the workflow definition should be refused at '/schedule'

  Scenario: A date that never comes is refused
    Given a workflow with definition:
    """yaml
    document: {dsl: '1.0.3', namespace: default, name: never, version: '1.0.0'}
    schedule: {cron: '0 0 30 2 *'}
    do: [{a: {set: {x: 1}}}]
    """
    Then the workflow definition should be refused at '/schedule/cron'
