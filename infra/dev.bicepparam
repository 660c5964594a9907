// An installation to try things on: nothing is kept ready, and what can be left out is.
using 'main.bicep'

param environmentName = 'understudy-dev'
param location = 'westeurope'
param size = 'dev'
param decided = {
  webOrigins: ['http://localhost:5173']
  firebaseProjectId: 'understudy-dev'
  firebaseCredentials: false
  googleClientId: ''
  googleRedirectUris: []
  youTubeClientId: ''
  payments: 'stripe'
  smtpHost: ''
  smtpPort: 587
  smtpUser: ''
  mailFrom: ''
}
