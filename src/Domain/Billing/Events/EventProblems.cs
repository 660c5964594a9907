using Understudy.Domain.Common;

namespace Understudy.Domain.Billing.Events;

/// <summary>What was delivered was not signed by the gateway, or not just now.</summary>
public sealed record EventNotSigned : Problem;

/// <summary>What was delivered was signed by the gateway, and is no JSON.</summary>
public sealed record EventMalformed : Problem;
