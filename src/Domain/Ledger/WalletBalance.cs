namespace Understudy.Domain.Ledger;

/// <summary>What a wallet amounts to at an instant, in its unit.</summary>
/// <param name="Granted">What was granted and has not expired, spent or not.</param>
/// <param name="Left">What can be spent.</param>
/// <param name="Held">What jobs in progress hold.</param>
public sealed record WalletBalance(int Granted, int Left, int Held)
{
    /// <summary>What was spent of <see cref="Granted"/>.</summary>
    public int Used => Granted - Left - Held;
}
