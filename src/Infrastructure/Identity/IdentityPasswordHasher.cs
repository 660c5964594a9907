using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Understudy.Domain.Accounts;

namespace Understudy.Infrastructure.Identity;

/// <summary>Passwords as ASP.NET Core Identity stores them: PBKDF2 with HMAC-SHA512 and a salt of their own.</summary>
public sealed class IdentityPasswordHasher : IPasswordHasher
{
    /// <summary>How often the function is repeated: what OWASP advises for it.</summary>
    public const int Iterations = 210_000;

    private static readonly object _nobody = new();
    private readonly PasswordHasher<object> _hasher;

    /// <summary>A hasher.</summary>
    /// <param name="iterations">How often the function is repeated.</param>
    public IdentityPasswordHasher(int iterations = Iterations) =>
        _hasher = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));

    /// <inheritdoc/>
    public string Hash(string password) => _hasher.HashPassword(_nobody, password);

    /// <inheritdoc/>
    public PasswordCheck Verify(string hash, string password) =>
        _hasher.VerifyHashedPassword(_nobody, hash, password) switch
        {
            PasswordVerificationResult.Success => PasswordCheck.Right,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordCheck.RightAndWeak,
            _ => PasswordCheck.Wrong,
        };
}
