namespace Understudy.Domain.Accounts;

/// <summary>How many attempts may fail within a sliding window; each more than 0.</summary>
/// <param name="Window">The window.</param>
/// <param name="OfPair">At one account from one client address.</param>
/// <param name="OfAccount">
/// At one account from all addresses together. One from which its owner has signed in lately is not refused by it, so that
/// others cannot keep the owner out.
/// </param>
/// <param name="OfAddress">From one client address, at whatever accounts.</param>
public sealed record AttemptLimit(TimeSpan Window, int OfPair, int OfAccount, int OfAddress);

/// <summary>The limits of everything that can be tried out.</summary>
/// <param name="Passwords">Passwords that are wrong.</param>
/// <param name="Mails">Mails that are asked for, whether there is somebody to get them or not.</param>
/// <param name="Registrations">Accounts that are opened; counted by client address alone.</param>
public sealed record SignInLimits(AttemptLimit Passwords, AttemptLimit Mails, AttemptLimit Registrations)
{
    /// <summary>What is enough for people, and too few for programs.</summary>
    public static SignInLimits Default { get; } = new(
        new AttemptLimit(TimeSpan.FromMinutes(15), OfPair: 20, OfAccount: 60, OfAddress: 250),
        new AttemptLimit(TimeSpan.FromHours(1), OfPair: 5, OfAccount: 10, OfAddress: 50),
        new AttemptLimit(TimeSpan.FromHours(1), OfPair: 1000, OfAccount: 1000, OfAddress: 1000));
}
