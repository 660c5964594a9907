using System.Globalization;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Tests.Support;
using Understudy.Domain.Webhooks;

namespace Understudy.Domain.Tests.Accounts;

/// <summary>All the use cases of signing in over one store, with a hasher that counts and a clock that stands still.</summary>
internal sealed class SignInBench : IDisposable
{
    public const string Password = "correct horse";

    public static readonly SessionPolicy Policy = new("trial", TimeSpan.FromHours(1), TimeSpan.FromDays(30))
    {
        RetryLife = TimeSpan.FromMinutes(1),
    };

    public SignInBench(InMemoryDocumentStore? store = null, SequentialIds? ids = null)
    {
        Store = store ?? new InMemoryDocumentStore(Time) { Interleaves = true };
        Ids = ids ?? new SequentialIds();
        Hashing = new PasswordHashing(Hasher, Secrets, atOnce: 2);
        Guard = new SignInGuard(Store, Ids, SignInLimits.Default, Time);
        Passwords = new Passwords(Store, Time);
        Sessions = new Sessions(Store, Ids, Secrets, new PlainTokens(), Time);
        Deletion = new AccountDeletion(Store, Time);
        Roles = new RoleDesk(Store, Time);
        Starts = new SessionStarts(Store, Sessions, Deletion, Roles, new NamedAdmins([]), Time);
        Links = new MailLinks(Store, Secrets, Time);
        Keys = new ApiKeys(Store, Ids, Secrets, Time);
        Register = new RegisterHandler(Store, Ids, Hashing, Passwords, Guard, Starts, Time);
        Login = new LoginHandler(Store, Hashing, Passwords, Guard, Starts);
        Reset = new ResetPasswordHandler(Store, Ids, Links, Passwords, Hashing, Guard, [new WebhookEndpoints(Store, Ids, Time)], Time);
        Verify = new VerifyAddressHandler(Store, Links, Hashing, Guard, Time);
        SignIn = new SignInHandler(Store, Ids, Time);
    }

    public ManualTime Time { get; } = new();

    public InMemoryDocumentStore Store { get; }

    public SequentialIds Ids { get; }

    public CountingHasher Hasher { get; } = new();

    public SequentialSecrets Secrets { get; } = new();

    public PasswordHashing Hashing { get; }

    public SignInGuard Guard { get; }

    public Passwords Passwords { get; }

    public Sessions Sessions { get; }

    public AccountDeletion Deletion { get; }

    public RoleDesk Roles { get; }

    public SessionStarts Starts { get; }

    public MailLinks Links { get; }

    public ApiKeys Keys { get; }

    public RegisterHandler Register { get; }

    public LoginHandler Login { get; }

    public ResetPasswordHandler Reset { get; }

    public VerifyAddressHandler Verify { get; }

    public SignInHandler SignIn { get; }

    public Task<Result<SessionStart>> RegisterAsync(string email, string? username = null, string password = Password) =>
        Register.HandleAsync(
            new Registration(email, password, "client", new Registrant("Ann", username, null)), Policy, default);

    public Task<Result<SessionStart>> LoginAsync(string email, string password = Password, string client = "client") =>
        Login.HandleAsync(new Login(email, password, client), Policy, default);

    public Task<SignedIn> FirebaseAsync(string email, string uid = "uid", bool verified = true) =>
        SignIn.HandleAsync(new FirebaseIdentity(uid, email, verified, "Ann", null), default);

    public void Dispose() => Hashing.Dispose();

    /// <summary>A hasher that costs nothing, and counts.</summary>
    internal sealed class CountingHasher : IPasswordHasher
    {
        private int _verified;

        /// <summary>How often a password was compared.</summary>
        public int Verified => _verified;

        /// <summary>What it puts before what it stores today.</summary>
        public string Form { get; set; } = "1";

        public string Hash(string password) => $"{Form}:{password}";

        public PasswordCheck Verify(string hash, string password)
        {
            Interlocked.Increment(ref _verified);
            if (hash[2..] != password) return PasswordCheck.Wrong;
            return hash[..1] == Form ? PasswordCheck.Right : PasswordCheck.RightAndWeak;
        }
    }

    /// <summary>Secrets that are all different, and of the right length.</summary>
    internal sealed class SequentialSecrets : ISecretFactory
    {
        private int _last;

        public string Next() =>
            Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture).PadLeft(42, 'A') + "A";
    }

    private sealed class PlainTokens : IAccessTokens
    {
        public Task<string> SignAsync(AccessGrant grant, CancellationToken cancellationToken) => Task.FromResult(grant.TokenId);
    }
}
