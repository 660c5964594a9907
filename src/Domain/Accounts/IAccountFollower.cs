namespace Understudy.Domain.Accounts;

/// <summary>Who keeps something that follows from people's accounts and from what they are subscribed to.</summary>
public interface IAccountFollower
{
    /// <summary>
    /// An account was opened, or something about it has changed, and that is written down. It may be told several times; what a
    /// crash keeps from being told, the follower has to find out by itself.
    /// </summary>
    Task ChangedAsync(string userId, CancellationToken cancellationToken);
}
