// Tells when the month gets expensive. It stops nothing.

param token string

@description('What a month should cost at most, in the currency of the account.')
param amount int

@description('The first day of the month in which it began, e.g. "2027-01-01"; Azure lets nobody change it.')
@minLength(10)
@maxLength(10)
param start string

@description('Who is told: e-mail addresses.')
@minLength(1)
param addresses string[]

resource budget 'Microsoft.Consumption/budgets@2026-06-01' = {
  name: 'budget-${token}'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: start }
    notifications: {
      spent: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: addresses
      }
      forecast: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: addresses
      }
    }
  }
}
