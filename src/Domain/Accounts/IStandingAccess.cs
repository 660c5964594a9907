namespace Understudy.Domain.Accounts;

/// <summary>What was set up in an account and goes on without anybody signing in, e.g. addresses that are told of events.</summary>
public interface IStandingAccess
{
    /// <summary>Ends all of it; the account is somebody else's now. May be repeated.</summary>
    Task EndAsync(string ownerId, CancellationToken cancellationToken);
}
