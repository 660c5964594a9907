// An installation with everything that there is. Its secrets come by the environment, and only when they are new.
using 'main.bicep'

param environmentName = 'understudy-prod'
param location = 'westeurope'
param size = 'prod'
param durableBackend = 'azureManaged'
param privateNetworking = true
param publicUrl = 'https://api.example.com'
param decided = {
  webOrigins: ['https://app.example.com']
  firebaseProjectId: 'understudy-prod'
  firebaseCredentials: true
  googleClientId: '1234567890.apps.googleusercontent.com'
  googleRedirectUris: ['https://app.example.com/signed-in']
  youTubeClientId: '2345678901.apps.googleusercontent.com'
  payments: 'stripe'
  smtpHost: 'smtp.example.com'
  smtpPort: 587
  smtpUser: 'understudy'
  mailFrom: 'Understudy <no-reply@example.com>'
}
param operators = ['operators@example.com']
param monthlyBudget = 1000
param budgetStart = '2027-01-01'
param workerImage = readEnvironmentVariable('SERVICE_WORKER_IMAGE_NAME', '')
param stripeSecretKey = readEnvironmentVariable('STRIPE_SECRET_KEY', '')
param stripeWebhookSecrets = readEnvironmentVariable('STRIPE_WEBHOOK_SECRETS', '')
param smtpPassword = readEnvironmentVariable('SMTP_PASSWORD', '')
param firebaseCredentials = readEnvironmentVariable('FIREBASE_CREDENTIALS', '')
param googleClientSecret = readEnvironmentVariable('GOOGLE_CLIENT_SECRET', '')
param youTubeClientSecret = readEnvironmentVariable('YOUTUBE_CLIENT_SECRET', '')
