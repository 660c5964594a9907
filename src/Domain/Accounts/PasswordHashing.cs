namespace Understudy.Domain.Accounts;

/// <summary>
/// Hashes passwords, a few at a time: each takes a processor for a while, and whoever sends many must not take all of them
/// from everybody else. Who asks when too many wait already is sent away, before anything is known of the account.
/// </summary>
/// <param name="hasher">Hashes and compares.</param>
/// <param name="secrets">Makes the password that nobody has.</param>
/// <param name="atOnce">How many are hashed at a time; 1 the least.</param>
public sealed class PasswordHashing(IPasswordHasher hasher, ISecretFactory secrets, int atOnce) : IDisposable
{
    /// <summary>How many may wait.</summary>
    public const int MaxWaiting = 64;

    private readonly SemaphoreSlim _turns = new(atOnce);
    private readonly Lazy<string> _nobodys = new(() => hasher.Hash(secrets.Next()));
    private int _waiting;

    /// <summary>Whether so many wait that one should come back later.</summary>
    public bool IsBusy => Volatile.Read(ref _waiting) >= MaxWaiting;

    /// <summary>What to store for a password.</summary>
    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        InTurnAsync(() => hasher.Hash(password), cancellationToken);

    /// <summary>
    /// Compares a password. Without a hash it is compared all the same, with one that nothing matches, so that the time does
    /// not tell whether there is an account.
    /// </summary>
    public Task<PasswordCheck> VerifyAsync(string? hash, string password, CancellationToken cancellationToken) =>
        InTurnAsync(
            () =>
            {
                // Made by the first attempt, whichever that is.
                string nobodys = _nobodys.Value;
                PasswordCheck check = hasher.Verify(hash ?? nobodys, password);
                return hash is null ? PasswordCheck.Wrong : check;
            },
            cancellationToken);

    /// <summary>
    /// Whether a password is that of a login: null when it is not, or there is no login. What is longer than any password is
    /// not looked at further, and costs as much.
    /// </summary>
    internal async Task<PasswordCheck?> CheckAsync(
        PasswordLogin? login, string password, CancellationToken cancellationToken)
    {
        bool couldBe = SignInRules.IsPassword(password);
        PasswordCheck check = await VerifyAsync(
            couldBe ? login?.Hash : null, couldBe ? password : "", cancellationToken);
        return check == PasswordCheck.Wrong ? null : check;
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _turns.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
        try
        {
            return await Task.Run(work, cancellationToken);
        }
        finally
        {
            _turns.Release();
        }
    }
}
