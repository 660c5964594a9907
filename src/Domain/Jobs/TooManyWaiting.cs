using Understudy.Domain.Common;

namespace Understudy.Domain.Jobs;

/// <summary>So many jobs of the account wait in the lane already, and no more may.</summary>
public sealed record TooManyWaiting(int Limit) : Problem;
