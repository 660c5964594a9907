using Understudy.Domain.Common;

namespace Understudy.Domain.Webhooks;

/// <summary>A delivery is asked for to an endpoint that is disabled.</summary>
public sealed record EndpointDisabled : Problem;

/// <summary>A person has as many webhook endpoints as they may have.</summary>
/// <param name="Max">How many those are.</param>
public sealed record TooManyEndpoints(int Max) : Problem;
