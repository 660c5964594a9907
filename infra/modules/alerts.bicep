// What somebody should look at. The names of figures and the words of log lines are the app's own; a test holds them against it.

param token string
param location string
param tags object

@description('Who is told: e-mail addresses. With none, alerts are to be seen in the portal only.')
param addresses string[]

@description('The workspace with the app\'s telemetry.')
param workspaceId string

@description('The Service Bus namespace.')
param busId string

@description('Minutes that the oldest job may wait for its turn.')
param jobWaitMinutes int = 60

@description('Minutes that the oldest webhook may wait, through all its attempts.')
param webhookWaitMinutes int = 120

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(addresses)) {
  name: 'ag-${token}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'understudy'
    enabled: true
    emailReceivers: [
      for (address, i) in addresses: { name: 'person-${i}', emailAddress: address, useCommonAlertSchema: true }
    ]
  }
}

var rules = [
  {
    name: 'stuck-jobs'
    severity: 2
    text: 'The oldest waiting job has waited for long: are there workers, and do they get on?'
    query: 'AppMetrics | where Name == "understudy.jobs.queue.age" | summarize Age = max(Sum) by bin(TimeGenerated, 5m) | where Age > ${jobWaitMinutes * 60}'
  }
  {
    name: 'webhook-lag'
    severity: 3
    text: 'The oldest undelivered webhook has waited for long: does one receiver fail, or do all?'
    query: 'AppMetrics | where Name == "understudy.webhooks.queue.age" | summarize Age = max(Sum) by bin(TimeGenerated, 5m) | where Age > ${webhookWaitMinutes * 60}'
  }
  {
    name: 'money'
    severity: 1
    text: 'Something that was paid could not be entered: it is left as it is until somebody looks.'
    query: 'AppTraces | where Message has "which nobody sells" or Message has "could not be handled, and is given up" or Message has "The payment gateway failed"'
  }
  {
    name: 'ledger'
    severity: 1
    text: 'A wallet does not add up, or a job that has ended still holds units: GET /operator/ledger says which. Nothing mends it by itself.'
    query: 'AppMetrics | where Name == "understudy.ledger.mismatches" | summarize Wallets = max(Sum) by bin(TimeGenerated, 5m) | where Wallets > 0 | union (AppTraces | where Message has "does not add up")'
  }
  {
    name: 'broken-work'
    severity: 2
    text: 'Jobs fail for reasons of ours, or pipelines are lost and taken up again more than once in a while.'
    query: 'AppTraces | where Message has "The engine broke for good on job" or Message has "pieces of work had lost their pipeline"'
  }
  {
    name: 'not-ready'
    severity: 1
    text: 'A part that requests need does not work: store, media, engine, queue or broker.'
    query: 'AppTraces | where Message has "Not ready"'
  }
  {
    name: 'errors'
    severity: 2
    text: 'One request in fifty, and ten at least, ended in a 5xx.'
    query: 'AppRequests | summarize All = count(), Failed = countif(toint(ResultCode) >= 500) by bin(TimeGenerated, 5m) | where Failed >= 10 and Failed * 50 > All'
  }
]

resource queries 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for rule in rules: {
    name: '${rule.name}-${token}'
    location: location
    tags: tags
    properties: {
      displayName: rule.name
      description: rule.text
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      // Tables come into being with the first telemetry, after the first deployment.
      skipQueryValidation: true
      actions: { actionGroups: empty(addresses) ? [] : [people.id] }
    }
  }
]

resource deadLetters 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'dead-letters-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'A message was given up: see docs/deploy.md on dead letters.'
    severity: 2
    enabled: true
    scopes: [busId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'dead letters'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'DeadletteredMessages'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: empty(addresses) ? [] : [{ actionGroupId: people.id }]
  }
}
